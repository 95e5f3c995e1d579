/** The application as a pure function: what is accepted, what is refused and with which code, and what the hash holds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeTransaction, encodeTransaction, type Transaction } from '../../core/anchors/cometbft/transaction.ts';
import { ed25519PublicKey, nobleCrypto } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { CODES, codeName } from '../../core/node/cometbft/codes.ts';
import { forkReport } from '../../core/node/member/fork.ts';
import { apply, select } from '../../core/node/member/machine.ts';
import { epochsOf, latestOf, membersOf, registrationOf } from '../../core/node/member/registry.ts';
import { draftOf, type State, stateHash } from '../../core/node/member/state.ts';
import {
  block,
  decision,
  forkTransaction,
  type Keys,
  member,
  newState,
  registerLog,
  TestLog,
} from './support/consortium.ts';

const crypto = nobleCrypto;
const FOUR = [1, 2, 3, 4].map((number) => member(number));
const [A, B, C, D] = FOUR as [Keys, Keys, Keys, Keys];

/** A chain with one registered log whose first checkpoint was accepted. */
function started(leaves = 3) {
  const log = new TestLog(200).grow(leaves);
  const registered = block(newState(FOUR), registerLog(newState(FOUR), log, [A, B, C])).state;
  const { state, codes } = block(registered, log.transaction(0));
  expect(codes).toEqual(['ok']);
  return { log, state };
}
const codeOf = (state: State, bytes: Uint8Array) => apply(draftOf(state), bytes, crypto).code;

describe('checkpoints', () => {
  test('grow from one to the next, and the history remembers each', () => {
    const { log, state } = started();
    const two = block(state, log.grow(4).transaction(3));
    expect(two.codes).toEqual(['ok']);
    expect(latestOf(two.state, log.origin, crypto)).toEqual(log.checkpoint());
    expect(two.state.history.size).toBe(2);
  });

  test('several of one log in one block, each on the one before', () => {
    const { log, state } = started();
    log.grow(9);
    const { codes } = block(state, log.transaction(3, 5), log.transaction(5, 8), log.transaction(8, 12));
    expect(codes).toEqual(['ok', 'ok', 'ok']);
  });

  test('every refusal has its code', () => {
    const { log, state } = started();
    const other = new TestLog(201).grow(2);
    expect(codeOf(state, new Uint8Array(5))).toBe('malformed');
    expect(codeOf(state, other.transaction(0))).toBe('unknown-log');
    expect(codeOf(state, log.transaction(0))).toBe('known');
    expect(codeOf(state, log.transaction(0, 2))).toBe('behind');
    log.grow(5);
    expect(codeOf(state, log.transaction(2, 8))).toBe('base-moved');
    const signed = log.signed();
    const forged = { ...signed, signature: signed.signature.map((byte, i) => (i === 3 ? byte ^ 1 : byte)) };
    expect(codeOf(state, encodeTransaction({ kind: 'checkpoint', signed: forged, base: 3, proof: log.proof(3) }))).toBe(
      'bad-signature',
    );
    const proof = log.proof(3).map((hash) => hash.map((byte) => byte ^ 1));
    expect(codeOf(state, encodeTransaction({ kind: 'checkpoint', signed, base: 3, proof }))).toBe('inconsistent');
    expect(codeOf(state, encodeTransaction({ kind: 'checkpoint', signed, base: 3, proof: [] }))).toBe('inconsistent');
  });

  test('a fork at the same size, and one that grew on another branch', () => {
    const { log, state } = started();
    const forked = log.branch(200, 2).grow(1, 'other');
    expect(codeOf(state, forked.transaction(0, 3))).toBe('fork');
    expect(codeOf(state, forked.grow(6).transaction(3))).toBe('fork');
  });

  test('a retired log and an unregistered key', () => {
    const { log, state } = started();
    const rotated = block(
      state,
      decision(state, { do: 'rotate-log-key', origin: log.origin, vkey: log.vkeyOf(new Uint8Array(32).fill(77)) }, [
        A,
        B,
        C,
      ]),
    );
    expect(rotated.codes).toEqual(['ok']);
    log.grow(2);
    expect(codeOf(rotated.state, log.transaction(3))).toBe('bad-signature');
    const signed = log.signed(5, new Uint8Array(32).fill(77));
    const next = encodeTransaction({ kind: 'checkpoint', signed, base: 3, proof: log.proof(3) });
    expect(codeOf(rotated.state, next)).toBe('ok');
    expect(registrationOf(rotated.state, log.origin)?.keys).toEqual([
      [toHex(ed25519PublicKey(log.seed)), 0, 3],
      [toHex(ed25519PublicKey(new Uint8Array(32).fill(77))), 4, null],
    ]);
    const retired = block(rotated.state, decision(rotated.state, { do: 'retire-log', origin: log.origin }, [A, B, C]));
    expect(codeOf(retired.state, next)).toBe('retired-log');
  });
});

