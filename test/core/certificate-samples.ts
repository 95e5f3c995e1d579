/** Evidence to make certificates from: whole and sound, with any facts, signers and pending statement. */

import { readFileSync } from 'node:fs';
import type { Time } from '../../core/anchors/cometbft/block.ts';
import { cometbftAnchor } from '../../core/anchors/cometbft/evidence.ts';
import { encodeTransaction } from '../../core/anchors/cometbft/transaction.ts';
import { type CertificateFonts, loadFonts } from '../../core/certificate/index.ts';
import { type Rendering, renderCertificate, templateOf } from '../../core/certificate/make.ts';
import { CERTIFICATE_TEMPLATES } from '../../core/certificate/templates.ts';
import { ed25519PublicKey, ed25519Sign, nobleCrypto } from '../../core/crypto.ts';
import { toBase64, toHex, utf8 } from '../../core/formats/bytes.ts';
import { checkpointText, originOf, proofBytes } from '../../core/formats/checkpoint.ts';
import {
  type Anchor,
  type EvidenceSet,
  evidenceBytes,
  parseEvidenceSet,
  pendingNote,
  pendingNoteText,
} from '../../core/formats/evidence.ts';
import { cosign, KEY_TYPE, type NoteSigner, signNote, verifierKey } from '../../core/formats/note.ts';
import { allFacts, type Facts } from '../../core/formats/records/facts.ts';
import { claimHashes, disclose, type NotaryRecord, recordBytes } from '../../core/formats/records/record.ts';
import { CURRENT_TEMPLATE, pageOf, type TemplateDefinition } from '../../core/formats/template.ts';
import { leafHash, nodeHash } from '../../core/log/merkle.ts';
import { blockEvidence } from '../anchor/cometbft/support/chain.ts';

const seedOf = (n: number) => new Uint8Array(32).fill(n);

/** A signer from a number. */
export function sampleSigner(n: number, name: string, type: number): NoteSigner {
  const seed = seedOf(n);
  const key = verifierKey(name, type, ed25519PublicKey(seed), nobleCrypto);
  return { key, sign: (message) => ed25519Sign(message, seed) };
}

export interface SampleOptions {
  readonly facts?: Partial<Facts>;
  readonly withheld?: readonly string[];
  readonly record?: Partial<NotaryRecord>;
  /** Names of witness keys; the default is the desk's own. */
  readonly witnesses?: readonly string[];
  readonly pending?: boolean;
  /** The newest unless it says otherwise. */
  readonly template?: TemplateDefinition;
  /** The proof in codes on a page of its own. */
  readonly paper?: boolean;
  /** Id of a CometBFT chain of four members that has recorded the checkpoint; `voters` of them signed, at these times. */
  readonly chain?: { readonly id: string; readonly voters?: readonly number[]; readonly times?: readonly Time[] };
}

export const SAMPLE_FACTS: Partial<Facts> = {
  holder: '上海长风供应链管理有限公司',
  holderId: '91310115MA1K3ABC7X',
  holderIdMasked: '9131**********BC7X',
  operator: '王小明',
  title: '货物买卖合同（2026 年第 118 号）',
  fileName: '货物买卖合同-2026-118.pdf',
  kind: 'contract',
  number: 'CF-2026-0118',
  parties: ['上海长风供应链管理有限公司', '深圳市华远电子科技股份有限公司'],
  date: '2026-11-20',
  money: { amount: '1280000.00', currency: 'CNY' },
  obtained: '由对方法务以电子邮件发送，下载自公司邮箱',
  note: null,
  pages: 12,
  software: 'Notary Desk 0.1.0',
};

function sampleAnchor(chain: NonNullable<SampleOptions['chain']>, text: string, log: NoteSigner): Anchor {
  const signed = { text, signature: log.sign(utf8(text)) };
  const transaction = encodeTransaction({ kind: 'checkpoint', signed, base: 0, proof: [] });
  const { id, voters = null, times = [] } = chain;
  return cometbftAnchor(blockEvidence({ chain: id, transactions: [transaction], voters, times }));
}

