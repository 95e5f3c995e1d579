/** Queries and transactions of an administrator over several members' nodes, of which some may be down or lagging. */
import { NotaryError } from '../../errors.ts';
import type { Rpc } from '../cometbft/rpc.ts';
import { type ChainDescription, parseChainDescription } from './trust-export.ts';

/** The answers of the nodes that answered, at least one. Throws the first node's error when none did. */
export async function askAll<T, R>(
  rpcs: readonly R[],
  question: (rpc: R) => Promise<T>,
): Promise<readonly [T, ...T[]]> {
  const asked = await Promise.allSettled(rpcs.map(question));
  const [first, ...more] = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (first !== undefined) return [first, ...more];
  throw asked.find((one) => one.status === 'rejected')?.reason;
}

/**
 * The chain as the node that is furthest tells it. A node that is at the tip says so; as long as one does, a restarted one
 * may be further still. Throws `anchor-unavailable` when all who answer are catching up.
 */
export async function describeChain(
  rpcs: readonly Pick<Rpc, 'endpoint' | 'status' | 'query'>[],
): Promise<ChainDescription> {
  const told = await askAll(rpcs, async (rpc) => {
    const [{ catchingUp }, { value }] = [await rpc.status(), await rpc.query('/chain', new Uint8Array(0))];
    return { catchingUp, url: rpc.endpoint.url, chain: parseChainDescription(value ?? new Uint8Array(0)) };
  });
  const { chain, url } = told.reduce((best, one) => (one.chain.height > best.chain.height ? one : best));
  if (told.some(({ catchingUp }) => !catchingUp)) return chain;
  throw new NotaryError('anchor-unavailable', `${url} is still catching up: it knows the chain as it was before`);
}
