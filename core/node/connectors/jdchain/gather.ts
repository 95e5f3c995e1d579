/** Asks the members what `nextStep` has to know. Only asks; what to do about the answers is decided there. */
import { toBase58 } from '../../../anchors/jdchain/base58.ts';
import { TRANSACTION_STATE } from '../../../anchors/jdchain/contracts.ts';
import { entryKey, entryValue } from '../../../anchors/jdchain/entry.ts';
import type { Crypto } from '../../../crypto.ts';
import { toHex } from '../../../formats/bytes.ts';
import { type Entry, missingRights } from '../../jdchain/answers.ts';
import { believable, type Fate } from './fate.ts';
import { agreed, askAll, askFate, type MemberNode, type MemberPort, troubleText } from './members.ts';
import type { AccountSeen, EntrySeen, Known, UserSeen } from './next.ts';
import { accountAddress, checkpointOf, type Plan, transactionOf } from './plan.ts';

/** A ledger's members, as far as they have an address. */
export interface Ledger {
  readonly nodes: readonly MemberNode[];
  /** How many members there are. */
  readonly members: number;
  readonly crypto: Crypto;
}

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
export async function gather(ledger: Ledger, { plan, user, attempts }: Asked): Promise<Gathered> {
  const { nodes, members, crypto } = ledger;
  const address = accountAddress(plan, crypto);
  const key = entryKey(checkpointOf(plan));
  const answers = await askAll(nodes, async (node) => ({
    user: await userAt(node, user),
    account: await node.account(address),
    entry: await node.entry(address, key),
  }));
  type Seen = (typeof answers)[number] & { readonly is: 'answer' };
  const pick = <T>(of: (value: Seen['value']) => T) =>
    answers.map((one) => (one.is === 'answer' ? { ...one, value: of(one.value) } : one));
  const entries = pick(({ entry }) => entry);
  const entry = seen(agreed(entries, members, entryText)) as EntrySeen;
  const having = entries.filter((one) => one.is === 'answer' && one.value !== null);
  return {
    user: toBase58(user),
    userSeen: seen(
      agreed(
        pick(({ user: one }) => one),
        members,
        userText,
      ),
    ) as UserSeen,
    account: seen(
      agreed(
        pick(({ account }) => account && accountOf(account)),
        members,
        JSON.stringify,
      ),
    ) as AccountSeen,
    entry,
    value: entryValue(plan.note),
    written:
      entry.is === 'there' ? await writerAmong(having, plan, attempts, ledger) : await lastSent(plan, attempts, ledger),
    trouble: troubleText(answers),
  };
}

const seen = <T extends object>(value: T | null | undefined) =>
  value === undefined ? { is: 'unclear' } : value === null ? { is: 'absent' } : { is: 'there', ...value };

const entryText = ({ version, type, bytes }: Entry) => `${version} ${type} ${bytes && toHex(bytes)}`;
const userText = ({ state, lacks }: Omit<UserSeen & { is: 'there' }, 'is'>) => `${state} ${lacks.join()}`;

async function userAt(node: MemberPort, address: Uint8Array) {
  const user = await node.user(address);
  const rights = user && (await node.rights(address));
  return user && { state: user.state, lacks: rights ? missingRights(rights) : [] };
}

const accountOf = ({ owners, mode }: { readonly owners: readonly Uint8Array[]; readonly mode: string }) => ({
  owners: owners.map(toBase58),
  mode,
});

function lastSent(plan: Plan, attempts: number, { nodes, members, crypto }: Ledger): Promise<Fate> | null {
  return attempts === 0 ? null : askFate(nodes, transactionOf(plan, 'write', attempts, crypto).hash, members);
}

/** The transaction of ours that wrote the entry, looked for at the members that have the entry; the newest attempt first. */
async function writerAmong(
  having: readonly MemberNode[],
  plan: Plan,
  attempts: number,
  { nodes, members, crypto }: Ledger,
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
