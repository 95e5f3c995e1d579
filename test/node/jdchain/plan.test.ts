/** What a job sends: stored before it is sent, and never the same bytes twice. */
import { describe, expect, it } from 'vitest';
import { decode } from '../../../core/anchors/jdchain/binary.ts';
import { TRANSACTION_CONTENT } from '../../../core/anchors/jdchain/contracts.ts';
import { writtenEntry } from '../../../core/anchors/jdchain/entry.ts';
import { ED25519, isAddress, publicKeyBytes, SM2 } from '../../../core/anchors/jdchain/keys.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { toHex, utf8 } from '../../../core/formats/bytes.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../../core/formats/canonical.ts';
import {
  accountAddress,
  accountOf,
  MOST_REQUEST,
  type Plan,
  planBytes,
  planOf,
  readPlan,
  type Sending,
  transactionOf,
} from '../../../core/node/connectors/jdchain/plan.ts';
import { keyOf, LEDGERS } from '../../anchor/jdchain/support/ledger.ts';
import { requestOf } from '../../contracts/chain-connector.contract.ts';
import { TestLog } from '../../member/support/consortium.ts';

const crypto = nobleCrypto;
const { note } = requestOf(new TestLog(7).grow(3));
const user = keyOf('user');
const plan: Plan = planOf(note, {
  ledger: LEDGERS.SHA256,
  account: accountOf(user, LEDGERS.SHA256, crypto),
  milliseconds: 1795910390000,
});
const KINDS: readonly Sending[] = ['register', 'protect', 'write'];

describe('the payload of a job', () => {
  it('gives every hash again after a restart, by itself', () => {
    const again = readPlan(planBytes(plan));
    expect(planBytes(again)).toEqual(planBytes(plan));
    for (const what of KINDS)
      for (const attempt of [1, 2, 500])
        expect(transactionOf(again, what, attempt, crypto)).toEqual(transactionOf(plan, what, attempt, crypto));
  });

  it('never has the same bytes for two attempts, or two things', () => {
    const all = KINDS.flatMap((what) =>
      Array.from({ length: 50 }, (_, i) => toHex(transactionOf(plan, what, i + 1, crypto).bytes)),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  it('writes one entry, under the same key and at the same version with every attempt', () => {
    const [first, second] = [1, 2].map((attempt) => writtenEntry(transactionOf(plan, 'write', attempt, crypto).bytes));
    expect(first).toEqual(second);
    expect(first?.key).toMatch(/^[0-9a-z/.-]+\/3$/);
  });

  it('registers the account with mode 700 and without a signature of the address', () => {
    const { operations } = decode(TRANSACTION_CONTENT, transactionOf(plan, 'register', 1, crypto).bytes);
    const address = accountAddress(plan, crypto);
    expect(operations).toEqual([
      {
        contract: 'DataAccountRegisterOperation',
        accountID: { address, pubKey: publicKeyBytes(plan.account) },
        addressSignature: null,
      },
      { contract: 'AccountPermissionSetOperation', address, accountType: 1, mode: 700, role: '' },
    ]);
    expect(isAddress(address, crypto)).toBe(true);
  });

  it('is far below what a network bears', () => {
    for (const what of KINDS) expect(transactionOf(plan, what, 1, crypto).bytes.length).toBeLessThan(2048);
    expect(MOST_REQUEST).toBeLessThan((8 * 1024 * 1024) / 100);
  });

  it('is refused in any other form', () => {
    const json = parseCanonical(planBytes(plan)) as Readonly<Record<string, Json>>;
    for (const name of Object.keys(json)) {
      const { [name]: _, ...rest } = json;
      expect(() => readPlan(canonicalBytes(rest))).toThrow();
    }
    expect(() => readPlan(canonicalBytes({ ...json, v: 2 }))).toThrow(
      expect.objectContaining({ code: 'newer-version' }),
    );
    expect(() => readPlan(canonicalBytes({ ...json, ledger: '11' }))).toThrow();
    expect(() => readPlan(utf8('{}'))).toThrow();
  });
});

describe('the data account', () => {
  it('is the same for a user and a ledger each time, and another for any other', () => {
    const of = (who: typeof user, ledger: Uint8Array) => toHex(publicKeyBytes(accountOf(who, ledger, crypto)));
    expect(of(user, LEDGERS.SHA256)).toBe(of(keyOf('user'), LEDGERS.SHA256));
    const others = [of(user, LEDGERS.SM3), of(keyOf('other'), LEDGERS.SHA256), of(keyOf('user', SM2), LEDGERS.SHA256)];
    expect(new Set([of(user, LEDGERS.SHA256), ...others]).size).toBe(4);
    expect(accountOf(user, LEDGERS.SHA256, crypto).algorithm).toBe(ED25519);
    expect(accountOf(keyOf('user', SM2), LEDGERS.SHA256, crypto).algorithm).toBe(SM2);
  });

  it('is not that of the user, whose address is public', () => {
    expect(toHex(accountOf(user, LEDGERS.SHA256, crypto).raw)).not.toBe(toHex(ED25519.publicKey(user.raw)));
  });
});
