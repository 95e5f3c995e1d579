/** The anchor of a JD Chain ledger: the one module of this folder that verification uses. */
import type { Crypto } from '../../crypto.ts';
import { toBase64 } from '../../formats/bytes.ts';
import type { Anchor } from '../../formats/evidence.ts';
import type { CheckReason } from '../../verification/report.ts';
import type { AnchorCheck, AnchorVerifier, FormSubject } from '../kind.ts';
import { remembering } from '../remembering.ts';
import { toBase58 } from './base58.ts';
import { JDCHAIN, readJdchainEvidence } from './evidence.ts';
import { judgeEvidence } from './judge.ts';
import { readMembers } from './members.ts';
import { parseObservation } from './observation.ts';
import { statementOf } from './statement.ts';
import { firstFailure, type JdchainCheck } from './verify.ts';

const REASONS: Partial<Record<JdchainCheck, CheckReason>> = {
  checkpoint: 'other-checkpoint',
  statement: 'other-checkpoint',
  'log-signature': 'bad-signature',
  endpoint: 'bad-signature',
  node: 'bad-signature',
  signatures: 'bad-signature',
};

function checkAnchor(anchor: Anchor, subject: FormSubject, crypto: Crypto): AnchorCheck {
  try {
    const evidence = readJdchainEvidence(anchor, crypto);
    const failed = firstFailure(evidence, subject, crypto);
    if (failed === null)
      return { state: 'passed', reason: 'ok', detail: `jdchain ${toBase58(evidence.seen.ledger)}: every check holds` };
    return { state: 'failed', reason: REASONS[failed] ?? 'anchor-differs', detail: `jdchain: ${failed} does not hold` };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'cannot be read';
    return { state: 'failed', reason: 'damaged', detail: `jdchain: ${why}` };
  }
}

/** Anchors on a JD Chain ledger. Logs are named by the bundle: the ledger has no registration that anybody could prove. */
export const jdchainVerifier: AnchorVerifier = {
  kind: JDCHAIN,
  shows: 'observation',
  // of an anchor that holds by itself, as all that are judged do
  chainId: (anchor) => {
    const { note } = anchor[JDCHAIN] as { readonly note: string };
    return toBase58(parseObservation(note.slice(0, note.lastIndexOf('\n\n') + 1)).ledger);
  },
  check: remembering(checkAnchor, ({ noteText, logSignature }) => [noteText, toBase64(logSignature)]),
  checkEpochs: (epochs) => void readMembers(epochs),
  statement: (anchor, crypto) => statementOf(readJdchainEvidence(anchor, crypto), crypto),
  judge: (anchor, _, chain, log, crypto) =>
    judgeEvidence(readJdchainEvidence(anchor, crypto), readMembers(chain.epochs, crypto), log, crypto),
  registeredLog: () => null,
};
