/** One report for every verdict, as `verify` would answer it. */
import {
  type Check,
  type CheckName,
  type CheckReason,
  COMMON_CHECKS,
  type Report,
  type Verdict,
} from '../../../core/verification/report.ts';
import { hexOf, idOf, sampleRow } from './sample.ts';

type Change = readonly [state: Check['state'], reason: CheckReason];

function checks(changes: Partial<Record<CheckName, Change>>): readonly Check[] {
  return COMMON_CHECKS.map((name) => {
    const [state, reason] = changes[name] ?? (['passed', 'ok'] as const);
    return { name, state, reason, detail: `${name}: ${reason}` };
  });
}

const nothing: Partial<Record<CheckName, Change>> = {
  anchors: ['absent', 'none'],
  pending: ['absent', 'none'],
  facts: ['absent', 'none'],
};
const row = sampleRow(6);
const { holder, fileName, title, kind, number, parties, date, money, pages, operator, software } = row.facts;

const issuer = (named: boolean): Report['signers'][number] => ({
  name: named ? '杭州示例贸易有限公司' : `desk/${hexOf(3).slice(0, 16)}`,
  role: 'log',
  time: null,
  fingerprint: hexOf(21),
  named,
  counts: false,
});

const witness = (name: string, counts: boolean, seconds: number): Report['signers'][number] => ({
  name,
  role: 'witness',
  time: new Date(Date.UTC(2026, 10, 22, 6, 3, seconds)).toISOString(),
  fingerprint: hexOf(seconds + 100),
  named: true,
  counts,
});

const member = (name: string, counts: boolean, seconds: number): Report['signers'][number] => ({
  ...witness(name, counts, seconds),
  role: 'member',
});

const base: Report = {
  verdict: 'self-attested',
  checks: checks(nothing),
  fileChecked: true,
  file: fileName,
  digest: row.sha256,
  fileDigest: row.sha256,
  facts: { holder, operator, title, fileName, kind, number, parties, date, money, pages, software },
  withheld: ['holderId', 'obtained', 'note'],
  read: null,
  dossier: null,
  signers: [issuer(true), witness('杭州示例贸易有限公司', false, 9)],
  fingerprint: hexOf(21),
  trustFingerprint: hexOf(31),
  trustName: '本存证台',
  trustCompared: true,
  provenTime: null,
  deviceTime: '2026-11-22T06:00:00.000Z',
  clock: 'synchronised',
  record: { id: idOf(6), kind: 'document', seq: 6, size: row.size, supersedes: null },
  log: { origin: `desk/${hexOf(3)}`, index: 5, size: 128, root: hexOf(41) },
  certificateNumber: 'K7QW3XN2PL5A',
  front: null,
  pageAdditions: null,
  pending: null,
  findings: [],
  quorum: { have: 0, need: 1, all: 1 },
  policy: null,
};

const changes: Readonly<Record<Verdict, Partial<Report>>> = {
  'self-attested': { checks: checks({ ...nothing, policy: ['absent', 'only-issuer'] }) },
  proven: {
    signers: [
      issuer(true),
      witness('第一见证公司', true, 7),
      witness('Second Witness Ltd', true, 8),
      witness('第三见证银行', true, 9),
    ],
    quorum: { have: 3, need: 3, all: 4 },
    provenTime: '2026-11-22T06:03:09.000Z',
    trustName: '示例联盟 Example Consortium',
    trustCompared: false,
  },
  pending: {
    pending: { kind: 'cometbft', chain: 'consortium-1', deadline: '2030-01-01T00:00:00.000Z' },
    checks: checks({ ...nothing, pending: ['passed', 'ok'], policy: ['absent', 'policy-not-met'] }),
  },
  'different-file': {
    file: '采购合同-2026-0117(改).pdf',
    fileDigest: hexOf(77),
    checks: checks({ ...nothing, document: ['failed', 'digest-differs'] }),
  },
  misstated: {
    record: { id: idOf(6), kind: 'invoice', seq: 6, size: row.size, supersedes: null },
    facts: { ...base.facts, seller: '杭州示例贸易有限公司', tax: '1300.00' },
    read: {
      reader: 'cn-einvoice-xml',
      v: 1,
      names: ['number', 'seller', 'tax'],
      differing: [
        { name: 'number', stated: number, found: '26332000000000000001' },
        { name: 'tax', stated: '1300.00', found: null },
      ],
    },
    checks: checks({ ...nothing, facts: ['failed', 'facts-differ'] }),
  },
  tampered: { checks: checks({ ...nothing, page: ['failed', 'page-different'] }) },
  untrusted: {
    signers: [issuer(false)],
    trustName: null,
    trustFingerprint: null,
    quorum: null,
    policy: null,
    clock: 'unknown',
    checks: checks({ ...nothing, 'log-key': ['failed', 'unknown-log'], policy: ['not-run', 'not-reached'] }),
  },
  unreadable: {
    fileChecked: false,
    digest: null,
    facts: {},
    withheld: [],
    signers: [],
    fingerprint: null,
    trustFingerprint: null,
    trustName: null,
    quorum: null,
    policy: null,
    record: null,
    log: null,
    certificateNumber: null,
    deviceTime: null,
    clock: null,
    checks: checks(
      Object.fromEntries(
        COMMON_CHECKS.map((name): [CheckName, Change] => [
          name,
          name === 'attachments' ? ['failed', 'damaged'] : ['not-run', 'not-reached'],
        ]),
      ),
    ),
  },
};

/** The report with this verdict. */
export function sampleReport(verdict: Verdict): Report {
  return { ...base, verdict, ...changes[verdict] };
}

/** Proven by two of three chains and one of two independent witnesses; the others are in states of their own. */
export function severalReport(): Report {
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 6, 3, seconds)).toISOString();
  const ledger = 'j5mTzfy54f3c71rhAadauEfGUi6nxSGaoarA5mqRUuAtH7';
  return {
    ...sampleReport('proven'),
    signers: [
      issuer(true),
      witness('第一见证公司', true, 8),
      witness('杭州示例贸易有限公司', false, 9),
      member('东方公证处', true, 7),
      member('Harbour Bank Ltd', true, 6),
      member('示例互联网法院', true, 9),
      member('Harbour Platform Ltd', true, 10),
      member('Forwarders Ltd', false, 11),
    ],
    quorum: null,
    policy: {
      chains: { have: 2, need: 2, all: 3 },
      witnesses: { have: 1, need: 1, all: 2 },
      parts: [
        { as: 'chain', name: 'consortium-1', kind: 'cometbft', state: 'stands', time: at(7) },
        { as: 'chain', name: ledger, kind: 'jdchain', state: 'stands', time: at(9) },
        { as: 'chain', name: 'trade-channel', kind: 'fabric', state: 'short', time: null },
        { as: 'chain', name: 'rehearsal', kind: 'cometbft', state: 'test-network', time: at(8) },
        { as: 'witness', name: '第一见证公司', kind: null, state: 'stands', time: at(8) },
        { as: 'witness', name: '杭州示例贸易有限公司', kind: null, state: 'own', time: at(9) },
        { as: 'witness', name: 'Second Witness Ltd', kind: null, state: 'missing', time: null },
      ],
    },
  };
}
