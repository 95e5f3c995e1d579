/** What the chaincode takes and refuses, and that whatever it took is one log that only grew. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHAINCODE_LIMITS, submitArguments } from '../../../core/anchors/fabric/chaincode.ts';
import { fromUtf8, toBase64, utf8 } from '../../../core/formats/bytes.ts';
import { checkpointText, parseCheckpointText } from '../../../core/formats/checkpoint.ts';
import { KEY_TYPE, type NoteSigner, noteBytes, parseNoteText, signNote } from '../../../core/formats/note.ts';
import { logSigner, signer, witnessSigner } from '../../core/support/keys.ts';
import { PlainTree } from '../../core/support/plain-tree.ts';
import { codeOf, FakeLedger, NOW } from './support/fake-ledger.ts';

const log = logSigner('chaincode');
const { name: origin, text: vkey } = log.key;

const leaves = (word: string, count: number) => Array.from({ length: count }, (_, i) => utf8(`${word} ${i}`));
/** Two histories with the same first twelve leaves. */
const COMMON = 12;
const COUNT = 40;
const TREES = ['one', 'other'].map(
  (word) => new PlainTree([...leaves('common', COMMON), ...leaves(word, COUNT - COMMON)]),
) as [PlainTree, PlainTree];
const [tree, other] = TREES;

/** Bits that are turned: of every byte one, and all eight places in turn. */
const STRIDE = 9;

function signed(size: number, of = tree, by: readonly NoteSigner[] = [log], name = origin): string {
  const text = checkpointText({ origin: name, size, root: of.root(size) });
  return fromUtf8(noteBytes({ text, signatures: by.map((one) => signNote(text, one)) }));
}

/** Arguments of a submission, well formed or with one of them replaced. */
function submission(size: number, from: number, of = tree, over: Readonly<Record<number, string>> = {}) {
  const proof = from > 0 && from < size ? of.proof(from, size) : [];
  return submitArguments({ origin, size }, signed(size, of), proof, from).map((arg, i) => over[i] ?? arg);
}

async function registered(...sizes: readonly number[]): Promise<FakeLedger> {
  const ledger = new FakeLedger();
  expect(codeOf(await ledger.call('registerLog', [origin, vkey]))).toBeNull();
  for (const [i, size] of sizes.entries())
    expect(codeOf(await ledger.call('submitCheckpoint', submission(size, sizes[i - 1] ?? 0)))).toBeNull();
  return ledger;
}

describe('a log is registered', () => {
  test('once, by the organisation that asks', async () => {
    const ledger = await registered();
    expect(await ledger.call('getLog', [origin])).toEqual({
      refused: null,
      payload: JSON.stringify({ mspId: 'BankAMSP', vkey }),
    });
    expect(await ledger.call('registerLog', [origin, vkey], { mspId: 'CourtMSP' })).toEqual({
      refused: 'ALREADY_REGISTERED',
      message: 'ALREADY_REGISTERED: log belongs to BankAMSP',
    });
    expect(ledger.writes).toEqual({});
  });

  const stranger = logSigner('stranger');
  test.each([
    ['a key that is none', [origin, 'key']],
    ['the key of another log', [origin, stranger.key.text]],
    ['a key that cosigns', ['w.example', witnessSigner('w').key.text]],
    ['a key that the name of a desk is not made of', [origin, signer('stranger', origin).key.text]],
    ['a name that no key has', ['', vkey]],
    ['too few arguments', [origin]],
    ['too many', [origin, vkey, '']],
  ])('not with %s', async (_, args) => {
    const ledger = new FakeLedger();
    expect(codeOf(await ledger.call('registerLog', args))).toBe('BAD_ARGUMENTS');
    expect(ledger.writes).toEqual({});
  });
});

