/** The members' own nodes, all asked the same at once; and what of it is believed. */
import { NotaryError } from '../../../errors.ts';
import type { JdNode } from '../../jdchain/client.ts';
import { reasonOf } from '../../jdchain/endpoint.ts';
import { believable, type Fate, fateOf, forkOf, type Recorded, type Said, type Told, toldBy } from './fate.ts';

/** What a member's own port is asked. */
export type MemberPort = Pick<
  JdNode,
  'tip' | 'genesis' | 'block' | 'transaction' | 'state' | 'account' | 'entry' | 'user' | 'rights'
>;

/** A member's own node. */
export type MemberNode = Asked<MemberPort>;

/** Somebody who is asked. */
interface Asked<N> {
  readonly organisation: string;
  readonly node: N;
}

/** The answer to a question; null is an answer too. */
export type Answer<T, N = MemberPort> = Asked<N> &
  (
    | { readonly is: 'answer'; readonly value: T }
    /** It answered what does not fit together, or what no node says. */
    | { readonly is: 'nonsense'; readonly why: string }
    | { readonly is: 'nothing'; readonly why: string }
  );

/** Asks all of them. Throws only defects. */
export function askAll<T, N>(
  nodes: readonly Asked<N>[],
  call: (node: N) => Promise<T>,
): Promise<readonly Answer<T, N>[]> {
  return Promise.all(
    nodes.map(async (member): Promise<Answer<T, N>> => {
      try {
        return { ...member, is: 'answer', value: await call(member.node) };
      } catch (error) {
        if (!(error instanceof NotaryError)) throw error;
        const isNonsense = ['shape', 'wrong'].includes(reasonOf(error) ?? '');
        return { ...member, is: isNonsense ? 'nonsense' : 'nothing', why: error.message };
      }
    }),
  );
}

/**
 * What enough members say alike; `same` is the text by which answers are compared. Of two such answers the one that is not null
 * counts: a member that is behind says null. Undefined when there is none, or when two that are not null are both believable.
 */
export function agreed<T>(
  answers: readonly Answer<T | null, unknown>[],
  members: number,
  same: (value: T) => string,
): T | null | undefined {
  const need = believable(members);
  const values = answers.flatMap((one) => (one.is === 'answer' ? [one.value] : []));
  const there = values.filter((value) => value !== null);
  const texts = new Set(there.map(same));
  const enough = [...texts].filter((text) => there.filter((value) => same(value) === text).length >= need);
  if (enough.length > 1) return undefined;
  if (enough.length === 1) return there.find((value) => same(value) === enough[0]);
  return values.length - there.length >= need ? null : undefined;
}

/** Who did not answer, and who answered nonsense, for people; empty when all is well. */
export function troubleText(answers: readonly Answer<unknown, unknown>[]): string {
  return answers.flatMap((one) => (one.is === 'answer' ? [] : [`${one.organisation}: ${one.why}`])).join('; ');
}

/** What became of a transaction by all of these members, and whether those who do not know it are behind or on a fork. */
export async function askFate(nodes: readonly MemberNode[], hash: Uint8Array, members: number): Promise<Fate> {
  const said = (await askAll(nodes, (node) => recordedAt(node, hash))).map(saidOf);
  const fate = fateOf(said, members);
  return fate.is === 'forked' ? fate : ((await forkBeside(nodes, said)) ?? fate);
}

async function recordedAt(node: MemberPort, hash: Uint8Array) {
  const found = await node.transaction(hash);
  if (!found) return null;
  const block = await node.block(found.height);
  if (!block)
    throw new NotaryError('anchor-unavailable', `no block ${found.height}, in which it says a transaction is`, {
      reason: 'shape',
    });
  return { ...found, block };
}

type AskedFate = Answer<Awaited<ReturnType<typeof recordedAt>>>;

function saidOf(answer: AskedFate): Said {
  const { organisation } = answer;
  if (answer.is !== 'answer') return { organisation, says: 'nothing' };
  return answer.value ? { organisation, says: 'recorded', recorded: answer.value } : { organisation, says: 'unknown' };
}

/**
 * A member that does not know the transaction is behind, or has another chain: its newest block, or that of the transaction's
 * height where it is further, is compared with the one of a member that knows it.
 */
async function forkBeside(nodes: readonly MemberNode[], said: readonly Said[]): Promise<Fate | null> {
  const [first] = said.flatMap((one) => (one.says === 'recorded' ? [one] : []));
  const reference = nodes.find(({ organisation }) => organisation === first?.organisation);
  if (!first || !reference) return null;
  const unknown = said.flatMap(({ says, organisation }) => (says === 'unknown' ? [organisation] : []));
  const behind = nodes.filter(({ organisation }) => unknown.includes(organisation));
  for (const answer of await askAll(behind, (node) => newestUpTo(node, first.recorded.height))) {
    if (answer.is !== 'answer' || !answer.value) continue;
    const told: Told = { organisation: answer.organisation, ...answer.value };
    const other = await blockToldBy(reference, told.height, first.recorded);
    const fork = other && forkOf(told, other);
    if (fork) return fork;
  }
  return null;
}

async function newestUpTo(node: MemberPort, height: number): Promise<Omit<Told, 'organisation'> | null> {
  const tip = await node.tip();
  if (!tip || tip.height <= height) return tip && { height: tip.height, hash: tip.block };
  const block = await node.block(height);
  return block && { height, hash: block.hash };
}

async function blockToldBy(reference: MemberNode, height: number, recorded: Recorded): Promise<Told | null> {
  const { organisation } = reference;
  if (height === recorded.height) return toldBy({ organisation, recorded });
  const [answer] = await askAll([reference], (node) => node.block(height));
  return answer?.is === 'answer' && answer.value ? { organisation, height, hash: answer.value.hash } : null;
}
