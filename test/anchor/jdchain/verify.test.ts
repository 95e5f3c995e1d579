/** Each check refuses what it is there for, with no trust bundle at hand. */
import { describe, expect, it, test } from 'vitest';
import type { TransactionContent } from '../../../core/anchors/jdchain/contracts.ts';
import { type JdchainEvidence, jdchainAnchor, readJdchainEvidence } from '../../../core/anchors/jdchain/evidence.ts';
import { jdchainVerifier } from '../../../core/anchors/jdchain/index.ts';
import { hashAlgorithmOf, hashWith, SM2 } from '../../../core/anchors/jdchain/keys.ts';
import { witnessLine } from '../../../core/anchors/jdchain/lines.ts';
import { contradiction, observationText, parseObservation } from '../../../core/anchors/jdchain/observation.ts';
import { signTransaction } from '../../../core/anchors/jdchain/transaction.ts';
import { firstFailure, JDCHAIN_CHECKS, type JdchainCheck } from '../../../core/anchors/jdchain/verify.ts';
import { formSubject } from '../../../core/anchors/kind.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { utf8 } from '../../../core/formats/bytes.ts';
import { parseCheckpointText, parseProof } from '../../../core/formats/checkpoint.ts';
import { type SignedNote, signNote } from '../../../core/formats/note.ts';
import { desk, makeEvidence } from '../../core/support/evidence.ts';
import { logSigner } from '../../core/support/keys.ts';
import { accountOf, jdEvidence, keyOf, LEDGERS, type Setting, WITNESSES, witness } from './support/ledger.ts';

const note = parseProof(makeEvidence({ cosigners: [] }).proof).note;
const subject = formSubject(parseCheckpointText(note.text), note);
const failure = (evidence: JdchainEvidence) => firstFailure(evidence, subject, nobleCrypto);
const made = (setting: Setting = {}, written: SignedNote = note) => failure(jdEvidence(written, setting));

type Write = Extract<TransactionContent['operations'][number], { contract: 'DataAccountKVSetOperation' }>;
type Entry = NonNullable<Write['writeSet'][number]>;

/** The content with its only entry, or its only operation, changed. */
const rewritten = (change: (entry: Entry, write: Write) => Partial<Write>) => ({
  content: (content: TransactionContent): TransactionContent => {
    const write = content.operations[0] as Write;
    return { ...content, operations: [{ ...write, ...change(write.writeSet[0] as Entry, write) }] };
  },
});
const entryWith = (changes: Partial<Entry>) => rewritten((entry) => ({ writeSet: [{ ...entry, ...changes }] }));

describe('what holds', () => {
  it.each([
    ['Ed25519 on a SHA-256 ledger', {}],
    ['SM2 on a SHA-256 ledger', { user: keyOf('user', SM2) }],
    ['Ed25519 on an SM3 ledger', { ledger: LEDGERS.SM3 }],
    ['SM2 on an SM3 ledger', { ledger: LEDGERS.SM3, user: keyOf('user', SM2) }],
    ['without the signature of the gateway', { node: null }],
    ['one witness', { witnesses: WITNESSES.slice(0, 1) }],
    ['a witness without a time', { witnesses: [witness('old.example', 'untimed')] }],
  ] as readonly (readonly [string, Setting])[])('%s', (_, setting) => {
    expect(made(setting)).toBeNull();
    const evidence = jdEvidence(note, setting);
    expect(readJdchainEvidence(jdchainAnchor(evidence), nobleCrypto)).toEqual(evidence);
  });
});

const otherLog = logSigner('another desk');
const flip = (bytes: Uint8Array) => bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte));
const whole = jdEvidence(note);