describe('fork reports', () => {
  test.each([3, 5, 6, 7, 9])('a branch after %d leaves can be shown to anybody, once', (size) => {
    const { log, state } = started(size);
    const forked = log.branch(200, size - 1).grow(4, 'other');
    const report = forkReport(log.signed(size), forked.signed(), forked.proof(size), crypto);
    expect(report).not.toBeNull();
    if (!report) return;
    const bytes = forkTransaction(report);
    const after = block(state, bytes);
    expect(after.codes).toEqual(['ok']);
    expect(after.state.history.size).toBe(state.history.size);
    expect(codeOf(after.state, bytes)).toBe('known');
  });

  test('at the same size no proof is needed', () => {
    const { log, state } = started(4);
    const forked = log.branch(200, 3).grow(1, 'other');
    const report = forkReport(log.signed(4), forked.signed(), [], crypto);
    expect(report && codeOf(state, forkTransaction(report))).toBe('ok');
  });

  test('nobody can be accused falsely', () => {
    const { log, state } = started(5);
    log.grow(4);
    expect(forkReport(log.signed(5), log.signed(9), log.proof(5, 9), crypto)).toBeNull();
    const honest = {
      first: log.signed(5),
      second: log.signed(9),
      other: log.checkpoint(5).root,
      proof: log.proof(5, 9),
    };
    expect(codeOf(state, forkTransaction(honest))).toBe('not-a-fork');
    expect(codeOf(state, forkTransaction({ ...honest, other: new Uint8Array(32) }))).toBe('not-a-fork');
    const forked = log.branch(200, 4).grow(3, 'other');
    const report = forkReport(log.signed(5), forked.signed(), forked.proof(5), crypto);
    if (!report) throw new Error('no report');
    const unsigned = { ...report, second: { ...report.second, signature: new Uint8Array(64) } };
    expect(codeOf(state, forkTransaction(unsigned))).toBe('bad-signature');
  });
});

