/**
 * The golden certificates for which only tests ask: together with those that a process makes before it judges pages they
 * show every fixed string and every kind of row of a template. All keys can be computed by anybody.
 */
import { type CometbftEvidence, cometbftAnchor } from '../../../core/anchors/cometbft/evidence.ts';
import { encodeTransaction } from '../../../core/anchors/cometbft/transaction.ts';
import { cosignatureAnchor } from '../../../core/anchors/cosignature/index.ts';
import { ANCHOR_KINDS } from '../../../core/anchors/index.ts';
import {
  type AnchorKinds,
  type AnchorStatement,
  type AnchorSubject,
  type AnchorVerifier,
  type BlockStatement,
  carriedAnchor,
  type TimestampStatement,
} from '../../../core/anchors/kind.ts';
import { evidenceOf, type GoldenSpec, SPECS } from '../../../core/certificate/golden.ts';
import type { CertificateTemplate } from '../../../core/certificate/template.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { utf8 } from '../../../core/formats/bytes.ts';
import { ownWitnessName } from '../../../core/formats/checkpoint.ts';
import type { Anchor, EvidenceSet } from '../../../core/formats/evidence.ts';
import type { NoteSigner } from '../../../core/formats/note.ts';
import { FACT_NAMES } from '../../../core/records/facts.ts';
import {
  blockEvidence,
  members,
  REGISTRATION,
  type Setting,
  stateEvidence,
} from '../../anchor/cometbft/support/chain.ts';
import { mlDsaCosign, mlDsaWitness } from '../../core/support/keys.ts';
import { dossierGoldens } from './dossier-goldens.ts';
import { fabricGoldens } from './fabric-goldens.ts';
import { ledgerGoldens } from './ledger-goldens.ts';
import { linkGoldens } from './link-goldens.ts';
import { profileGoldens } from './profile-goldens.ts';

const OWN_WITNESS = (origin: string) => [ownWitnessName(origin)];
const NOBODY = () => [];
const MANY = (origin: string) => [ownWitnessName(origin), ...Array.from({ length: 9 }, (_, i) => `w.example/${i}`)];

/** Members who vote ten seconds apart: which of their times is the median shows on the page. */
const times: Setting['times'] = Array.from({ length: 7 }, (_, i) => ({
  seconds: 1769875210 + 10 * i,
  nanos: 999_999_999,
}));

const FACTS: GoldenSpec['facts'] = {
  holder: '示例科技（北京）有限公司',
  holderId: '91110000MA000000XX',
  holderIdMasked: '9111**********00XX',
  operator: '张三',
  title: '货物买卖合同',
  fileName: 'contract.pdf',
  kind: 'invoice',
  number: 'HT-2026-118',
  parties: ['示例科技（北京）有限公司', 'Example GmbH'],
  date: '2026-01-30',
  money: { amount: '1280000', currency: 'EUR' },
  obtained: '下载自公司邮箱',
  note: '另有纸质原件',
  pages: 1200,
  software: 'Notary Desk 0.1.0',
};

const LONG = '中华人民共和国长江三角洲生态绿色一体化发展示范区'.repeat(9);

/** Members of whom one has more power than the others together. */
const WEIGHTED = members(3, 1, (i) => [1, 60, 29][i] ?? 1);

/** The checkpoint as the transaction of a chain. */
function transactionOf({ noteText }: AnchorSubject, log: NoteSigner): Uint8Array {
  const signed = { text: noteText, signature: log.sign(utf8(noteText)) };
  return encodeTransaction({ kind: 'checkpoint', signed, base: 0, proof: [] });
}

/** Recorded in a block of a chain of four members. */
function block(subject: AnchorSubject, log: NoteSigner, over: Partial<Setting>): CometbftEvidence {
  const { origin } = subject.checkpoint;
  return blockEvidence({ transactions: [transactionOf(subject, log)], origin, times, ...over });
}

/** Seen in the history of a chain, whichever transaction brought it there. */
function state(subject: AnchorSubject, over: Partial<Setting>): CometbftEvidence {
  const { origin } = subject.checkpoint;
  return stateEvidence({ history: ['a/1', subject.noteText], origin, times, ...over });
}