/** A set of evidence; the same options give the same bytes. */
export function sampleEvidence(options: SampleOptions = {}): EvidenceSet {
  const origin = originOf(ed25519PublicKey(seedOf(1)), nobleCrypto);
  const log = sampleSigner(1, origin, KEY_TYPE.ed25519);
  const names = options.witnesses ?? [`${origin}/witness`];
  const witnesses = names.map((name, i) => sampleSigner(10 + i, name, KEY_TYPE.cosignatureEd25519));
  let counter = 0;
  const disclosures = disclose(allFacts({ ...SAMPLE_FACTS, ...options.facts }), (length) =>
    new Uint8Array(length).fill(++counter),
  );
  const record: NotaryRecord = {
    v: 1,
    type: 'document',
    id: '019a1b2c-3d4e-7f60-8a9b-0c1d2e3f4a5b',
    origin,
    seq: 17,
    digest: { sha256: toHex(nobleCrypto.sha256(utf8('a contract'))) },
    size: 1834021,
    time: '2026-11-22T06:03:07.123Z',
    clock: 'synchronised',
    supersedes: null,
    claims: claimHashes(disclosures, nobleCrypto),
    ...options.record,
  };
  const leaf = recordBytes(record);
  const sibling = nobleCrypto.sha256(utf8('another leaf'));
  const root = nodeHash(sibling, leafHash(leaf, nobleCrypto), nobleCrypto);
  const checkpoint = { origin, size: 2, root };
  const text = checkpointText(checkpoint);
  const seconds = Date.UTC(2026, 10, 22, 6, 8, 9) / 1000;
  const note = { text, signatures: [signNote(text, log), ...witnesses.map((w, i) => cosign(text, seconds + i, w))] };
  const pendingText = pendingNoteText(
    { checkpoint, chain: { kind: 'cometbft', id: 'notary-1' }, deadline: '2026-11-23T06:00:00.000Z' },
    toBase64(root),
  );
  const evidence = evidenceBytes({
    v: 1,
    page: pageOf(options.template ?? CURRENT_TEMPLATE, nobleCrypto, options.paper),
    disclosures: disclosures.filter(([, name]) => !(options.withheld ?? ['holderId']).includes(name)),
    keys: [log.key.text, ...witnesses.map((witness) => witness.key.text)],
    anchors: options.chain ? [sampleAnchor(options.chain, text, log)] : [],
    pending: options.pending ? pendingNote({ text: pendingText, signatures: [signNote(pendingText, log)] }) : null,
  });
  const files = { record: leaf, evidence, proof: proofBytes({ index: 1, path: [sibling], note }) };
  return parseEvidenceSet(files, nobleCrypto);
}

let loaded: CertificateFonts | undefined;

/** The fonts of the checkout, parsed once in a test process. */
export function sampleFonts(): CertificateFonts {
  const read = (path: string) => new Uint8Array(readFileSync(new URL(`../../node_modules/${path}`, import.meta.url)));
  const google = (path: string) => read(`@expo-google-fonts/${path}`);
  loaded ??= loadFonts({
    sc: google('noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    scBold: google('noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
    latin: google('noto-sans/400Regular/NotoSans_400Regular.ttf'),
    latinBold: google('noto-sans/700Bold/NotoSans_700Bold.ttf'),
    mono: google('noto-sans-mono/400Regular/NotoSansMono_400Regular.ttf'),
    rare: () => read('node-source-han-sans-sc/SourceHanSansSC-Regular.otf'),
  });
  return loaded;
}

/** The certificate of this evidence by its own template, and what is known of its pages. */
export function sampleRendering(set: EvidenceSet = sampleEvidence()): Promise<Rendering> {
  const template = templateOf(set, CERTIFICATE_TEMPLATES);
  if (!template) throw new Error('evidence of a template that is not here');
  return renderCertificate(set, template, sampleFonts(), nobleCrypto);
}
