/**
 * The verification of one anchor, as a list of checks in their order: it holds by itself, and is about this checkpoint. A
 * changed bit is found without any trust bundle. Whose witnesses signed, and whether they are enough, is asked afterwards
 * (judge.ts).
 */
import type { Crypto } from '../../crypto.ts';
import { equal, utf8 } from '../../formats/bytes.ts';
import type { FormSubject } from '../kind.ts';
import { decode } from './binary.ts';
import { BLOCK_BODY, DATA_TYPE } from './contracts.ts';
import { checkpointIn, entryKey, type WrittenEntry, writtenEntry } from './entry.ts';
import type { JdchainEvidence } from './evidence.ts';
import { hashAlgorithmOf, hashWith, isAddress } from './keys.ts';
import { checkWitnessLine } from './lines.ts';
import { observedCheckpoint, valueHash } from './observation.ts';
import { isSigned } from './transaction.ts';

/** Names of the checks, in their order. */
export const JDCHAIN_CHECKS = [
  'transaction', // its bytes are a transaction's content, as the ledger would write them
  'operation', // it writes one entry, under the key of this checkpoint, and does nothing else
  'checkpoint', // the entry's value is the checkpoint's text
  'log-signature', // under it stands the log's own signature, the one in the certificate
  'hash', // the ledger's hash of these bytes is the one in the statement
  'ledger', // it is a transaction of the statement's ledger
  'endpoint', // its user signed the hash
  'node', // so did the participant who passed it on, where that is carried
  'block', // the block's content has the hash, height and ledger in the statement
  'entry', // the statement names this account, key and value, written once
  'statement', // it names this checkpoint: log, size, root and text
  'signatures', // every witness's line verifies under its key
] as const;
/** Name of one check of the list. */
export type JdchainCheck = (typeof JDCHAIN_CHECKS)[number];

/** The first check that fails, or null. */
export function firstFailure(evidence: JdchainEvidence, subject: FormSubject, crypto: Crypto): JdchainCheck | null {
  return JDCHAIN_CHECKS.find((name) => !holds(name, evidence, subject, crypto)) ?? null;
}

/** Whether one check holds. Never throws: what cannot be read does not hold. */
function holds(name: JdchainCheck, evidence: JdchainEvidence, subject: FormSubject, crypto: Crypto): boolean {
  try {
    return CHECKS[name](evidence, subject, crypto);
  } catch {
    return false;
  }
}

type Check = (evidence: JdchainEvidence, subject: FormSubject, crypto: Crypto) => boolean;

/** The entry that the transaction writes. Throws when there is none. */
function entryOf({ content }: JdchainEvidence): WrittenEntry {
  const entry = writtenEntry(content);
  if (!entry) throw new Error('no entry');
  return entry;
}

const CHECKS: Readonly<Record<JdchainCheck, Check>> = {
  transaction: ({ content }) => {
    writtenEntry(content); // throws
    return true;
  },
  operation: (evidence, { checkpoint }, crypto) => {
    const { key, account } = entryOf(evidence);
    return key === entryKey(checkpoint) && isAddress(account, crypto);
  },
  checkpoint: (evidence, { noteText }) => checkpointIn(entryOf(evidence).value).text === noteText,
  'log-signature': (evidence, { checkpoint, logSignature }) => {
    const [line] = checkpointIn(entryOf(evidence).value).signatures;
    return line?.name === checkpoint.origin && equal(line.signature, logSignature);
  },
  hash: ({ content, seen }, _, crypto) =>
    equal(hashWith(hashAlgorithmOf(seen.ledger), content, crypto), seen.transaction),
  ledger: (evidence) => equal(entryOf(evidence).ledger, evidence.seen.ledger),
  endpoint: ({ endpoint, seen }, _, crypto) => isSigned(endpoint, seen.transaction, crypto),
  node: ({ node, seen }, _, crypto) => node === null || isSigned(node, seen.transaction, crypto),
  block: ({ block, seen }, _, crypto) => {
    const { height, ledgerHash } = decode(BLOCK_BODY, block);
    return (
      equal(hashWith(hashAlgorithmOf(seen.ledger), block, crypto), seen.block) &&
      height === BigInt(seen.height) &&
      ledgerHash !== null &&
      equal(ledgerHash, seen.ledger)
    );
  },
  entry: (evidence, _, crypto) => {
    const { account, key, value } = entryOf(evidence);
    const { seen } = evidence;
    return (
      equal(account, seen.account) &&
      key === seen.key &&
      seen.version === 0 &&
      equal(valueHash(DATA_TYPE.TEXT, value, crypto), seen.valueHash)
    );
  },
  statement: ({ seen }, { checkpoint, noteText }, crypto) => {
    const { origin, size, root, noteHash } = observedCheckpoint(checkpoint, crypto);
    return (
      seen.origin === origin &&
      seen.size === size &&
      equal(seen.root, root) &&
      equal(seen.noteHash, noteHash) &&
      equal(noteHash, crypto.sha256(utf8(noteText)))
    );
  },
  signatures: ({ note, keys }, _, crypto) =>
    keys.every((key, i) => {
      const line = note.signatures[i];
      return line !== undefined && checkWitnessLine(note.text, line, key, crypto).state === 'valid';
    }),
};
