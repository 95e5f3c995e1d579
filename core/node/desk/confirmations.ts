/** Who confirmed a record, according to its anchors, which were verified before they were stored. */

import { shownAnchors } from '../../anchors/anchoring.ts';
import type { AnchorKinds, AnchorStatement } from '../../anchors/kind.ts';
import { isTestChain } from '../../anchors/test-chain.ts';
import type { StoredCheckpoint } from '../../ports.ts';
import type { Voice } from '../../records/standing.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { ChainConfirmation, ChainEntry, Confirmed } from './types.ts';

/** Empty for a checkpoint that only witnesses confirmed. Anchors of unknown kinds are left out. */
export function confirmationsOf(
  stored: Pick<StoredCheckpoint, 'anchors' | 'renewals'> | null,
  chains: readonly ChainEntry[],
  kinds: AnchorKinds,
): readonly ChainConfirmation[] {
  const anchors = stored ? shownAnchors(stored) : [];
  return anchors.flatMap((anchor): readonly ChainConfirmation[] => {
    const verifier = kinds.of(anchor.kind);
    if (!verifier) return [];
    const id = verifier.chainId(anchor);
    const known = chains.find((chain) => chain.kind === anchor.kind && chain.id === id);
    const shown = verifier.statement(anchor, nodeCrypto);
    const demo = known?.demo === true || isTestChain(id);
    return [{ kind: anchor.kind, consortium: known?.consortium ?? null, demo, ...forPeople(shown) }];
  });
}

/** Who confirmed, test networks too, for `standingOf`. */
export function voicesOf(confirmations: readonly ChainConfirmation[]): readonly Voice[] {
  return confirmations.map((one): Voice => {
    const { demo } = one;
    if (one.shows === 'timestamp')
      return { name: one.authority.name, demo, signed: 1, of: 1, signers: [one.authority.name] };
    if (one.shows === 'endorsed') {
      const signers = one.readers.map(({ name }) => name);
      return { name: one.consortium, demo, signed: signers.length, of: null, signers };
    }
    const signers = one.signers.map(({ name, fingerprint }) => name ?? fingerprint.slice(0, 8));
    return { name: one.consortium, demo, signed: one.quorum.have, of: one.quorum.all, signers };
  });
}

/** Without the time that only pages of template 1 print. */
function forPeople(shown: AnchorStatement): Confirmed {
  if (shown.shows !== 'block') return shown;
  const { timeTemplate1: _, ...block } = shown;
  return block;
}