/** Golden certificates of every template. */
const GOLDENS: Readonly<Record<string, GoldenSpec>> = {
  final: {
    facts: FACTS,
    withheld: [],
    record: { clock: 'synchronised', supersedes: null, digest: { sha256: '5a'.repeat(32), sm3: 'a5'.repeat(32) } },
    witnesses: OWN_WITNESS,
    pending: false,
  },
  withheld: { facts: FACTS, withheld: FACT_NAMES, witnesses: NOBODY, pending: false },
  'some-withheld': {
    facts: { ...FACTS, kind: '会议纪要', note: null, obtained: null, software: null },
    withheld: ['fileName', 'money', 'parties', 'pages'],
    witnesses: NOBODY,
  },
  'nothing-stated': { facts: {}, withheld: [], witnesses: OWN_WITNESS, pending: false },
  'on-a-chain': {
    facts: { ...FACTS, kind: 'receipt' },
    pending: false,
    witnesses: OWN_WITNESS,
    anchors: (subject, log) => [
      cometbftAnchor(block(subject, log, { chain: 'notary-1', named: true, registration: REGISTRATION })),
    ],
  },
  'on-a-test-network': {
    facts: { ...FACTS, kind: 'statement' },
    pending: false,
    anchors: (subject, log) => [cometbftAnchor(block(subject, log, { chain: 'demo-1', voters: [0, 1, 3] }))],
  },
  'in-a-history': {
    facts: { ...FACTS, kind: 'report' },
    pending: false,
    witnesses: NOBODY,
    anchors: (subject) => [cometbftAnchor(state(subject, { chain: 'notary-1', height: 1_234_567 }))],
  },
  'on-two-chains': {
    facts: { ...FACTS, kind: 'scan' },
    anchors: (subject, log) => [
      cometbftAnchor(block(subject, log, { chain: 'notary-1', set: members(7), nextSet: members(7) })),
      cometbftAnchor(state(subject, { chain: 'notary-2', set: members(4, 50), named: true })),
    ],
  },
  'later-key': { facts: { ...FACTS, kind: 'other' }, laterKey: true, pending: false },
  'one-stranger': { facts: { fileName: 'a.txt' }, witnesses: () => ['w'.repeat(120)], pending: false },
  'several-pages': {
    facts: {
      ...FACTS,
      holder: LONG.slice(0, 200),
      title: 'W'.repeat(200),
      kind: 'Ж'.repeat(200),
      number: '，'.repeat(200),
      parties: Array.from({ length: 20 }, (_, i) => `${i}${LONG.slice(0, 190)}`),
      note: `${'a b '.repeat(49)}end`,
    },
    record: { time: '9999-12-31T20:00:00.000Z', size: 999 },
    witnesses: MANY,
  },
  'paper-of-one-page': {
    facts: { ...FACTS, title: LONG.slice(0, 200) },
    paper: true,
    pending: false,
    witnesses: MANY,
  },
  'paper-of-two-pages': {
    facts: FACTS,
    paper: true,
    pending: false,
    witnesses: MANY,
    anchors: (subject, log) => [cometbftAnchor(block(subject, log, { chain: 'notary-1', named: true }))],
  },
};

const STAMP = 'stamp';
const BLOCK = 'block';

/** A stand-in for a kind of anchor: it believes whatever its anchor says it shows. */
const believing = (kind: string, shows: AnchorStatement['shows']): AnchorVerifier => ({
  kind,
  shows,
  checkEpochs: () => undefined,
  chainId: () => `${kind}.example`,
  check: () => ({ state: 'passed', reason: 'ok', detail: 'not looked at' }),
  statement: (anchor) => anchor[kind] as unknown as AnchorStatement,
  judge: () => ({ met: false, signers: [], time: null, quorum: { have: 0, need: 0, all: 0 }, detail: 'not judged' }),
  registeredLog: () => null,
});

const STAND_INS: Readonly<Record<string, AnchorVerifier>> = {
  [STAMP]: believing(STAMP, 'timestamp'),
  [BLOCK]: believing(BLOCK, 'block'),
};

/** The kinds of this program, and the stand-ins. */
export const GOLDEN_KINDS: AnchorKinds = {
  ...ANCHOR_KINDS,
  of: (kind) => STAND_INS[kind] ?? ANCHOR_KINDS.of(kind),
};

/** A witness that signs with ML-DSA-44 cosigned, half a minute after the others. */
const mlDsaCosigned: GoldenSpec['anchors'] = ({ noteText }) => {
  const witness = mlDsaWitness('golden', 'witness.example/pq');
  return [cosignatureAnchor(mlDsaCosign(noteText, 1769875240, witness), witness.key)];
};

/** A block whose signatures give no time, unless it is said what differs. */
export function shownBlock(over: Partial<BlockStatement> = {}): Anchor {
  const shown: BlockStatement = {
    shows: 'block',
    chain: 'notary-1',
    height: 7,
    block: '4b'.repeat(32),
    transaction: null,
    time: null,
    timeTemplate1: null,
    signers: [{ fingerprint: '2d'.repeat(32), name: null, time: '2026-01-31T16:00:05.250Z' }],
    members: 1,
    registeredAs: null,
    quorum: { have: 1, need: 1, all: 1 },
    ...over,
  };
  return { kind: BLOCK, [BLOCK]: JSON.parse(JSON.stringify(shown)) };
}

