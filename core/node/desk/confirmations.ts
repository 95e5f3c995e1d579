/** Which chains confirmed a record, as its anchors show it. They were verified before they were stored. */
import { ANCHOR_KINDS } from '../../anchor/index.ts';
import type { StoredCheckpoint } from '../../ports.ts';
import { shownAnchors } from '../../settle.ts';
import { parseConsortiumFile } from '../connectors/cometbft/consortium-file.ts';
import { nodeCrypto } from '../crypto.ts';
import type { StoredChain } from '../query.ts';
import type { ChainConfirmation } from './types.ts';

/** Empty for a checkpoint that only witnesses confirmed. Anchors of kinds that are not known are left out. */
export function confirmationsOf(
  stored: Pick<StoredCheckpoint, 'anchors' | 'renewals'> | null,
  chains: readonly StoredChain[],
): readonly ChainConfirmation[] {
  const anchors = stored ? shownAnchors(stored) : [];
  return anchors.flatMap((anchor): readonly ChainConfirmation[] => {
    const statement = ANCHOR_KINDS.of(anchor.kind)?.statement(anchor, nodeCrypto);
    if (statement?.shows !== 'block') return [];
    const chain = chains.find(({ name }) => name === statement.chain);
    const consortium = chain ? parseConsortiumFile(chain.file, nodeCrypto).trust.name : null;
    return [{ kind: anchor.kind, consortium, ...statement }];
  });
}