describe('a checkpoint is taken', () => {
  test('under its size and as the newest, byte for byte', async () => {
    const ledger = await registered(5, 9);
    const note = signed(9);
    expect(ledger.writes).toEqual({ [`checkpoint/${origin}/9`]: note, [`latest/${origin}`]: note });
    expect(ledger.reads).toEqual([`latest/${origin}`, `log/${origin}`]);
    for (const [name, args] of [
      ['getCheckpoint', [origin, '9']],
      ['latest', [origin]],
    ] as const)
      expect(await ledger.call(name, args)).toEqual({ refused: null, payload: note });
    expect(await ledger.call('getCheckpoint', [origin, '5'])).toEqual({ refused: null, payload: signed(5) });
    expect(ledger.reads).toEqual([`checkpoint/${origin}/5`]);
    expect(ledger.writes).toEqual({});
  });

  test.each([
    ['of a log that nobody registered', 'UNKNOWN_LOG', new FakeLedger(), submission(5, 0), {}],
    ['by another organisation', 'NOT_OWNER', null, submission(12, 9), { mspId: 'CourtMSP' }],
    ['that is smaller', 'NOT_MONOTONIC', null, submission(8, 5), {}],
    ['that was taken', 'ALREADY_ACCEPTED', null, submission(9, 5), {}],
    ['of the same size with another root', 'FORK', null, submission(9, 9, new PlainTree(leaves('x', 9))), {}],
    ['that does not extend', 'FORK', null, submission(14, 9, new PlainTree(leaves('x', 14))), {}],
    ['with a proof from an older one', 'STALE', null, submission(14, 5), {}],
    ['with a proof from one that this endorser does not have yet', 'STALE', null, submission(14, 12), {}],
    ['with the proof of another', 'FORK', null, submission(14, 9, tree, { 3: submission(13, 9)[3] ?? '' }), {}],
    [
      'signed by another key',
      'BAD_SIGNATURE',
      null,
      submission(14, 9, tree, { 2: signed(14, tree, [logSigner('y')]) }),
      {},
    ],
    [
      'signed twice',
      'BAD_SIGNATURE',
      null,
      submission(14, 9, tree, { 2: signed(14, tree, [log, witnessSigner('w')]) }),
      {},
    ],
  ] as const)('not one %s', async (_, code, without, args, over) => {
    const ledger = without ?? (await registered(5, 9));
    const before = new Map(ledger.state);
    const answer = await ledger.call('submitCheckpoint', args, over);
    expect(codeOf(answer)).toBe(code);
    expect(ledger.writes).toEqual({});
    expect(ledger.state).toEqual(before);
  });

  const zeros = toBase64(new Uint8Array(32));
  test.each([
    ['another size than its note', { 1: '15' }],
    ['a size with a zero in front', { 1: '014' }],
    ['another log than its note', { 0: logSigner('z').key.name }],
    ['no note', { 2: 'note' }],
    ['a note with another line', { 2: signed(14).replace('\n\n', '\nmore\n\n') }],
    ['no leaves', { 1: '0', 2: signed(0) }],
    ['a proof that is no JSON', { 3: '[' }],
    ['a proof that is no array', { 3: '{}' }],
    ['a proof of numbers', { 3: '[1]' }],
    ['a proof with a short hash', { 3: '["AAAA"]' }],
    ['a proof longer than any', { 3: JSON.stringify(Array(54).fill(zeros)) }],
    ['a size of the proof that is none', { 4: '-1' }],
    ['a size of the proof beyond 2^53', { 4: '9007199254740992' }],
    ['an argument that is too long', { 3: `[${' '.repeat(CHAINCODE_LIMITS.argument)}]` }],
  ])('not with %s', async (_, over) => {
    const ledger = await registered(5, 9);
    expect(codeOf(await ledger.call('submitCheckpoint', submission(14, 9, tree, over)))).toBe('BAD_ARGUMENTS');
    expect(ledger.writes).toEqual({});
  });

  test.each([
    [-120_001, 'TIME_WINDOW'],
    [-120_000, null],
    [120_000, null],
    [120_001, 'TIME_WINDOW'],
    [Number.NaN, 'TIME_WINDOW'],
  ])('when the time of the proposal is %i ms off: %s', async (off, code) => {
    const ledger = await registered(5);
    expect(codeOf(await ledger.call('submitCheckpoint', submission(9, 5), { time: NOW + off }))).toBe(code);
  });

  test('not with a bit of its note changed', async () => {
    const ledger = await registered(5);
    const note = utf8(signed(9));
    const [first, size, , proof, from] = submission(9, 5) as [string, string, string, string, string];
    for (let bit = 0; bit < note.length * 8; bit += STRIDE) {
      const changed = Uint8Array.from(note);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      // as a peer hands it over: what is no UTF-8 becomes U+FFFD
      const text = new TextDecoder().decode(changed);
      const code = codeOf(await ledger.call('submitCheckpoint', [first, size, text, proof, from]));
      expect(['BAD_ARGUMENTS', 'BAD_SIGNATURE'], `bit ${bit}`).toContain(code);
    }
    expect(codeOf(await ledger.call('submitCheckpoint', [first, size, fromUtf8(note), proof, from]))).toBeNull();
  });

  test('not with a bit of its proof changed', async () => {
    const ledger = await registered(5);
    const proof = tree.proof(5, 9);
    for (const [at, hash] of proof.entries())
      for (let bit = 0; bit < 256; bit += STRIDE) {
        const changed = Uint8Array.from(hash);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const args = submitArguments({ origin, size: 9 }, signed(9), proof.with(at, changed), 5);
        expect(codeOf(await ledger.call('submitCheckpoint', args))).toBe('FORK');
      }
  });
});

