/**
 * Golden certificates: made from the evidence defined here, so that each build can prove, before it judges any page,
 * that it produces exactly the bytes of a template.
 */

import type { AnchorSubject } from '../anchors/kind.ts';
import { type Crypto, ed25519PublicKey, ed25519Sign } from '../crypto.ts';
import { toBase64, toHex, utf8 } from '../formats/bytes.ts';
import { checkerNote } from '../formats/checker-note.ts';
import { checkpointText, originOf, ownWitnessName, proofBytes } from '../formats/checkpoint.ts';
import {
  type Anchor,
  type CertificateFiles,
  type EvidenceSet,
  evidenceBytes,
  parseEvidenceSet,
  pendingNote,
  pendingNoteText,
} from '../formats/evidence.ts';
import { cosign, KEY_TYPE, type NoteSigner, signNote, verifierKey } from '../formats/note.ts';
import { pageOf, type TemplateDefinition } from '../formats/template.ts';
import { leafHash } from '../log/merkle.ts';
import type { AnyFacts } from '../records/facts.ts';
import { DOCUMENT, factsOfKind, type RecordKind } from '../records/index.ts';
import { claimHashes, disclose, type NotaryRecord, recordBytes } from '../records/record.ts';
import { shownFacts } from '../records/withholding.ts';
import type { GoldenName } from './template.ts';

/** The contents of a golden certificate. Missing members have the default of most of them. */
export interface GoldenSpec {
  /** The kind of its record; a document without a profile by default. */
  readonly kind?: RecordKind;
  readonly facts: AnyFacts;
  /** Names of withheld facts, or of elements of a list; the full id of the holder by default. */
  readonly withheld?: readonly string[];
  /** Members of the record that differ from the default. */
  readonly record?: Partial<NotaryRecord>;
  /** Names of the keys that cosigned, given the log's origin: by default the desk's own witness and another one. */
  readonly witnesses?: (origin: string) => readonly string[];
  /** The log signs with its second key, under the origin of its first. */
  readonly laterKey?: boolean;
  /** Anchors of chains and time-stamping authorities. */
  readonly anchors?: (subject: AnchorSubject, log: NoteSigner) => readonly Anchor[];
  /** False when nothing is awaited any more. */
  readonly pending?: boolean;
  /** Whether the proof is also on the page, as QR codes. */
  readonly paper?: boolean;
  /** Where the issuer says a checker is to be had. */
  readonly checker?: string;
  /** The files of a dossier, by the hash of its leaf, from which a sample is drawn. */
  readonly dossier?: (leaf: Uint8Array) => CertificateFiles['dossier'];
}

/** The golden certificates that a process makes before it judges pages. */
export const SPECS: Readonly<Record<GoldenName, GoldenSpec>> = {
  plain: {
    facts: {
      holder: '示例科技（北京）有限公司 Example Технологии Παράδειγμα',
      holderIdMasked: '9111**********0X',
      operator: 'Zoë Łukasiewicz',
      title: '采购合同《二〇二六》— “golden” 😀',
      fileName: '采购合同 2026.pdf',
      kind: 'contract',
      number: 'No. 2026-0001',
      parties: ['甲方：示例科技（北京）有限公司', '乙方：Ελληνική Εταιρεία', 'Сторона В'],
      date: '2026-01-31',
      money: { amount: '-1234567.80', currency: 'CNY' },
      obtained: '由对方以电子邮件发送',
      pages: 3,
      software: 'Notary Desk',
    },
  },
  rare: { facts: { holder: '𠮷野家', title: '한국어 𠀀', fileName: '龘.pdf' } },
  paper: { facts: { holder: '示例科技（北京）有限公司', fileName: 'contract.pdf' }, paper: true },
};

function signer(word: string, crypto: Crypto, type: number, nameOf: (publicKey: Uint8Array) => string): NoteSigner {
  const seed = crypto.sha256(utf8(`notary-desk golden ${word}`));
  const publicKey = ed25519PublicKey(seed);
  return {
    key: verifierKey(nameOf(publicKey), type, publicKey, crypto),
    sign: (message) => ed25519Sign(message, seed),
  };
}

