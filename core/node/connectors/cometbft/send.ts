/** Sends a transaction to members' nodes and interprets their answers. */
import { NotaryError } from '../../../errors.ts';
import type { AnchorJob } from '../../../ports.ts';
import { type CodeName, codeName } from '../../cometbft/codes.ts';
import { type Rpc, RpcRefusal } from '../../cometbft/rpc.ts';
import { commonRefusal, refusal } from './base.ts';
import type { Members } from './members.ts';

/** The CheckTx result of one node. */
interface Said {
  readonly name: CodeName;
  readonly log: string;
}

const isTaken = ({ name }: Said) => name === 'ok' || name === 'known';
const isStale = ({ name }: Said) => name === 'base-moved' || name === 'inconsistent';

/**
 * Sends it to the first node that accepts it; from the second attempt on to all, because a node may withhold a
 * transaction that it accepted. Throws `anchor-refused` when enough members refuse for the same reason, `anchor-stale`
 * when it has to be prepared again, `anchor-unavailable` otherwise.
 */
export async function sendTransaction(members: Members, { payload, attempts }: AnchorJob): Promise<void> {
  if (attempts > 1) return decide(await members.ask((rpc) => broadcast(rpc, payload)), members.believable);
  const said: Said[] = [];
  const taken = await members.first(async (rpc) => {
    const one = await broadcast(rpc, payload);
    said.push(one);
    return isTaken(one) ? true : null;
  });
  if (!taken) decide(said, members.believable);
}

function decide(said: readonly Said[], count: number): void {
  const taken = said.filter(isTaken).length;
  const stale = said.filter(isStale);
  if (taken >= count) return;
  if (stale.length >= count || (taken === 0 && stale.length > 0))
    throw new NotaryError('anchor-stale', stale[0]?.log ?? '');
  const refusals = said.filter((one) => !isTaken(one)).map(({ name, log }) => refusal(name, log));
  const told = commonRefusal(refusals, count);
  if (told) throw told;
  if (taken > 0) return;
  throw new NotaryError('anchor-unavailable', refusals[0]?.message ?? 'no member took the transaction');
}

/** A node that has seen the transaction before reports an error, which is not a failure. */
async function broadcast(rpc: Rpc, payload: Uint8Array): Promise<Said> {
  try {
    const { code, log } = await rpc.broadcast(payload);
    const name = codeName(code);
    if (!name) throw new NotaryError('anchor-invalid', `${rpc.endpoint.url}: an unknown code ${code}`);
    return { name, log };
  } catch (error) {
    if (error instanceof RpcRefusal && /already exists in cache/.test(error.message)) return { name: 'known', log: '' };
    throw error;
  }
}
