/** What a checked anchor shows to a reader without a trust bundle. Used only for evidence that holds by itself. */
import type { Crypto } from '../../crypto.ts';
import { toHex } from '../../formats/bytes.ts';
import { keyFingerprint } from '../../formats/note.ts';
import type { ObservationStatement } from '../kind.ts';
import { toBase58 } from './base58.ts';
import type { DigitalSignature } from './contracts.ts';
import type { JdchainEvidence } from './evidence.ts';
import { seenBy, timeOf } from './judge.ts';

const fingerprintOf = ({ pubKey }: DigitalSignature, crypto: Crypto) =>
  toHex(crypto.sha256(pubKey ?? new Uint8Array(0)));

/** The statement of one anchor. Its time is the last of those that the witnesses state: it holds whichever is believed. */
export function statementOf(evidence: JdchainEvidence, crypto: Crypto): ObservationStatement {
  const { seen, endpoint, node } = evidence;
  const witnesses = seenBy(evidence);
  const times = witnesses.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  return {
    shows: 'observation',
    chain: toBase58(seen.ledger),
    height: seen.height,
    block: toBase58(seen.block),
    transaction: toBase58(seen.transaction),
    entry: { account: toBase58(seen.account), key: seen.key },
    time: times.length > 0 ? timeOf(Math.max(...times)) : null,
    signers: witnesses.map(({ key, seconds }) => ({
      fingerprint: keyFingerprint(key, crypto),
      name: key.name,
      time: timeOf(seconds),
    })),
    submittedBy: fingerprintOf(endpoint, crypto),
    passedOnBy: node && fingerprintOf(node, crypto),
  };
}
