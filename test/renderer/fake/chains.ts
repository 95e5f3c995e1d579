/** A played consortium: four members, one of whom does not answer. */
import type { TrustBundle } from '../../../core/formats/trust.ts';
import type {
  AskedQuestion,
  ChainCandidate,
  ChainConfirmation,
  ChainEntry,
  ChainHealth,
  ChainPlan,
  ChainWish,
  NotaryEvent,
  Result,
  TestStep,
} from '../../../electron/api.ts';
import { coded, hexOf } from './sample.ts';

const MEMBERS = ['第一见证公司', 'Second Witness Ltd', '第三见证银行', 'Fourth Audit LLP'];
const members = MEMBERS.map((organisation, i) => ({ organisation, url: `https://10.0.0.${i + 1}:26657` }));

const rows: ChainEntry['rows'] = [
  { label: { zh: '链（CometBFT）', en: 'Chain (CometBFT)' }, value: 'demo-notary-1', form: 'code' },
];

/** The public key of this desk, by which the members of some chains register it. */
export const clientKey: ChainEntry['rows'] = [
  { label: { zh: '公钥', en: 'Public key' }, value: '7VeRLdGtSz1Y91gjLTqEdnkotzUfaAqdap3xw6fQ1yKHkvVq', form: 'code' },
];

export function chainCandidate(bundle: TrustBundle, fingerprint: string): ChainCandidate {
  const title = { zh: '联盟', en: 'consortium' };
  const keys = MEMBERS.map((name, i) => ({
    label: { zh: name, en: name },
    value: hexOf(90 + i),
    form: 'code' as const,
  }));
  return { name: 'demo-notary-1', title, demo: true, bundle, keys, ...coded(fingerprint), rows, members };
}

export function chainOf(candidate: ChainCandidate, compared: boolean, hasClientKey: boolean): ChainEntry {
  const { name, demo, bundle, fingerprint } = candidate;
  const known = { name, kind: 'cometbft', id: name, consortium: bundle.name };
  const last = { size: 128, time: '2026-11-22T06:03:09.000Z' };
  const state = {
    compared,
    hasClientKey,
    enabled: true,
    required: true,
    added: '2026-11-20T02:00:00.000Z',
    problem: null,
  };
  return {
    ...known,
    demo,
    fingerprint,
    rows,
    members,
    quorum: { need: 3, all: 4 },
    last,
    ...state,
  };
}

const QUESTIONS: readonly AskedQuestion[] = [
  {
    name: 'url',
    label: { zh: '见证方的地址', en: 'Address of the witness' },
    help: { zh: '运营者公布的提交地址。', en: 'The submission prefix that its operator publishes.' },
    form: { is: 'address', schemes: ['https', 'http'] },
    optional: false,
    suggestion: null,
  },
  {
    name: 'member',
    label: { zh: '接入的机构', en: 'Organisation' },
    help: null,
    form: {
      is: 'choice',
      choices: MEMBERS.map((name) => ({ value: name, label: { zh: name, en: name } })),
    },
    optional: true,
    suggestion: null,
  },
  {
    name: 'token',
    label: { zh: '访问令牌', en: 'Access token' },
    help: null,
    form: { is: 'secret' },
    optional: true,
    suggestion: null,
  },
  {
    name: 'peers',
    label: { zh: '节点地址', en: 'Addresses of peers' },
    help: null,
    form: { is: 'lines' },
    optional: true,
    suggestion: null,
  },
  {
    name: 'ca',
    label: { zh: '其 TLS 证书的 CA（PEM）', en: 'CA of its TLS certificate (PEM)' },
    help: null,
    form: { is: 'file', holds: 'certificates' },
    optional: true,
    suggestion: null,
  },
];

/** A connection file is ready, a key asks for its address, and anything else is nothing that is known. */
export function chainPlan({ paths, answers }: ChainWish, bundle: TrustBundle): ChainPlan {
  const file = (zh: string, en: string) =>
    paths.map((path) => ({ name: path.replace(/.*[\\/]/, ''), title: { zh, en } }));
  const title = { zh: '见证方', en: 'witness' };
  const ready = { state: 'ready', questions: [], faults: {}, missing: [], secrets: 0 } as const;
  const candidate = chainCandidate(bundle, hexOf(35));
  if (paths.some((path) => path.endsWith('.consortium.json')))
    return { ...ready, title: candidate.title, files: file('连接文件', 'a connection file'), candidate };
  if (!paths.some((path) => path.endsWith('.vkey')))
    return {
      state: 'unknown',
      files: file('私钥', 'a private key'),
      expected: [{ zh: '连接文件', en: 'a connection file' }],
    };
  const files = file('见证方的公钥', 'the key of a witness');
  const url = answers.texts.url ?? '';
  const asking = { ...ready, state: 'asking', title, files, questions: QUESTIONS, candidate: null } as const;
  if (url === '') return { ...asking, missing: ['url'] };
  const says = { zh: '请填写以 https:// 开头的地址。', en: 'Enter an address that begins with https://.' };
  if (!url.startsWith('https://')) return { ...asking, faults: { url: { says } } };
  return { ...ready, title, files, questions: QUESTIONS, candidate, secrets: 1 };
}

const STEPS: readonly TestStep[] = [
  ['地址可以连通', 'the address can be reached', 'passed'],
  ['TLS 加密与证书', 'TLS and its certificate', 'failed'],
  ['认得本存证台的日志', 'knows the log of this desk', 'not-run'],
].map(([zh = '', en = '', state]) => ({
  label: { zh, en },
  state: state as TestStep['state'],
  note: state === 'passed' ? { zh: '12 ms', en: '12 ms' } : null,
  error:
    state === 'failed'
      ? { code: 'anchor-unavailable', message: 'played', details: { reason: 'tls-ca', endpoint: 'https://w.example' } }
      : null,
}));

/** A test whose steps are told one after the other. */
export async function testing(tell: (event: NotaryEvent) => void): Promise<Result<readonly TestStep[]>> {
  for (let done = 1; done <= STEPS.length; done++) tell({ kind: 'chain-test', steps: STEPS.slice(0, done) });
  return { ok: true, value: STEPS };
}

export function chainHealth(): readonly ChainHealth[] {
  return members.map((member, i) => ({
    ...member,
    reachable: i < 3,
    height: i < 3 ? 1204 : null,
    delay: i < 3 ? 8 + i : null,
  }));
}

/** What three of the four signed. */
export function chainConfirmation(): ChainConfirmation {
  return {
    kind: 'cometbft',
    shows: 'block',
    consortium: '长三角存证联盟',
    demo: true,
    chain: 'demo-notary-1',
    height: 1204,
    block: hexOf(71),
    transaction: hexOf(72),
    time: '2026-11-22T06:03:09.000Z',
    signers: MEMBERS.slice(0, 3).map((name, i) => ({
      fingerprint: hexOf(80 + i),
      name,
      time: '2026-11-22T06:03:09.000Z',
    })),
    members: 4,
    registeredAs: null,
    quorum: { have: 3, need: 3, all: 4 },
  };
}
