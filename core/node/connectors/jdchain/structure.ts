/** How a ledger keeps its data, which decides whether an entry on it can be evidence at all. */
import { jdError } from '../../../anchors/jdchain/reasons.ts';
import type { Members } from './gather.ts';
import { agreed, askAll, troubleText } from './members.ts';

/**
 * Reads the ledger's first transaction at its members. On KV the expected version of an entry is not checked, so an entry can be
 * replaced and be version 0 again: such a ledger is refused. Throws `anchor-refused`, or `anchor-unavailable` when too few say it.
 */
export async function refuseKv({ nodes, members }: Members): Promise<void> {
  const answers = await askAll(nodes, async (node) => (await node.genesis())?.structure ?? null);
  const structure = agreed(answers, members, (text) => text);
  if (!structure) throw jdError('jd-few', troubleText(answers));
  if (structure !== 'MERKLE_TREE') throw jdError('jd-kv', '', true);
}