describe('decisions', () => {
  const add = { do: 'add-member', member: member(5).member } as const;

  test('more than two thirds must sign; two of four are too few', () => {
    const state = newState(FOUR);
    expect(codeOf(state, decision(state, add, [A, B]))).toBe('no-quorum');
    expect(codeOf(state, decision(state, add, [A, B, C]))).toBe('ok');
    const three = newState([A, B, C]);
    expect(codeOf(three, decision(three, add, [A, B]))).toBe('no-quorum');
  });

  test('strangers, doubled signatures, other chains, other numbers, changed words', () => {
    const state = newState(FOUR);
    expect(codeOf(state, decision(state, add, [A, B, C, member(9)]))).toBe('bad-signature');
    expect(codeOf(state, decision(state, add, [A, A, B]))).toBe('malformed');
    expect(codeOf(state, decision(state, add, FOUR, { chain: 'test-2' }))).toBe('not-applicable');
    expect(codeOf(state, decision(state, add, FOUR, { number: 2 }))).toBe('stale');
    const signed = decodeTransaction(decision(state, add, FOUR));
    if (signed.kind !== 'governance') throw new Error('not a decision');
    const words = new TextDecoder().decode(signed.action).replace('"power":10', '"power":99');
    const changed = { ...signed, action: new TextEncoder().encode(words) };
    expect(codeOf(state, encodeTransaction(changed))).toBe('bad-signature');
    const odd = { ...signed, action: new TextEncoder().encode(`${words} `) };
    expect(codeOf(state, encodeTransaction(odd))).toBe('malformed');
  });

  test('a decision is carried out once', () => {
    const state = newState(FOUR);
    const bytes = decision(state, add, [A, B, C]);
    expect(codeOf(block(state, bytes).state, bytes)).toBe('stale');
  });

  test('what is not there, or there already, is not applicable', () => {
    const { log, state } = started();
    const code = (action: Parameters<typeof decision>[1]) => codeOf(state, decision(state, action, FOUR));
    expect(code({ do: 'remove-member', organisation: 'Nobody' })).toBe('not-applicable');
    expect(code({ do: 'add-member', member: A.member })).toBe('not-applicable');
    expect(code({ do: 'add-member', member: { ...member(6).member, validator: A.member.governance } })).toBe(
      'not-applicable',
    );
    expect(code({ do: 'register-log', vkey: log.vkey, organisation: 'x', controller: 'x' })).toBe('not-applicable');
    expect(code({ do: 'retire-log', origin: new TestLog(9).origin })).toBe('not-applicable');
    expect(code({ do: 'rotate-log-key', origin: log.origin, vkey: log.vkey })).toBe('not-applicable');
    expect(code({ do: 'rotate-log-key', origin: log.origin, vkey: new TestLog(9).vkey })).toBe('not-applicable');
    expect(
      code({ do: 'rotate-member-key', organisation: 'Organisation 1', role: 'governance', key: B.member.governance }),
    ).toBe('not-applicable');
  });

  test('a name is no longer than evidence can carry, in UTF-16 units', () => {
    const state = newState(FOUR);
    const named = (organisation: string) =>
      codeOf(
        state,
        decision(state, { do: 'register-log', vkey: new TestLog(9).vkey, organisation, controller: 'x' }, FOUR),
      );
    expect(named('𠮷'.repeat(100))).toBe('ok');
    expect(named('𠮷'.repeat(101))).toBe('malformed');
  });

  test('the last member cannot be removed', () => {
    const state = newState([A]);
    expect(codeOf(state, decision(state, { do: 'remove-member', organisation: 'Organisation 1' }, [A]))).toBe(
      'not-applicable',
    );
  });

  test('a governance key is rotated without a new epoch, and the old one no longer signs', () => {
    const state = newState(FOUR);
    const key = member(7).member.governance;
    const rotate = { do: 'rotate-member-key', organisation: 'Organisation 1', role: 'governance', key } as const;
    const { state: after, codes, executed } = block(state, decision(state, rotate, [A, B, C]));
    expect(codes).toEqual(['ok']);
    expect(executed.updates).toEqual([]);
    expect(epochsOf(after)).toHaveLength(1);
    expect(codeOf(after, decision(after, add, [A, B, C]))).toBe('bad-signature');
    expect(codeOf(after, decision(after, add, [member(7), B, C]))).toBe('ok');
  });
});

describe('epochs', () => {
  test('a set that block H changes signs from H + 2 on; the closed epoch names the history after its last block', () => {
    const { log, state } = started();
    const changed = block(state, decision(state, { do: 'add-member', member: member(5).member }, [A, B, C]));
    const height = changed.state.height;
    expect(changed.executed.updates.map(({ power }) => power)).toEqual([10]);
    expect(epochsOf(changed.state).map(({ from, to, history }) => [from, to, history])).toEqual([
      [1, height + 1, null],
      [height + 2, null, null],
    ]);
    const closing = block(changed.state, log.grow(1).transaction(3));
    const { size, root } = closing.state.history.head(crypto);
    expect(epochsOf(closing.state)[0]?.history).toEqual({ size, root: toHex(root) });
    expect(size).toBe(2);
    expect(epochsOf(closing.state)[1]?.members).toHaveLength(5);
    const quiet = block(closing.state);
    expect(quiet.executed.hash).toEqual(closing.executed.hash);
  });

  test('two changes in one block make one epoch, in two blocks two', () => {
    const state = newState(FOUR);
    const add = { do: 'add-member', member: member(5).member } as const;
    const remove = { do: 'remove-member', organisation: 'Organisation 1' } as const;
    const both = block(state, decision(state, add, FOUR), decision(state, remove, [B, C, D, member(5)], { number: 2 }));
    expect(both.codes).toEqual(['ok', 'ok']);
    expect(epochsOf(both.state).map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [3, null],
    ]);
    expect(both.executed.updates.map(({ power }) => power)).toEqual([0, 10]);
    const one = block(newState(FOUR), decision(newState(FOUR), add, FOUR));
    const two = block(one.state, decision(one.state, remove, [B, C, D, member(5)]));
    expect(epochsOf(two.state).map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [3, 3],
      [4, null],
    ]);
    expect(membersOf(two.state).map(({ organisation }) => organisation)).not.toContain('Organisation 1');
  });
});

