/** Evidence that a chain of `test/anchor/cometbft/support/chain.ts` anchors, and bundles that name that chain. */
import type { Registration } from '../../../core/anchors/cometbft/application.ts';
import { epochJson } from '../../../core/anchors/cometbft/epochs.ts';
import { type CometbftEvidence, cometbftAnchor } from '../../../core/anchors/cometbft/evidence.ts';
import { encodeTransaction } from '../../../core/anchors/cometbft/transaction.ts';
import { ANCHOR_KINDS } from '../../../core/anchors/index.ts';
import { carriedAnchor, formSubject } from '../../../core/anchors/kind.ts';
import { ed25519Sign, nobleCrypto } from '../../../core/crypto.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import { parseProof } from '../../../core/formats/checkpoint.ts';
import type { Anchor } from '../../../core/formats/evidence.ts';
import { KEY_TYPE, type NoteSigner, type SignedNote, verifierKey } from '../../../core/formats/note.ts';
import type { TrustBundle } from '../../../core/formats/trust.ts';
import {
  blockEvidence,
  epoch,
  logPublicKey,
  logSeed,
  members,
  origin,
  REGISTRATION,
  SETTING,
  type Setting,
  stateEvidence,
} from '../../anchor/cometbft/support/chain.ts';
import { type EvidenceOptions, makeEvidence, sampleBundle } from './evidence.ts';

/** The sample desk's checkpoint, cosigned by nobody. */
export const ALONE = { cosigners: [], before: 2, after: 2 } as const;
export const NOTE: SignedNote = parseProof(makeEvidence(ALONE).proof).note;

const transactionOf = ({ text, signatures }: SignedNote) =>
  encodeTransaction({
    kind: 'checkpoint',
    signed: { text, signature: signatures[0]?.signature ?? new Uint8Array(0) },
    base: 0,
    proof: [],
  });

export const TRANSACTION = transactionOf(NOTE);

/** What the chain says of that checkpoint. */
export const OWN = {
  transactions: [new Uint8Array([1]), TRANSACTION, new Uint8Array([2]), new Uint8Array([3]), new Uint8Array([4])],
  index: 1,
  history: ['a/1', NOTE.text, 'b/2'],
};

export const block = (over: Partial<Setting> = {}) => blockEvidence({ ...OWN, ...over });
export const state = (over: Partial<Setting> = {}) => stateEvidence({ ...OWN, ...over });

/** These anchors as a desk carries them in certificates of this evidence: in the short form where it says the same. */
export function carried(shown: readonly CometbftEvidence[], evidence: EvidenceOptions = ALONE): readonly Anchor[] {
  const { checkpoint, note } = parseProof(makeEvidence(evidence).proof);
  const subject = formSubject(checkpoint, note);
  return shown.map((one) => carriedAnchor(cometbftAnchor(one), subject, ANCHOR_KINDS, nobleCrypto));
}

/** A log that only the chain's registration names: its key and its evidence. */
export const registeredLog: NoteSigner = {
  key: verifierKey(origin, KEY_TYPE.ed25519, logPublicKey, nobleCrypto),
  sign: (message) => ed25519Sign(message, logSeed),
};
export const REGISTERED = { ...ALONE, log: registeredLog };

/** What the chain says of that log and its checkpoint. */
export function registered(changes: Partial<Registration> = {}, evidence = REGISTERED) {
  const { note } = parseProof(makeEvidence(evidence).proof);
  return {
    transactions: [transactionOf(note)],
    index: 0,
    history: [note.text],
    registration: { ...REGISTRATION, ...changes },
  };
}

/** The sample bundle with the chain, whose anchor it asks for. */
export function chainBundle(
  epochs: readonly Json[] = [epochJson(epoch(members(4)))],
  changes: Partial<TrustBundle> = {},
  demo = false,
): TrustBundle {
  return sampleBundle({
    chains: [{ kind: 'cometbft', id: SETTING.chain, demo, epochs }],
    policy: { witnesses: 0, chains: 1 },
    ...changes,
  });
}
