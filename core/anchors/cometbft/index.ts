/** The anchor of a CometBFT consortium chain: the one module of this folder that verification uses. */

import type { Crypto } from '../../crypto.ts';
import { toBase64 } from '../../formats/bytes.ts';
import type { Anchor } from '../../formats/evidence.ts';
import type { CheckReason } from '../../verification/report.ts';
import type { AnchorCheck, AnchorForm, AnchorSubject, AnchorVerifier } from '../kind.ts';
import { remembering } from '../remembering.ts';
import { readEpochs } from './epochs.ts';
import { COMETBFT, type CometbftEvidence, readCometbftEvidence } from './evidence.ts';
import { judgeEvidence, registeredLog } from './judge.ts';
import { cometbftShortForm } from './shorten.ts';
import { statementOf } from './statement.ts';
import { type CometbftCheck, firstFailure } from './verify.ts';

const REASONS: Partial<Record<CometbftCheck, CheckReason>> = {
  checkpoint: 'other-checkpoint',
  votes: 'bad-signature',
  quorum: 'bad-signature',
  'state-votes': 'bad-signature',
  'state-quorum': 'bad-signature',
};

/** The evidence of an anchor; of the last one it is kept with every byte of it, because one verification asks several times. */
function evidenceOf(anchor: Anchor): CometbftEvidence {
  const text = JSON.stringify(anchor);
  if (last?.text !== text) last = { text, evidence: readCometbftEvidence(anchor) };
  return last.evidence;
}

let last: { readonly text: string; readonly evidence: CometbftEvidence } | null = null;

function checkAnchor(anchor: Anchor, subject: AnchorSubject, crypto: Crypto): AnchorCheck {
  const { noteText, checkpoint } = subject;
  try {
    const evidence = evidenceOf(anchor);
    const failed = firstFailure(evidence, { noteText, origin: checkpoint.origin }, crypto);
    if (failed === null)
      return { state: 'passed', reason: 'ok', detail: `cometbft ${evidence.chain}: every check holds` };
    return {
      state: 'failed',
      reason: REASONS[failed] ?? 'anchor-differs',
      detail: `cometbft: ${failed} does not hold`,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'cannot be read';
    return { state: 'failed', reason: 'damaged', detail: `cometbft: ${why}` };
  }
}

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