/** The log's signer; its origin is that of the first key, whichever signs. */
function logSigner(laterKey: boolean, crypto: Crypto): NoteSigner {
  const first = signer('log', crypto, KEY_TYPE.ed25519, (key) => originOf(key, crypto));
  return laterKey ? signer('later log', crypto, KEY_TYPE.ed25519, () => first.key.name) : first;
}

const WITNESSES = (origin: string): readonly string[] => [ownWitnessName(origin), 'witness.example/w1'];

function witnessSigners({ witnesses = WITNESSES }: GoldenSpec, origin: string, crypto: Crypto): readonly NoteSigner[] {
  return witnesses(origin).map((name, i) => {
    const word = ['witness', 'other'][i] ?? `witness ${i}`;
    return signer(word, crypto, KEY_TYPE.cosignatureEd25519, () => name);
  });
}

function goldenRecord(spec: GoldenSpec, origin: string, document: string, crypto: Crypto) {
  let counter = 0;
  const kind = spec.kind ?? DOCUMENT;
  const { v, type, profile, fields } = kind;
  const disclosures = disclose(factsOfKind(kind, spec.facts), (length) => new Uint8Array(length).fill(++counter));
  const leaf = recordBytes({
    v,
    type,
    ...(profile === null ? {} : { profile }),
    id: '019b0000-0000-7000-8000-000000000001',
    origin,
    seq: 1,
    ...(Object.hasOwn(fields, 'digest')
      ? { digest: { sha256: toHex(crypto.sha256(utf8(document))) }, size: 1234567 }
      : {}),
    time: '2026-01-31T15:59:59.999Z',
    clock: 'unknown',
    supersedes: '019b0000-0000-7000-8000-000000000000',
    claims: claimHashes(disclosures, crypto, kind),
    ...spec.record,
  });
  const withheld = spec.withheld ?? ['holderId'];
  const named = disclosures.filter(([, fact]) => !withheld.includes(fact));
  return { leaf, disclosures: shownFacts(named, kind, withheld, crypto) };
}

/** The evidence of a golden certificate that a process makes, from publicly known keys. */
export function goldenEvidence(name: GoldenName, template: TemplateDefinition, crypto: Crypto): EvidenceSet {
  return evidenceOf(name, SPECS[name], template, crypto);
}

/** The same for any golden certificate. `document` is the text of its document. */
export function evidenceOf(
  document: string,
  spec: GoldenSpec,
  template: TemplateDefinition,
  crypto: Crypto,
): EvidenceSet {
  const log = logSigner(spec.laterKey ?? false, crypto);
  const origin = log.key.name;
  const witnesses = witnessSigners(spec, origin, crypto);
  const { leaf, disclosures } = goldenRecord(spec, origin, document, crypto);
  const checkpoint = { origin, size: 1, root: leafHash(leaf, crypto) };
  const text = checkpointText(checkpoint);
  const signatures = [signNote(text, log), ...witnesses.map((witness, i) => cosign(text, 1769875200 + i, witness))];
  const chain = { kind: 'golden', id: 'chain-1' };
  const checker = spec.checker === undefined ? null : checkerNote(origin, spec.checker, log);
  const waiting = pendingNoteText(
    { checkpoint, chain, deadline: '2026-02-01T16:00:00.000Z' },
    toBase64(checkpoint.root),
  );
  const evidence = evidenceBytes({
    v: 1,
    page: pageOf(template, crypto, spec.paper, checker),
    disclosures,
    keys: [log, ...witnesses].map(({ key }) => key.text),
    anchors: spec.anchors?.({ checkpoint, noteText: text }, log) ?? [],
    pending: spec.pending === false ? null : pendingNote({ text: waiting, signatures: [signNote(waiting, log)] }),
  });
  const files = { record: leaf, evidence, proof: proofBytes({ index: 0, path: [], note: { text, signatures } }) };
  const dossier = spec.dossier?.(checkpoint.root);
  return parseEvidenceSet(dossier ? { ...files, dossier } : files, crypto);
}