/** For each check what it refuses, everything before it being right. */
const REFUSED: Readonly<Record<JdchainCheck, readonly (readonly [string, JdchainEvidence])[]>> = {
  transaction: [
    ['bytes that are no content', { ...whole, content: whole.content.subarray(1) }],
    ['a byte behind the end', { ...whole, content: Uint8Array.of(...whole.content, 0) }],
  ],
  operation: [
    ['the key of another size', jdEvidence(note, entryWith({ key: `${desk.key.name}/6` }))],
    [
      'an account with a wrong checksum',
      jdEvidence(
        note,
        rewritten((_, { accountAddress }) => ({
          accountAddress: accountAddress?.map((b, i) => (i === 26 ? b ^ 1 : b)) ?? null,
        })),
      ),
    ],
    [
      'two entries',
      jdEvidence(
        note,
        rewritten((entry) => ({ writeSet: [entry, { ...entry, key: 'a' }] })),
      ),
    ],
    ['no operation', jdEvidence(note, { content: (content) => ({ ...content, operations: [] }) })],
    [
      'two operations',
      jdEvidence(note, {
        content: (content) => ({ ...content, operations: [...content.operations, ...content.operations] }),
      }),
    ],
    ['an entry that replaces another', jdEvidence(note, entryWith({ expectedVersion: 0n }))],
    [
      'a value of another type',
      jdEvidence(
        note,
        rewritten((entry) => ({ writeSet: [{ ...entry, value: entry.value && { ...entry.value, type: 0x40 } }] })),
      ),
    ],
    ['no ledger', jdEvidence(note, { content: (content) => ({ ...content, ledgerHash: null }) })],
  ],
  checkpoint: [
    [
      'no note',
      jdEvidence(
        note,
        rewritten((entry) => ({ writeSet: [{ ...entry, value: { type: 0x20, bytes: utf8('root') } }] })),
      ),
    ],
    [
      'the checkpoint of another root',
      (() => {
        const text = note.text.replace(/\n[^\n]+\n$/, '\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n');
        return jdEvidence({ text, signatures: [signNote(text, desk)] });
      })(),
    ],
  ],
  'log-signature': [
    [
      'signed by another log',
      jdEvidence({ ...note, signatures: [{ ...signNote(note.text, otherLog), name: desk.key.name }] }),
    ],
    [
      'in the name of another log',
      jdEvidence({ ...note, signatures: [{ ...(note.signatures[0] ?? signNote(note.text, desk)), name: 'another' }] }),
    ],
  ],
  hash: [
    [
      'another transaction',
      jdEvidence(note, {
        seen: (seen) => ({ ...seen, transaction: hashWith(hashAlgorithmOf(seen.ledger), utf8('other'), nobleCrypto) }),
      }),
    ],
    [
      'hashed by another algorithm than the ledger’s',
      jdEvidence(note, {
        seen: (seen) => ({ ...seen, transaction: hashWith(hashAlgorithmOf(LEDGERS.SM3), whole.content, nobleCrypto) }),
      }),
    ],
  ],
  ledger: [
    [
      'of another ledger',
      jdEvidence(note, {
        content: (content) => ({ ...content, ledgerHash: flip(LEDGERS.SHA256).map((b, i) => (i === 9 ? b ^ 1 : b)) }),
      }),
    ],
  ],
  endpoint: [
    [
      'by another key',
      {
        ...whole,
        endpoint: { ...whole.endpoint, pubKey: signTransaction(whole.seen.transaction, keyOf('stranger')).pubKey },
      },
    ],
    ['over the raw hash', { ...whole, endpoint: signTransaction(whole.seen.transaction.subarray(2), keyOf('user')) }],
    ['without a key', { ...whole, endpoint: { ...whole.endpoint, pubKey: new Uint8Array(0) } }],
  ],
  node: [
    [
      'a signature over something else',
      { ...whole, node: signTransaction(LEDGERS.SHA256, keyOf('participant court.example')) },
    ],
  ],
  block: [
    [
      'another block’s content',
      { ...whole, block: jdEvidence(note, { body: (body) => ({ ...body, timestamp: 1n }) }).block },
    ],
    ['no block', { ...whole, block: utf8('block') }],
    ['another height', jdEvidence(note, { body: (body) => ({ ...body, height: 4243n }) })],
    ['a block of another ledger', jdEvidence(note, { body: (body) => ({ ...body, ledgerHash: LEDGERS.SM3 }) })],
    ['a block without a ledger', jdEvidence(note, { body: (body) => ({ ...body, ledgerHash: null }) })],
  ],
  entry: [
    ['another account', jdEvidence(note, { seen: (seen) => ({ ...seen, account: accountOf(keyOf('stranger')) }) })],
    ['another key', jdEvidence(note, { seen: (seen) => ({ ...seen, key: 'a/1' }) })],
    ['written twice', jdEvidence(note, { seen: (seen) => ({ ...seen, version: 1 }) })],
    ['another value', jdEvidence(note, { seen: (seen) => ({ ...seen, valueHash: seen.root }) })],
  ],
  statement: [
    ['another log', jdEvidence(note, { seen: (seen) => ({ ...seen, origin: otherLog.key.name }) })],
    ['another size', jdEvidence(note, { seen: (seen) => ({ ...seen, size: seen.size + 1 }) })],
    ['another root', jdEvidence(note, { seen: (seen) => ({ ...seen, root: seen.noteHash }) })],
    ['another text', jdEvidence(note, { seen: (seen) => ({ ...seen, noteHash: seen.root }) })],
  ],
  signatures: [
    [
      'a line over another text',
      {
        ...whole,
        note: {
          ...whole.note,
          signatures: whole.note.signatures.map((line, i) =>
            i === 2 ? witnessLine('another\n', 1, WITNESSES[2] ?? desk) : line,
          ),
        },
      },
    ],
    ['lines in another order than keys', { ...whole, keys: [...whole.keys].reverse() }],
  ],
};

