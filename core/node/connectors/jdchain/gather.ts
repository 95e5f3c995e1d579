/** Asks the members what `nextStep` has to know. Only asks; what to do about the answers is decided there. */
import { toBase58 } from '../../../anchors/jdchain/base58.ts';
import { TRANSACTION_STATE } from '../../../anchors/jdchain/contracts.ts';
import { entryKey, entryValue } from '../../../anchors/jdchain/entry.ts';
import { toHex } from '../../../formats/bytes.ts';
import { missingRights } from '../../jdchain/answers.ts';
import type { JdAccess } from './access.ts';
import { believable, type Fate } from './fate.ts';
import { type Answer, agreed, askAll, askFate, type MemberNode, type MemberPort, troubleText } from './members.ts';
import type { AccountSeen, EntrySeen, Known, UserSeen } from './next.ts';
import { accountAddress, checkpointOf, type Plan, transactionOf } from './plan.ts';

/** A ledger's members. */
export type Members = Pick<JdAccess, 'nodes' | 'members' | 'crypto'>;

/** What is asked about. */
export interface Asked {
  readonly plan: Plan;
  /** Address of the user, 27 bytes. */
  readonly user: Uint8Array;
  /** How many attempts may have been sent. */
  readonly attempts: number;
}

/** What was found out, and what was in the way of it, for people. */
export interface Gathered extends Omit<Known, 'underWay'> {
  readonly trouble: string;
}

/** Attempts that are looked for, the newest: each may have taken a round of the desk, in which nothing was sent. */
const MOST_ATTEMPTS = 1000;

/** Asks all members. Throws only defects. */
export async function gather(members: Members, { plan, user, attempts }: Asked): Promise<Gathered> {
  const address = accountAddress(plan, members.crypto);
  const key = entryKey(checkpointOf(plan));
  const [userAsked, accountAsked, entryAsked] = await Promise.all([
    askUser(members, user),
    askAccount(members, address),
    askSeen(members, (node) => node.entry(address, key)),
  ]);
  const entry: EntrySeen = entryAsked.seen;
  const having = entryAsked.answers.filter((one) => one.is === 'answer' && one.value !== null);
  return {
    user: toBase58(user),
    userSeen: userAsked.seen,
    account: accountAsked.seen,
    entry,
    value: entryValue(plan.note),
    written: await (entry.is === 'there'
      ? writerAmong(having, plan, attempts, members)
      : lastSent(plan, attempts, members)),
    trouble: troubleText(entryAsked.answers),
  };
}

/** What enough members say alike, and all answers. */
interface AskedSeen<T> {
  readonly seen: ({ readonly is: 'there' } & T) | { readonly is: 'absent' } | { readonly is: 'unclear' };
  readonly answers: readonly Answer<T | null>[];
}

/** Bytes are compared as their hex. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (one instanceof Uint8Array ? toHex(one) : one));

async function askSeen<T extends object>(
  { nodes, members }: Members,
  call: (node: MemberPort) => Promise<T | null>,
): Promise<AskedSeen<T>> {
  const answers = await askAll(nodes, call);
  const value = agreed(answers, members, textOf);
  return {
    answers,
    seen: value === undefined ? { is: 'unclear' } : value ? { is: 'there', ...value } : { is: 'absent' },
  };
}

/** The user of an address, with the rights that it lacks. */
export function askUser(
  members: Members,
  address: Uint8Array,
): Promise<AskedSeen<Omit<UserSeen & { is: 'there' }, 'is'>>> {
  return askSeen(members, async (node) => {
    const user = await node.user(address);
    const rights = user && (await node.rights(address));
    return user && { state: user.state, lacks: rights ? missingRights(rights) : [] };
  });
}

/** The data account of an address. */
export function askAccount(
  members: Members,
  address: Uint8Array,
): Promise<AskedSeen<Omit<AccountSeen & { is: 'there' }, 'is'>>> {
  return askSeen(members, async (node) => {
    const account = await node.account(address);
    return account && { owners: account.owners.map(toBase58), mode: account.mode };
  });
}

async function lastSent(plan: Plan, attempts: number, { nodes, members, crypto }: Members): Promise<Fate | null> {
  return attempts === 0 ? null : askFate(nodes, transactionOf(plan, 'write', attempts, crypto).hash, members);
}

/** The transaction of ours that wrote the entry, looked for at the members that have the entry; the newest attempt first. */
async function writerAmong(
  having: readonly MemberNode[],
  plan: Plan,
  attempts: number,
  { nodes, members, crypto }: Members,
): Promise<Fate> {
  const oldest = Math.max(1, attempts - MOST_ATTEMPTS + 1);
  let isSure = oldest === 1;
  for (let attempt = attempts; attempt >= oldest; attempt--) {
    const { hash } = transactionOf(plan, 'write', attempt, crypto);
    const states = await askAll(having, (node) => node.state(hash));
    const answered = states.flatMap((one) => (one.is === 'answer' ? [one.value] : []));
    if (answered.includes(TRANSACTION_STATE.SUCCESS)) return askFate(nodes, hash, members);
    isSure &&= answered.length >= believable(members);
  }
  return { is: isSure ? 'absent' : 'unclear' };
}