/** A time stamp, with what differs. */
export function stamp(over: Partial<TimestampStatement> = {}): Anchor {
  const shown: TimestampStatement = {
    shows: 'timestamp',
    authority: { name: '示例时间戳中心 Example TSA', fingerprint: '7d'.repeat(32) },
    serial: '01f3a92b',
    time: '2026-01-31T16:00:05.250Z',
    accuracy: 500_000,
    policy: '1.2.3.4.1',
    token: '3c'.repeat(32),
    ...over,
  };
  return { kind: STAMP, [STAMP]: { ...shown, authority: { ...shown.authority } } };
}

/** Golden certificates of what template 1 has not: time stamps, votes that are counted by power, scripts that are shaped. */
const SINCE_TEMPLATE_2: Readonly<Record<string, GoldenSpec>> = {
  'names-a-checker': {
    facts: { ...FACTS, kind: 'contract' },
    pending: false,
    witnesses: OWN_WITNESS,
    checker: 'https://example.com/核验/notary-check.html，或向前台索取',
  },
  'by-power': {
    facts: { ...FACTS, holder: 'श्री क्षेत्रज्ञ', note: 'שלום 😀😀 ไทย' },
    pending: false,
    anchors: (subject, log) => [
      cometbftAnchor(
        block(subject, log, { chain: 'notary-1', set: WEIGHTED, nextSet: WEIGHTED, voters: [0, 1], named: true }),
      ),
    ],
  },
  'quotation-marks': {
    facts: { ...FACTS, holder: 'A”（名称已经核实）。存证主体：“B', fileName: 'A.pdf”，已经公证处核实，文件“B.pdf' },
    pending: false,
    anchors: () => [stamp({ authority: { name: `B", "C''`, fingerprint: '1e'.repeat(32) } })],
  },
  'without-a-time': { facts: FACTS, pending: false, anchors: () => [shownBlock()] },
  'cosigned-with-ml-dsa': { facts: FACTS, pending: false, witnesses: OWN_WITNESS, anchors: mlDsaCosigned },
  stamped: { facts: FACTS, pending: false, witnesses: OWN_WITNESS, anchors: () => [stamp()] },
  'stamped-and-on-a-chain': {
    facts: FACTS,
    pending: false,
    anchors: (subject, log) => [
      stamp({ accuracy: null, authority: { name: 'B', fingerprint: '1e'.repeat(32) } }),
      cometbftAnchor(block(subject, log, { chain: 'notary-1' })),
    ],
  },
};

/** Anchors of the older kind, which a desk carries where the shorter one cannot say the same. */
const IN_WHOLE: Readonly<Record<string, GoldenSpec>> = {
  'on-a-chain-in-whole': {
    facts: FACTS,
    pending: false,
    anchors: (subject, log) => [cometbftAnchor(block(subject, log, { chain: 'notary-1', named: true }))],
  },
};

/** With anchors as a desk carries them since template 2. */
const carried = ({ anchors, ...spec }: GoldenSpec): GoldenSpec => {
  if (!anchors) return spec;
  const made: GoldenSpec['anchors'] = (subject, log) => {
    const form = { ...subject, logSignature: log.sign(utf8(subject.noteText)) };
    return anchors(subject, log).map((anchor) => carriedAnchor(anchor, form, GOLDEN_KINDS, nobleCrypto));
  };
  return { ...spec, anchors: made };
};

/** Everything that golden certificates of a template are made of, by name. */
export function goldensOf({ definition }: CertificateTemplate): Readonly<Record<string, GoldenSpec>> {
  if (definition.template === 1) return { ...SPECS, ...GOLDENS };
  const kinds = {
    ...profileGoldens(FACTS),
    ...dossierGoldens(FACTS),
    ...linkGoldens(FACTS),
    ...ledgerGoldens(FACTS),
    ...fabricGoldens(FACTS),
  };
  const since = Object.entries({ ...SPECS, ...GOLDENS, ...SINCE_TEMPLATE_2, ...kinds });
  return { ...Object.fromEntries(since.map(([name, spec]) => [name, carried(spec)])), ...IN_WHOLE };
}

/** The evidence of each, by name. */
export function goldenSets(template: CertificateTemplate): readonly (readonly [name: string, set: EvidenceSet])[] {
  return Object.entries(goldensOf(template)).map(([name, spec]) => [
    name,
    evidenceOf(name, spec, template.definition, nobleCrypto),
  ]);
}
