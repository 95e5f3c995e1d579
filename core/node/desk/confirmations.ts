/** Who confirmed a record, according to its anchors, which were verified before they were stored. */

import { shownAnchors } from '../../anchors/anchoring.ts';
import type { AnchorKinds, AnchorStatement, Cosigner } from '../../anchors/kind.ts';
import { isTestChain } from '../../anchors/test-chain.ts';
import { ownWitnessName } from '../../formats/checkpoint.ts';
import { WITNESS, witnessId } from '../../formats/cosignature.ts';
import { cosignatureSeconds, isLineOf, keyFingerprint } from '../../formats/note.ts';
import type { StoredCheckpoint } from '../../ports.ts';
import type { Voice } from '../../records/standing.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { ChainConfirmation, ChainEntry, Confirmed } from './types.ts';

/** A checkpoint as far as it says who confirmed it. */
type Signed = Pick<StoredCheckpoint, 'anchors' | 'renewals' | 'checkpoint' | 'note' | 'keys'>;

/** Empty for a checkpoint that only the desk's own witness confirmed. Anchors of unknown kinds are left out. */
export function confirmationsOf(
  stored: Signed | null,
  chains: readonly ChainEntry[],
  kinds: AnchorKinds,
): readonly ChainConfirmation[] {
  if (!stored) return [];
  const anchored = shownAnchors(stored).flatMap((anchor): readonly ChainConfirmation[] => {
    const verifier = kinds.of(anchor.kind);
    if (!verifier) return [];
    const cosigner = verifier.cosigner?.(anchor, nodeCrypto);
    if (cosigner) return [byWitness(cosigner, chains)];
    const id = verifier.chainId(anchor);
    const known = chains.find((chain) => chain.kind === anchor.kind && chain.id === id);
    const shown = verifier.statement(anchor, nodeCrypto);
    const demo = known?.demo === true || isTestChain(id);
    const members = known?.members.length ?? null;
    return [{ kind: anchor.kind, consortium: known?.consortium ?? null, demo, ...forPeople(shown, members) }];
  });
  return [...anchored, ...cosignersIn(stored).map((cosigner) => byWitness(cosigner, chains))];
}

/** Witnesses of others whose cosignature is a line of the note. */
function cosignersIn({ checkpoint, note, keys }: Signed): readonly Cosigner[] {
  const own = ownWitnessName(checkpoint.origin);
  return note.signatures.slice(1).flatMap((line) => {
    const key = keys.find((one) => isLineOf(line, one));
    const seconds = cosignatureSeconds(line);
    return key && key.name !== own && seconds !== null ? [{ key, seconds }] : [];
  });
}

function byWitness({ key, seconds }: Cosigner, chains: readonly ChainEntry[]): ChainConfirmation {
  const known = chains.find(({ kind, id }) => kind === WITNESS && id === witnessId(key));
  return {
    shows: 'cosignature',
    kind: WITNESS,
    consortium: known?.consortium ?? null,
    demo: false,
    name: key.name,
    fingerprint: keyFingerprint(key, nodeCrypto),
    time: new Date(seconds * 1000).toISOString(),
  };
}

/** Who confirmed, test networks too, for `standingOf`. */
export function voicesOf(confirmations: readonly ChainConfirmation[]): readonly Voice[] {
  return confirmations.map((one): Voice => {
    const { demo } = one;
    if (one.shows === 'timestamp')
      return { name: one.authority.name, demo, signed: 1, of: 1, signers: [one.authority.name] };
    if (one.shows === 'cosignature')
      return { name: one.consortium ?? one.name, demo, signed: 1, of: 1, signers: [one.name] };
    if (one.shows === 'endorsed') {
      const signers = one.readers.map(({ name }) => name);
      return { name: one.consortium, demo, signed: signers.length, of: null, signers };
    }
    const signers = one.signers.map(({ name, fingerprint }) => name ?? fingerprint.slice(0, 8));
    const [signed, of] = one.shows === 'block' ? [one.quorum.have, one.quorum.all] : [signers.length, one.members];
    return { name: one.consortium, demo, signed, of, signers };
  });
}

/** Without the time that only pages of template 1 print, and with the number of members where the anchor does not show it. */
function forPeople(shown: AnchorStatement, members: number | null): Confirmed {
  if (shown.shows === 'observation') return { ...shown, members };
  if (shown.shows !== 'block') return shown;
  const { timeTemplate1: _, ...block } = shown;
  return block;
}
