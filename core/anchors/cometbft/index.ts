/** The anchor of a CometBFT consortium chain: the one module of this folder that verification uses. */

import type { Crypto } from '../../crypto.ts';
import { canonicalText } from '../../formats/canonical.ts';
import type { Anchor } from '../../formats/evidence.ts';
import type { CheckReason } from '../../verification/report.ts';
import type { AnchorCheck, AnchorSubject, AnchorVerifier } from '../kind.ts';
import { readEpochs } from './epochs.ts';
import { COMETBFT, readCometbftEvidence } from './evidence.ts';
import { judgeEvidence, registeredLog } from './judge.ts';
import { statementOf } from './statement.ts';
import { type CometbftCheck, firstFailure } from './verify.ts';

const REASONS: Partial<Record<CometbftCheck, CheckReason>> = {
  checkpoint: 'other-checkpoint',
  votes: 'bad-signature',
  quorum: 'bad-signature',
  'state-votes': 'bad-signature',
  'state-quorum': 'bad-signature',
};

function checkAnchor(anchor: Anchor, subject: AnchorSubject, crypto: Crypto): AnchorCheck {
  const { noteText, checkpoint } = subject;
  try {
    const evidence = readCometbftEvidence(anchor);
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

/** Maximum number of remembered anchors. */
const REMEMBERED = 256;

/**
 * The check is a pure function of the anchor and the note's text, and certificates of one checkpoint carry the same
 * anchors, so results are remembered for exactly these bytes.
 */
function remembering(check: typeof checkAnchor): typeof checkAnchor {
  const memory = new WeakMap<Crypto, Map<string, AnchorCheck>>();
  return (anchor, subject, crypto) => {
    const known = memory.get(crypto) ?? new Map<string, AnchorCheck>();
    memory.set(crypto, known);
    const key = canonicalText([subject.noteText, anchor]);
    const found = known.get(key) ?? check(anchor, subject, crypto);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, found);
    return found;
  };
}

/** Anchors on a CometBFT consortium. */
export const cometbftVerifier: AnchorVerifier = {
  kind: COMETBFT,
  shows: 'block',
  chainId: (anchor) => readCometbftEvidence(anchor).chain,
  check: remembering(checkAnchor),
  checkEpochs: (epochs) => void readEpochs(epochs),
  statement: (anchor, crypto) => statementOf(readCometbftEvidence(anchor), crypto),
  judge: (anchor, subject, chain, log, crypto) =>
    judgeEvidence(
      {
        evidence: readCometbftEvidence(anchor),
        noteText: subject.noteText,
        epochs: readEpochs(chain.epochs),
        log,
      },
      crypto,
    ),
  registeredLog: (anchor, subject, crypto) =>
    registeredLog(readCometbftEvidence(anchor), subject.checkpoint.origin, crypto),
};