test('what is not there is not found, and what is unknown is not called', async () => {
  const ledger = await registered(5);
  expect(await ledger.call('getCheckpoint', [origin, '6'])).toEqual({
    refused: 'NOT_FOUND',
    message: `NOT_FOUND: ${origin} 6`,
  });
  expect(codeOf(await ledger.call('getCheckpoint', [origin, '05']))).toBe('BAD_ARGUMENTS');
  expect(codeOf(await ledger.call('latest', ['x']))).toBe('NOT_FOUND');
  expect(codeOf(await ledger.call('getLog', ['x']))).toBe('NOT_FOUND');
  expect(codeOf(await ledger.call('nope', []))).toBe('UNKNOWN_FUNCTION');
  expect(codeOf(await ledger.call('toString', []))).toBe('UNKNOWN_FUNCTION');
});

describe('whatever is sent', () => {
  const attempt = fc.record({
    branch: fc.constantFrom(0 as const, 1 as const),
    size: fc.nat(COUNT),
    /** Where the proof starts: at what was accepted, or anywhere. */
    from: fc.option(fc.nat(COUNT)),
  });
  interface Accepted {
    readonly branch: 0 | 1;
    readonly size: number;
  }

  /** The rule in other words: which leaves are there, instead of which hashes. */
  function expected(last: Accepted | null, next: Accepted, from: number): string | null {
    const accepted = last?.size ?? 0;
    const agrees = last === null || last.branch === next.branch || Math.min(accepted, next.size) <= COMMON;
    if (next.size === 0) return 'BAD_ARGUMENTS';
    if (next.size < accepted) return 'NOT_MONOTONIC';
    if (next.size === accepted) return agrees ? 'ALREADY_ACCEPTED' : 'FORK';
    if (from !== accepted) return 'STALE';
    return agrees ? null : 'FORK';
  }

  test('the answer is the one of a plain model, and what was taken only grew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 12 }), async (attempts) => {
        const ledger = await registered();
        const taken: Accepted[] = [];
        for (const { branch, size, from: wish } of attempts) {
          const last = taken.at(-1) ?? null;
          const from = wish ?? last?.size ?? 0;
          const code = codeOf(await ledger.call('submitCheckpoint', submission(size, from, TREES[branch])));
          expect(code).toBe(expected(last, { branch, size }, from));
          if (code === null) taken.push({ branch, size });
        }
        const newest = taken.at(-1);
        const kept = [...ledger.state].filter(([key]) => key.startsWith('checkpoint/'));
        expect(kept.length).toBe(taken.length);
        for (const [, note] of kept) {
          const { size, root } = parseCheckpointText(parseNoteText(note).text);
          expect(root).toEqual(TREES[newest?.branch ?? 0].root(size));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('every text is answered in every place, and nothing is written', async () => {
    const ledger = await registered(5);
    const before = new Map(ledger.state);
    const names = ['registerLog', 'submitCheckpoint', 'getCheckpoint', 'latest', 'getLog', ''];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(origin, '5', signed(9), '[]')), {
          maxLength: 6,
        }),
        async (name, args) => {
          await ledger.call(name, args);
          expect(ledger.writes).toEqual({});
        },
      ),
      { numRuns: 300 },
    );
    expect(ledger.state).toEqual(before);
  });
});

test('a log signs with Ed25519', () => {
  expect(log.key.type).toBe(KEY_TYPE.ed25519);
  expect(other.root(COMMON)).toEqual(tree.root(COMMON));
});
