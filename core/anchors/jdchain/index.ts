/** The anchor of a JD Chain ledger: the one module of this folder that verification uses. */
import { toBase64 } from '../../formats/bytes.ts';
import { checkBy } from '../checking.ts';
import type { AnchorVerifier, FormSubject } from '../kind.ts';
import { readOnce, remembering } from '../remembering.ts';
import { toBase58 } from './base58.ts';
import { JDCHAIN, type JdchainEvidence, readJdchainEvidence } from './evidence.ts';
import { judgeEvidence } from './judge.ts';
import { namedKeys, readMembers } from './members.ts';
import { parseObservation } from './observation.ts';
import { statementOf } from './statement.ts';
import { firstFailure } from './verify.ts';

const evidenceOf = readOnce(readJdchainEvidence);

const checkAnchor = checkBy({
  kind: JDCHAIN,
  read: evidenceOf,
  chainOf: ({ seen }) => toBase58(seen.ledger),
  firstFailure: (evidence: JdchainEvidence, subject: FormSubject, crypto) => firstFailure(evidence, subject, crypto),
  reasons: {
    checkpoint: 'other-checkpoint',
    statement: 'other-checkpoint',
    'log-signature': 'bad-signature',
    endpoint: 'bad-signature',
    node: 'bad-signature',
    signatures: 'bad-signature',
  },
});

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
  namedKeys,
  statement: (anchor, crypto) => statementOf(evidenceOf(anchor, crypto), crypto),
  judge: (anchor, _, chain, log, crypto) =>
    judgeEvidence(evidenceOf(anchor, crypto), readMembers(chain.epochs, crypto), log, crypto),
  registeredLog: () => null,
};