describe('determinism', () => {
  test('the hash is the same however the work was divided, and a refused transaction leaves no trace', () => {
    const { log, state } = started();
    const before = toHex(stateHash(state, crypto));
    for (const bytes of [log.transaction(0), new Uint8Array(9), new TestLog(9).grow(1).transaction(0)])
      expect(block(state, bytes).codes).not.toEqual(['ok']);
    expect(toHex(stateHash(state, crypto))).toBe(before);
    const again = started();
    expect(toHex(stateHash(again.state, crypto))).toBe(before);
  });

  test('the proposer leaves out what would be refused and what does not fit', () => {
    const { log, state } = started();
    log.grow(6);
    const [first, second] = [log.transaction(3, 5), log.transaction(5, 9)];
    const chosen = select(state, [new Uint8Array(4), first, log.transaction(3, 9), second], 1_000_000, crypto);
    expect(chosen).toEqual([first, second]);
    expect(select(state, [first, second], first.length + 8, crypto)).toEqual([first]);
  });

  test('numbers of codes are fixed', () => {
    expect(CODES).toMatchInlineSnapshot(`
      {
        "bad-signature": 4,
        "base-moved": 5,
        "behind": 8,
        "fork": 7,
        "inconsistent": 6,
        "known": 9,
        "malformed": 1,
        "no-quorum": 10,
        "not-a-fork": 13,
        "not-applicable": 12,
        "ok": 0,
        "retired-log": 3,
        "stale": 11,
        "unknown-log": 2,
      }
    `);
    expect(codeName(7)).toBe('fork');
    expect(codeName(99)).toBeNull();
  });
});

describe('the encoding of transactions', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const signature = fc.uint8Array({ minLength: 64, maxLength: 64 });
  const signed = fc.record({
    text: fc.nat().map((size) => new TestLog(1).checkpoint(0) && `desk/x\n${size}\n${'A'.repeat(43)}=\n`),
    signature,
  });
  const proof = fc.array(hash, { maxLength: 53 });
  const any: fc.Arbitrary<Transaction> = fc.oneof(
    fc.record({ kind: fc.constant('checkpoint' as const), signed, base: fc.maxSafeNat(), proof }),
    fc.record({ kind: fc.constant('fork-report' as const), first: signed, second: signed, other: hash, proof }),
    fc.record({
      kind: fc.constant('governance' as const),
      action: fc.uint8Array({ maxLength: 300 }),
      approvals: fc.array(fc.record({ key: hash, signature }), { maxLength: 8 }),
    }),
  );

  test('reads back what was written, and nothing else', () => {
    fc.assert(
      fc.property(any, (transaction) => {
        const bytes = encodeTransaction(transaction);
        expect(decodeTransaction(bytes)).toEqual(transaction);
        expect(() => decodeTransaction(bytes.subarray(0, -1))).toThrow();
        expect(() => decodeTransaction(Uint8Array.of(...bytes, 0))).toThrow();
      }),
      { numRuns: 200 },
    );
  });

  test('random bytes are never an accident: what is read is written back the same', () => {
    const { state } = started();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => {
        const bytes = Uint8Array.of(0x4e, 0x44, 1, ...tail);
        expect(() => apply(draftOf(state), bytes, crypto)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
