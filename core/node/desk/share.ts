/** A share for recipients, from records of this desk. */
import { NotaryError } from '../../errors.ts';
import type { EvidenceFiles } from '../../evidence.ts';
import type { FactName } from '../../facts.ts';
import type { Notary } from '../../notary.ts';
import { type NamedBytes, type SharedRecord, shareArchive } from '../share/archive.ts';
import { checkerPage, type SharePart, sharedRecord } from '../share/collect.ts';

export interface ShareWish {
  readonly ids: readonly string[];
  readonly withhold: readonly FactName[];
  /** What goes along with the certificates. */
  readonly parts: readonly SharePart[];
  /** The ZIP to write. */
  readonly path: string;
}

export interface ShareParts {
  readonly notary: Pick<Notary, 'evidence' | 'record' | 'renew'>;
  make(files: EvidenceFiles): Promise<Uint8Array>;
  trust(): NamedBytes;
}

/** The bytes of the ZIP. Throws for the first record or document that cannot go along: nothing is left out silently. */
export async function makeShare(wish: ShareWish, signal: AbortSignal, parts: ShareParts): Promise<Uint8Array> {
  const has = (part: SharePart) => wish.parts.includes(part);
  const records: SharedRecord[] = [];
  await parts.notary.renew(wish.ids);
  for (const id of new Set(wish.ids)) {
    if (signal.aborted) throw new NotaryError('cancelled', 'cancelled');
    const files = parts.notary.evidence(id, wish.withhold);
    records.push(await sharedRecord(parts.notary.record(id), files, (one) => parts.make(one), has('document')));
  }
  return shareArchive({
    records,
    checker: has('checker') ? checkerPage() : null,
    trust: has('trust') ? parts.trust() : null,
  });
}
