/** The anchor of a Hyperledger Fabric channel: the one module of this folder that verification uses. */
import { checkBy } from '../checking.ts';
import type { AnchorSubject, AnchorVerifier } from '../kind.ts';
import { readOnce, remembering } from '../remembering.ts';
import { namedKeys, readEpochs } from './epochs.ts';
import { FABRIC, type FabricEvidence, readFabricEvidence } from './evidence.ts';
import { judgeEvidence } from './judge.ts';
import { statementOf } from './statement.ts';
import { firstFailure } from './verify.ts';

const evidenceOf = readOnce(readFabricEvidence);

const checkAnchor = checkBy({
  kind: FABRIC,
  read: evidenceOf,
  chainOf: ({ channel }) => channel,
  firstFailure: (evidence: FabricEvidence, subject: AnchorSubject, crypto) => firstFailure(evidence, subject, crypto),
  reasons: {
    checkpoint: 'other-checkpoint',
    endorsements: 'bad-signature',
    'read-endorsements': 'bad-signature',
    block: 'bad-signature',
  },
});

/** Anchors on a channel of Hyperledger Fabric. */
export const fabricVerifier: AnchorVerifier = {
  kind: FABRIC,
  shows: 'endorsed',
  chainId: (anchor) => evidenceOf(anchor).channel,
  check: remembering(checkAnchor, ({ noteText }) => noteText),
  checkEpochs: (epochs) => void readEpochs(epochs),
  namedKeys,
  statement: (anchor, crypto) => statementOf(evidenceOf(anchor), crypto),
  judge: (anchor, _subject, chain, log, crypto) =>
    judgeEvidence({ evidence: evidenceOf(anchor), epochs: readEpochs(chain.epochs), log }, crypto),
  registeredLog: () => null,
};
