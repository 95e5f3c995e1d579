/** The anchor of a CometBFT consortium chain: the one module of this folder that verification uses. */

import { toBase64 } from '../../formats/bytes.ts';
import { checkBy } from '../checking.ts';
import type { AnchorForm, AnchorSubject, AnchorVerifier } from '../kind.ts';
import { readOnce, remembering } from '../remembering.ts';
import { namedKeys, readEpochs } from './epochs.ts';
import { COMETBFT, type CometbftEvidence, readCometbftEvidence } from './evidence.ts';
import { judgeEvidence, registeredLog } from './judge.ts';
import { cometbftShortForm } from './shorten.ts';
import { statementOf } from './statement.ts';
import { firstFailure } from './verify.ts';

const evidenceOf = readOnce(readCometbftEvidence);

const checkAnchor = checkBy({
  kind: COMETBFT,
  read: evidenceOf,
  chainOf: ({ chain }) => chain,
  firstFailure: (evidence: CometbftEvidence, { noteText, checkpoint }: AnchorSubject, crypto) =>
    firstFailure(evidence, { noteText, origin: checkpoint.origin }, crypto),
  reasons: {
    checkpoint: 'other-checkpoint',
    votes: 'bad-signature',
    quorum: 'bad-signature',
    'state-votes': 'bad-signature',
    'state-quorum': 'bad-signature',
  },
});

const form: AnchorForm = {
  ...cometbftShortForm,
  expand: remembering(cometbftShortForm.expand, ({ noteText, logSignature }) => [noteText, toBase64(logSignature)]),
};

/** Anchors on a CometBFT consortium. */
export const cometbftVerifier = {
  kind: COMETBFT,
  shows: 'block',
  form,
  chainId: (anchor) => evidenceOf(anchor).chain,
  check: remembering(checkAnchor, ({ noteText }) => noteText),
  checkEpochs: (epochs) => void readEpochs(epochs),
  namedKeys,
  statement: (anchor, crypto) => statementOf(evidenceOf(anchor), crypto),
  judge: (anchor, subject, chain, log, crypto) =>
    judgeEvidence(
      {
        evidence: evidenceOf(anchor),
        noteText: subject.noteText,
        epochs: readEpochs(chain.epochs),
        log,
      },
      crypto,
    ),
  registeredLog: (anchor, subject, crypto) => registeredLog(evidenceOf(anchor), subject.checkpoint.origin, crypto),
} satisfies AnchorVerifier;
