/** The table of the kinds of anchors that this program can verify. core/anchors/kind.ts defines what a kind is. */
import { cometbftVerifier } from './cometbft/index.ts';
import { cosignatureVerifier } from './cosignature/index.ts';
import { fabricVerifier } from './fabric/index.ts';
import { jdchainVerifier } from './jdchain/index.ts';
import { type AnchorKinds, anchorKinds } from './kind.ts';

/** Every kind this program can verify. */
export const ANCHOR_KINDS: AnchorKinds = anchorKinds([
  cometbftVerifier,
  fabricVerifier,
  jdchainVerifier,
  cosignatureVerifier,
]);