describe.each(JDCHAIN_CHECKS)('%s', (name) => {
  it.each(REFUSED[name])('refuses %s', (_, evidence) => {
    expect(failure(evidence)).toBe(name);
  });
});

describe('an anchor that cannot be read', () => {
  const anchor = jdchainAnchor(whole);
  const inner = anchor.jdchain as Record<string, unknown>;
  const checked = (changes: object) =>
    jdchainVerifier.check({ kind: 'jdchain', jdchain: { ...inner, ...changes } } as never, subject, nobleCrypto);

  it('is damaged', () => {
    expect(checked({})).toMatchObject({ state: 'passed', reason: 'ok' });
    const keys = inner.keys as readonly string[];
    for (const changes of [
      { keys: keys.slice(1) },
      { keys: [] },
      { keys: [...keys.slice(1), keys[1]] },
      { keys: [desk.key.text.replace(desk.key.name, 'x'), ...keys.slice(1)] },
      { note: 'nothing' },
      { note: String(inner.note).replace('/v1', '/v0') },
      { note: String(inner.note).replace('SUCCESS', 'FAILURE') },
      { note: String(inner.note).replace('block 4242', 'block 04242') },
      { content: 'A'.repeat(8000) },
      { block: 7 },
      { endpoint: null },
      { further: 1 },
    ])
      expect(checked(changes), JSON.stringify(changes).slice(0, 60)).toMatchObject({
        state: 'failed',
        reason: 'damaged',
      });
  });

  it('of a later statement is damaged here, and says which version it is', () => {
    const later = checked({ note: String(inner.note).replace('/v1', '/v2') });
    expect(later.detail).toContain('jdchain-observation/v2');
  });

  it('about another checkpoint says so', () => {
    const other = parseProof(makeEvidence({ cosigners: [], after: 3 }).proof).note;
    const about = formSubject(parseCheckpointText(other.text), other);
    expect(jdchainVerifier.check(anchor, about, nobleCrypto)).toMatchObject({ state: 'failed' });
    expect(firstFailure(whole, about, nobleCrypto)).toBe('operation');
  });
});

test('a statement is read back as it was written, and in no other way', () => {
  const text = observationText(whole.seen);
  expect(parseObservation(text)).toEqual(whole.seen);
  expect(text.split('\n')).toHaveLength(8);
  for (const other of [`${text}\n`, text.trimEnd(), text.replace('\n', '\r\n'), ` ${text}`, text.replaceAll('\n', ' ')])
    expect(() => parseObservation(other)).toThrow(expect.objectContaining({ code: 'malformed' }));
});

test('two statements that cannot both be true are told apart from those that can', () => {
  const { seen } = whole;
  const otherBlock = { ...seen, block: hashWith(hashAlgorithmOf(seen.ledger), utf8('b'), nobleCrypto) };
  expect(contradiction(seen, otherBlock)).toBe('ledger');
  expect(contradiction(seen, { ...otherBlock, height: seen.height + 1 })).toBeNull();
  expect(contradiction(seen, { ...otherBlock, ledger: LEDGERS.SM3 })).toBeNull();
  expect(contradiction(seen, { ...seen, root: seen.noteHash })).toBe('log');
  expect(contradiction(seen, { ...seen, root: seen.noteHash, size: 1 })).toBeNull();
  expect(contradiction(seen, seen)).toBeNull();
});

test('a transaction that is sent again has another hash', () => {
  const again = jdEvidence(note, { content: (content) => ({ ...content, timestamp: content.timestamp + 1n }) });
  expect(failure(again)).toBeNull();
  expect(again.seen.transaction).not.toEqual(whole.seen.transaction);
});
