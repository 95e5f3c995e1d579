/** The anchor of a Hyperledger Fabric channel: the one module of this folder that verification uses. */
import type { Crypto } from '../../crypto.ts';
import type { Anchor } from '../../formats/evidence.ts';
import type { CheckReason } from '../../verification/report.ts';
import type { AnchorCheck, AnchorSubject, AnchorVerifier } from '../kind.ts';
import { remembering } from '../remembering.ts';
import { readEpochs } from './epochs.ts';
import { FABRIC, type FabricEvidence, readFabricEvidence } from './evidence.ts';
import { judgeEvidence } from './judge.ts';
import { statementOf } from './statement.ts';
import { type FabricCheck, firstFailure } from './verify.ts';

const REASONS: Partial<Record<FabricCheck, CheckReason>> = {
  checkpoint: 'other-checkpoint',
  endorsements: 'bad-signature',
  'read-endorsements': 'bad-signature',
  block: 'bad-signature',
};

/** The evidence of an anchor; of the last one it is kept with every byte of it, because one verification asks several times. */
function evidenceOf(anchor: Anchor): FabricEvidence {
  const text = JSON.stringify(anchor);
  if (last?.text !== text) last = { text, evidence: readFabricEvidence(anchor) };
  return last.evidence;
}

let last: { readonly text: string; readonly evidence: FabricEvidence } | null = null;

function checkAnchor(anchor: Anchor, subject: AnchorSubject, crypto: Crypto): AnchorCheck {
  try {
    const evidence = evidenceOf(anchor);
    const failed = firstFailure(evidence, subject, crypto);
    if (failed === null)
      return { state: 'passed', reason: 'ok', detail: `fabric ${evidence.channel}: every check holds` };
    return { state: 'failed', reason: REASONS[failed] ?? 'anchor-differs', detail: `fabric: ${failed} does not hold` };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'cannot be read';
    return { state: 'failed', reason: 'damaged', detail: `fabric: ${why}` };
  }
}

/** Anchors on a channel of Hyperledger Fabric. */
export const fabricVerifier: AnchorVerifier = {
  kind: FABRIC,
  shows: 'endorsed',
  chainId: (anchor) => evidenceOf(anchor).channel,
  check: remembering(checkAnchor, ({ noteText }) => noteText),
  checkEpochs: (epochs) => void readEpochs(epochs),
  statement: (anchor, crypto) => statementOf(evidenceOf(anchor), crypto),
  judge: (anchor, _subject, chain, log, crypto) =>
    judgeEvidence({ evidence: evidenceOf(anchor), epochs: readEpochs(chain.epochs), log }, crypto),
  registeredLog: () => null,
};
