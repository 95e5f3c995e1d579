/** Tries a ledger out step by step, without sending a transaction: what works, and what to do about the rest. */
import { toBase58 } from '../../../anchors/jdchain/base58.ts';
import { addressOf, type JdPrivateKey, publicKeyOf } from '../../../anchors/jdchain/keys.ts';
import { readMembers } from '../../../anchors/jdchain/members.ts';
import { jdError } from '../../../anchors/jdchain/reasons.ts';
import { NotaryError } from '../../../errors.ts';
import type { Bilingual } from '../../../words/words.ts';
import { faultOf } from '../../system/fault.ts';
import type { Secrets, TestStep } from '../kind.ts';
import type { JdAccess } from './access.ts';
import { believable, forkOf, type Told, toldText } from './fate.ts';
import { askAccount, askUser } from './gather.ts';
import { userKey, userOf } from './key.ts';
import { askAll, troubleText } from './members.ts';
import { type Next, ofAccount, ofUser } from './next.ts';
import { accountOf } from './plan.ts';
import { silentWitnesses } from './statements.ts';
import { refuseKv } from './structure.ts';

/** A step, and what it says when it passed. It throws a `NotaryError` when it fails. */
interface Step {
  readonly label: Bilingual;
  run(tried: Tried): Promise<Bilingual | null>;
}

interface Tried extends JdAccess {
  readonly secrets: Secrets;
  /** How long a witness may take, in milliseconds. */
  readonly timeout: number;
}

const plain = (text: string): Bilingual => ({ zh: text, en: text });
const keyOf = ({ secrets, ledger }: Tried): JdPrivateKey => userKey(secrets, ledger);

const STEPS: readonly Step[] = [
  { label: { zh: '网关有应答', en: 'a gateway answers' }, run: tryGateways },
  { label: { zh: '成员节点说法一致', en: 'the members’ nodes agree' }, run: tryMembers },
  {
    label: { zh: '账本条目可作证据', en: 'entries of the ledger can be evidence' },
    run: async (tried) => {
      await refuseKv(tried);
      return plain('MERKLE_TREE');
    },
  },
  {
    label: { zh: '本台持有用户密钥', en: 'this desk has a key of a user' },
    run: async (tried) => plain(userOf(keyOf(tried), tried.crypto).publicKey),
  },
  { label: { zh: '用户已登记且有权限', en: 'the user is registered and may write' }, run: tryUser },
  { label: { zh: '数据账户仅本台可写', en: 'only this desk writes to its data account' }, run: tryAccount },
  { label: { zh: '成员见证方有应答', en: 'the members’ witnesses answer' }, run: tryWitnesses },
];

/** One step after the other; what comes after one that failed was not tried. Throws only defects. */
export async function testLedger(tried: Tried): Promise<readonly TestStep[]> {
  const steps: TestStep[] = [];
  let isFailed = false;
  for (const { label, run } of STEPS) {
    if (isFailed) steps.push({ label, state: 'not-run', note: null, error: null });
    else {
      const step = await tryStep(label, run, tried);
      steps.push(step);
      isFailed = step.state === 'failed';
    }
  }
  return steps;
}

async function tryStep(label: Bilingual, run: Step['run'], tried: Tried): Promise<TestStep> {
  try {
    return { label, state: 'passed', note: await run(tried), error: null };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return { label, state: 'failed', note: null, error: faultOf(error) };
  }
}

async function tryGateways({ gateways }: Tried): Promise<Bilingual> {
  const answers = await askAll(gateways, (node) => node.tip());
  const trouble = troubleText(answers);
  const there = answers.filter((one) => one.is === 'answer' && one.value);
  if (there.length === 0) throw jdError('jd-gateway', trouble);
  return plain([`${there.length}/${answers.length}`, trouble].filter((text) => text !== '').join('; '));
}

/** Blocks of one height at all members, as far as all of them are: two different ones are a fork. */
async function tryMembers({ nodes, members }: Tried): Promise<Bilingual> {
  const tips = await askAll(nodes, (node) => node.tip());
  const heights = tips.flatMap((one) => (one.is === 'answer' && one.value ? [one.value.height] : []));
  if (heights.length < believable(members)) throw jdError('jd-few', troubleText(tips));
  const height = Math.min(...heights);
  const blocks = await askAll(nodes, (node) => node.block(height));
  const told = blocks.flatMap((one): readonly Told[] =>
    one.is === 'answer' && one.value ? [{ organisation: one.organisation, height, hash: one.value.hash }] : [],
  );
  const [first] = told;
  if (first && told.some((one) => forkOf(first, one))) throw jdError('jd-ledger-fork', toldText(told));
  return plain([`${heights.length}/${members}`, troubleText(tips)].filter((text) => text !== '').join('; '));
}

const userAddress = (tried: Tried) => addressOf(publicKeyOf(keyOf(tried)), tried.crypto);

function refuse(next: Next | null, trouble: string): void {
  if (next?.do === 'stop') throw jdError(next.reason, next.told, next.final);
  if (next?.do === 'wait') throw jdError('jd-few', trouble);
}

async function tryUser(tried: Tried): Promise<Bilingual> {
  const address = userAddress(tried);
  const { seen, answers } = await askUser(tried, address);
  refuse(ofUser({ userSeen: seen }), troubleText(answers));
  return plain(toBase58(address));
}

async function tryAccount(tried: Tried): Promise<Bilingual> {
  const address = addressOf(accountOf(keyOf(tried), tried.ledger, tried.crypto), tried.crypto);
  const { seen, answers } = await askAccount(tried, address);
  const next = ofAccount({ account: seen, user: toBase58(userAddress(tried)), underWay: false });
  refuse(next, troubleText(answers));
  const text = toBase58(address);
  if (next?.do !== 'send') return plain(text);
  return next.what === 'register'
    ? { zh: `${text}：首次上链时登记`, en: `${text}: registered with the first checkpoint` }
    : { zh: `${text}：下次上链前改为仅本台可写`, en: `${text}: closed to others before the next checkpoint` };
}

async function tryWitnesses({ witnesses, chain, timeout, crypto }: Tried): Promise<Bilingual> {
  const silent = await silentWitnesses(witnesses, timeout);
  const { need } = readMembers(chain.epochs, crypto);
  const counted = [`${witnesses.length - silent.length}/${need}`, ...silent].join('; ');
  if (witnesses.length - silent.length < need) throw jdError('jd-witnesses', counted);
  return plain(counted);
}
