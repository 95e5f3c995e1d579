/**
 * Evidence made by hand, without the notary and without a store, so that a test can make what no honest desk would:
 * the same options give the same bytes.
 */

import { nobleCrypto } from '../../../core/crypto.ts';
import { toBase64, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { type Checkpoint, checkpointText, proofBytes } from '../../../core/formats/checkpoint.ts';
import {
  type Anchor,
  type EvidenceFiles,
  evidenceBytes,
  type Pending,
  pendingNote,
  pendingNoteText,
} from '../../../core/formats/evidence.ts';
import { cosign, type NoteSigner, type SignatureLine, signNote } from '../../../core/formats/note.ts';
import { currentTemplate } from '../../../core/formats/template.ts';
import type { AcceptedBundle, TrustBundle } from '../../../core/formats/trust.ts';
import { inclusionProof, logRoot } from '../../../core/log/log.ts';
import type { AnyFacts, Facts } from '../../../core/records/facts.ts';
import { DOCUMENT as DOCUMENT_KIND, type RecordKind } from '../../../core/records/index.ts';
import type { ShownFact } from '../../../core/records/list-facts.ts';
import {
  claimHashes,
  type Disclosure,
  type DocumentRecord,
  disclose,
  recordBytes,
} from '../../../core/records/record.ts';
import { shownFacts } from '../../../core/records/withholding.ts';
import { logSigner, witnessSigner } from './keys.ts';
import { MemoryLog } from './memory-log.ts';

export const DOCUMENT = utf8('a contract, word for word');
export const DOCUMENT_SHA256 = toHex(nobleCrypto.sha256(DOCUMENT));

export const FACTS: Partial<Facts> = {
  holder: '上海长风供应链管理有限公司',
  holderId: '91310115MA1K3ABC7X',
  holderIdMasked: '9131**********BC7X',
  operator: '王小明',
  title: '货物买卖合同',
  fileName: 'contract.pdf',
  kind: 'contract',
  parties: ['上海长风供应链管理有限公司', '深圳市华远电子科技股份有限公司'],
  date: '2026-11-20',
  money: { amount: '1280000.00', currency: 'CNY' },
  pages: 12,
  software: 'Notary Desk 0.1.0',
};

export const desk = logSigner('desk');
/** The embedded witness: controlled by the desk itself. */
export const ownWitness = witnessSigner('own', `${desk.key.name}/witness`);
/** Witnesses of others. */
export const bank = witnessSigner('bank');
export const court = witnessSigner('court');

/** When the witnesses signed: POSIX seconds of 2026-11-24T00:00:00Z, and later. */
export const SIGNED_AT = Date.UTC(2026, 10, 24) / 1000;

export function sampleDisclosures(facts: AnyFacts = {}, kind: RecordKind = DOCUMENT_KIND): readonly Disclosure[] {
  const counting = (length: number) => new Uint8Array(length).map((_, i) => 1 + (i >> 4));
  const all: AnyFacts = { ...FACTS, ...facts };
  return disclose(Object.fromEntries(kind.names.map((name) => [name, all[name] ?? null])), counting);
}

export function sampleRecord(
  changes: Partial<DocumentRecord> = {},
  disclosures = sampleDisclosures(),
  kind: RecordKind = DOCUMENT_KIND,
): DocumentRecord {
  const record = {
    v: 1,
    type: 'document',
    id: '019a1b2c-3d4e-7f60-8a9b-0c1d2e3f4a5b',
    origin: desk.key.name,
    seq: 17,
    digest: { sha256: DOCUMENT_SHA256 },
    size: DOCUMENT.length,
    time: '2026-11-23T23:55:00.123Z',
    clock: 'synchronised',
    supersedes: null,
    claims: claimHashes(disclosures, nobleCrypto, kind) as DocumentRecord['claims'],
    ...changes,
  };
  // a member that a change takes away
  const members = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as object as DocumentRecord;
}

export interface EvidenceOptions {
  /** The kind of the record; a document without a profile by default. */
  readonly kind?: RecordKind;
  /** Facts of the kind, also such as no record may have. */
  readonly facts?: AnyFacts;
  /** Names of facts, or of elements of lists. */
  readonly withhold?: readonly string[];
  /** Changes what is disclosed, also to what no program would write. */
  readonly reshown?: (shown: readonly ShownFact[]) => readonly unknown[];
  /** Members of the leaf; a type that is none of a document makes what this program cannot read. */
  readonly record?: Partial<Omit<DocumentRecord, 'type'>> & { readonly type?: string };
  /** Who signs the checkpoint as its log, and under which origin. */
  readonly log?: NoteSigner;
  readonly origin?: string;
  readonly cosigners?: readonly { readonly signer: NoteSigner; readonly seconds?: number }[];
  /** Further lines and keys, put at the end as they are. */
  readonly lines?: readonly SignatureLine[];
  readonly keys?: readonly string[];
  readonly anchors?: readonly Anchor[];
  readonly pending?: { readonly by?: NoteSigner; readonly changes?: Partial<Pending> } | null;
  /** The proof in codes on a page of its own. */
  readonly paper?: boolean;
  /** What stands in `page.options.checker`. */
  readonly checker?: string;
  /** Leaves before and after the record's. */
  readonly before?: number;
  readonly after?: number;
}

const strangers = (count: number, mark: number) => Array.from({ length: count }, (_, i) => Uint8Array.of(mark, i));

/** The three files. */
export function makeEvidence(options: EvidenceOptions = {}): EvidenceFiles {
  const log = options.log ?? desk;
  const { kind = DOCUMENT_KIND } = options;
  const { v, profile } = kind;
  const disclosures = sampleDisclosures(options.facts, kind);
  const { withhold = ['holderId'], reshown = (shown) => shown } = options;
  const named = disclosures.filter(([, name]) => !withhold.includes(name));
  const ofKind = { v, ...(profile === null ? {} : { profile }), origin: options.origin ?? log.key.name };
  const changes = { ...ofKind, ...options.record } as Partial<DocumentRecord>;
  const leaf = recordBytes(sampleRecord(changes, disclosures, kind));
  const tree = new MemoryLog();
  const [before, after] = [options.before ?? 2, options.after ?? 2];
  tree.append([...strangers(before, 0), leaf, ...strangers(after, 1)]);
  const root = logRoot(tree.size, tree.read, nobleCrypto);
  const checkpoint = { origin: options.origin ?? log.key.name, size: tree.size, root };
  const text = checkpointText(checkpoint);
  const cosigners = options.cosigners ?? [{ signer: ownWitness }];
  const cosigned = cosigners.map(({ signer, seconds }) => cosign(text, seconds ?? SIGNED_AT, signer));
  const note = { text, signatures: [signNote(text, log), ...cosigned, ...(options.lines ?? [])] };
  const path = inclusionProof(before, tree.size, tree.read, nobleCrypto);
  const evidence = evidenceBytes({
    v: 1,
    page: currentTemplate(nobleCrypto, options.paper, options.checker ?? null),
    disclosures: reshown(shownFacts(named, kind, withhold, nobleCrypto)) as readonly ShownFact[],
    keys: [log.key.text, ...cosigners.map(({ signer }) => signer.key.text), ...(options.keys ?? [])],
    anchors: options.anchors ?? [],
    pending: options.pending ? pendingBy(options.pending.by ?? log, checkpoint, options.pending.changes) : null,
  });
  return { record: leaf, evidence, proof: proofBytes({ index: before, path, note }) };
}

export const CHAIN = { kind: 'example', id: 'notary-1' } as const;

function pendingBy(signer: NoteSigner, checkpoint: Checkpoint, changes: Partial<Pending> = {}): string {
  const pending = { checkpoint, chain: CHAIN, deadline: '2026-11-25T00:00:00.000Z', ...changes };
  const text = pendingNoteText(pending, toBase64(pending.checkpoint.root));
  return pendingNote({ text, signatures: [signNote(text, signer)] });
}

/** A bundle that names the desk and two witnesses of others, one of whom is enough. */
export function sampleBundle(changes: Partial<TrustBundle> = {}): TrustBundle {
  return {
    v: 1,
    name: '长三角存证联盟',
    logs: [
      {
        origin: desk.key.name,
        controller: 'changfeng',
        organisation: '上海长风供应链管理有限公司',
        keys: [{ vkey: desk.key.text, from: 0, to: null }],
      },
    ],
    witnesses: [
      { vkey: bank.key.text, controller: 'bank', organisation: '浦江银行' },
      { vkey: court.key.text, controller: 'court', organisation: '互联网法院' },
      { vkey: ownWitness.key.text, controller: 'changfeng', organisation: '上海长风供应链管理有限公司' },
    ],
    chains: [],
    policy: { witnesses: 1, chains: 0 },
    ...changes,
  };
}

export function accept(bundle: TrustBundle, compared = true): AcceptedBundle {
  return { bundle, fingerprint: 'ab'.repeat(32), compared };
}
