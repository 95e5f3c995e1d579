/** A share for recipients, from records of this desk. */
import { NotaryError } from '../../../errors.ts';
import type { EvidenceFiles } from '../../../formats/evidence.ts';
import { type Withhold, withheldOfRecord } from '../../../handover/withhold.ts';
import type { Notary } from '../../../notary.ts';
import { PreparedTexts } from '../../../records/repeated-facts.ts';
import type { HandedCertificate } from '../../store/sent.ts';
import type { Recipient } from '../../store/sent-types.ts';
import { handed } from './handed.ts';
import { shareArchive } from './share/archive.ts';
import { checkerPage } from './share/checker-page.ts';
import { type SharePart, sharedRecord } from './share/collect.ts';
import type { NamedBytes, SharedRecord } from './share/contents.ts';
import { namesHolder, refuseNamedByChain } from './withheld.ts';

/** Which share to write. */
export interface ShareWish {
  readonly ids: readonly string[];
  readonly withhold: Withhold;
  /** What is included with the certificates. */
  readonly parts: readonly SharePart[];
  /** The proof in codes; as the settings have it unless it is said. */
  readonly paper?: boolean | undefined;
  /** The ZIP to write. */
  readonly path: string;
  /** Recipients, if the delivery is to be remembered. */
  readonly recipients?: readonly Recipient[];
}

/** A share that is not written yet. */
export interface MadeShare {
  readonly bytes: Uint8Array;
  readonly certificates: readonly HandedCertificate[];
}

/** What making a share needs from the desk. */
export interface ShareDependencies {
  readonly notary: Pick<Notary, 'evidence' | 'record' | 'renew'>;
  make(files: EvidenceFiles): Promise<Uint8Array>;
  trust(): NamedBytes;
  /** So many certificates are made. */
  onMade(done: number): void;
}

/** What goes into a package for recipients, record by record. */
export interface SharedParts {
  readonly records: readonly SharedRecord[];
  readonly certificates: readonly HandedCertificate[];
  /** The checker page and the desk's trust bundle, where they go along. */
  readonly checker: NamedBytes | null;
  readonly trust: NamedBytes | null;
}

/** What of a wish says what goes in. */
export type SharedWish = Pick<ShareWish, 'ids' | 'withhold' | 'parts' | 'paper'>;

/**
 * The ZIP and the certificates in it. Throws for the first record or document that cannot be included: nothing is left
 * out silently.
 */
export async function makeShare(
  wish: ShareWish,
  signal: AbortSignal,
  dependencies: ShareDependencies,
): Promise<MadeShare> {
  const { certificates, ...contents } = await sharedParts(wish, signal, dependencies);
  return { bytes: shareArchive(contents), certificates };
}

/** Makes the certificates and reads what goes with them. Throws as `makeShare` does. */
export async function sharedParts(
  wish: SharedWish,
  signal: AbortSignal,
  dependencies: ShareDependencies,
): Promise<SharedParts> {
  const has = (part: SharePart) => wish.parts.includes(part);
  const records: SharedRecord[] = [];
  const certificates: HandedCertificate[] = [];
  const texts = new PreparedTexts();
  await dependencies.notary.renew(wish.ids);
  for (const id of new Set(wish.ids)) {
    if (signal.aborted) throw new NotaryError('cancelled', 'cancelled');
    const files = dependencies.notary.evidence(id, withheldOfRecord(wish.withhold, id), wish.paper, texts);
    const record = dependencies.notary.record(id);
    refuseNamedByChain(record, files, texts);
    records.push(await sharedRecord(record, files, (one) => dependencies.make(one), has('document')));
    certificates.push(handed(record, files));
    dependencies.onMade(certificates.length);
  }
  if (has('trust') && records.some(({ namesHolder }) => namesHolder === false)) throw namesHolder();
  return {
    records,
    certificates,
    checker: has('checker') ? checkerPage() : null,
    trust: has('trust') ? dependencies.trust() : null,
  };
}
