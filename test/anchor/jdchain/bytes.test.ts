/** The bytes of JD Chain, compared with what its own classes made of the same values. */
import { describe, expect, it, test } from 'vitest';
import { toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import {
  decode,
  encode,
  fromNodeJson,
  Input,
  MESSAGE_BYTES,
  readSize,
  sizeBytes,
} from '../../../core/anchors/jdchain/binary.ts';
import {
  BLOCK_BODY,
  BYTES_VALUE,
  CONTRACTS,
  DATA_TYPE,
  LEDGER_BLOCK,
  LEDGER_TRANSACTION,
  TRANSACTION_CONTENT,
  TRANSACTION_STATE,
} from '../../../core/anchors/jdchain/contracts.ts';
import { hashAlgorithmOf, hashWith } from '../../../core/anchors/jdchain/keys.ts';
import { blockHash, isSigned, transactionHash } from '../../../core/anchors/jdchain/transaction.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { fromHex, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { contractOf, type Encoded, encoded, plain, type View, valueFrom, vectors } from './support/vectors.ts';

const sha256 = (bytes: Uint8Array) => toHex(nobleCrypto.sha256(bytes));

/** Encodes the vector's fields, and reads them back of its bytes. */
function expectBoth(one: Encoded): void {
  const bytes = encoded(one);
  expect(bytes.length, one.name).toBe(one.length);
  expect(sha256(bytes), one.name).toBe(one.sha256);
  if (one.hex !== undefined) expect(toHex(bytes)).toBe(one.hex);
  expect(plain(decode(contractOf(one.contract), bytes)), one.name).toEqual(plain(valueFrom(one.decoded)));
}

interface Suite {
  readonly name: string;
  readonly content: Encoded;
  readonly transactionHash: string;
  readonly transactionHashBase58: string;
  readonly request: Encoded;
  readonly requestWithNodeSignature?: Encoded;
}

describe('golden encodings', () => {
  test.each(vectors<readonly Encoded[]>('encodings').map((one) => [one.name, one] as const))('%s', (_, one) => {
    expectBoth(one);
  });

  test.each(vectors<readonly Encoded[]>('responses').map((one) => [one.name, one] as const))('answer: %s', (_, one) => {
    expectBoth(one);
  });

  test.each(vectors<readonly Suite[]>('transactions').map((one) => [one.name, one] as const))(
    'transaction: %s',
    (_, { content, request, requestWithNodeSignature, transactionHash: hex, transactionHashBase58 }) => {
      for (const one of [content, request, ...(requestWithNodeSignature ? [requestWithNodeSignature] : [])])
        expectBoth(one);
      const hash = fromHex(hex);
      const value = decode(TRANSACTION_CONTENT, encoded(content));
      expect(toHex(transactionHash(value, hashAlgorithmOf(hash), nobleCrypto))).toBe(hex);
      expect(toBase58(hash)).toBe(transactionHashBase58);
      const signed = valueFrom((requestWithNodeSignature ?? request).decoded) as {
        readonly endpointSignatures: readonly { pubKey: Uint8Array; digest: Uint8Array }[];
        readonly nodeSignatures: readonly { pubKey: Uint8Array; digest: Uint8Array }[];
      };
      const all = [...signed.endpointSignatures, ...signed.nodeSignatures];
      expect(all.length).toBeGreaterThan(0);
      for (const one of all) {
        expect(isSigned(one, hash, nobleCrypto)).toBe(true);
        expect(isSigned(one, hash.subarray(2), nobleCrypto)).toBe(false);
      }
    },
  );

  test.each(
    vectors<readonly { suite: string; body: Encoded; hash: string; hashBase58: string; block: Encoded }[]>(
      'blocks',
    ).map((one) => [`${one.suite} ${one.body.name}`, one] as const),
  )('block: %s', (_, { body, block, hash, hashBase58 }) => {
    expectBoth(body);
    expectBoth(block);
    const bytes = blockHash(decode(BLOCK_BODY, encoded(body)), hashAlgorithmOf(fromHex(hash)), nobleCrypto);
    expect([toHex(bytes), toBase58(bytes)]).toEqual([hash, hashBase58]);
  });
});

describe('tables', () => {
  interface Described {
    readonly contract: string;
    readonly code: number;
    readonly version: string;
    readonly fields: readonly { readonly numberEncoding?: string }[];
  }
  const tables = vectors<{
    contracts: readonly Described[];
    transactionStates: readonly { name: string; code: number }[];
    dataTypes: readonly { name: string; code: number }[];
  }>('contracts');

  it('contracts have the codes, versions and numbers of fields that the official classes have', () => {
    const known = tables.contracts.filter(({ contract }) => CONTRACTS[contract]);
    expect(known.length).toBeGreaterThan(20);
    for (const { contract, code, version, fields } of known) {
      const ours = contractOf(contract);
      expect(
        { code: ours.code, version: ours.version, fields: Object.keys(ours.fields as object).length },
        contract,
      ).toEqual({ code, version, fields: fields.length });
    }
  });

  it('no contract encodes a number by a mask, so that sizes and counts are the only ones', () => {
    const masks = tables.contracts.flatMap(({ fields }) =>
      fields.flatMap(({ numberEncoding }) => numberEncoding ?? []),
    );
    expect(new Set(masks)).toEqual(new Set(['NONE']));
  });

  it('states and types have their codes', () => {
    const table = (list: readonly { name: string; code: number }[]) =>
      Object.fromEntries(list.map((o) => [o.name, o.code]));
    expect(TRANSACTION_STATE).toEqual(table(tables.transactionStates));
    expect(DATA_TYPE).toEqual(table(tables.dataTypes));
  });
});

describe('primitives', () => {
  const { hashes, sizes } = vectors<{
    hashes: readonly { algorithm: string; utf8: string; digest: string }[];
    sizes: readonly { mask: string; value: string; hex?: string }[];
  }>('primitives');

  it('sizes at every border', () => {
    const normal = sizes.filter(({ mask }) => mask === 'NORMAL');
    expect(normal.length).toBeGreaterThan(10);
    for (const { value, hex } of normal) {
      expect(toHex(sizeBytes(Number(value))), value).toBe(hex);
      expect(readSize(new Input(fromHex(hex ?? '')))).toBe(Number(value));
    }
    expect(() => sizeBytes(2 ** 30)).toThrow('2^30');
  });

  it('a size in more bytes than it needs is refused', () => {
    for (const hex of ['4000', '403f', '800000', '803fff', 'c0000000', 'c03fffff'])
      expect(() => readSize(new Input(fromHex(hex))), hex).toThrow('more bytes than it needs');
  });

  it('digests with their codes', () => {
    const ours = hashes.filter(({ algorithm }) => algorithm !== 'RIPEMD160');
    expect(ours.length).toBeGreaterThan(10);
    for (const { utf8: text, digest } of ours)
      expect(toHex(hashWith(hashAlgorithmOf(fromHex(digest)), utf8(text), nobleCrypto)), text).toBe(digest);
  });
});

/** What the official decoder accepts, and this one refuses because it would be written otherwise. */
describe('strictness', () => {
  const cases = vectors<readonly { name: string; hex: string; decoded: boolean; view?: View | null }[]>('decoder');

  test.each(cases.map((one) => [one.name, one] as const))('%s', (name, { hex, view }) => {
    const read = () => decode(TRANSACTION_CONTENT, fromHex(hex));
    if (name !== 'unchanged') return void expect(read).toThrow(/jdchain|UTF-8/);
    expect(plain(read())).toEqual(plain(valueFrom(view ?? {})));
  });

  it('every bit flipped and every length cut gives an error or a value that is written the same', () => {
    const whole = fromHex(cases[0]?.hex ?? '');
    const tried = [
      ...Array.from({ length: whole.length * 8 }, (_, bit) => {
        const bytes = whole.slice();
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return bytes;
      }),
      ...Array.from({ length: whole.length }, (_, length) => whole.subarray(0, length)),
    ];
    let read = 0;
    for (const bytes of tried) {
      let value: ReturnType<typeof decode<typeof TRANSACTION_CONTENT>>;
      try {
        value = decode(TRANSACTION_CONTENT, bytes);
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/malformed|too-large/) });
        continue;
      }
      read++;
      expect(encode(TRANSACTION_CONTENT, value)).toEqual(bytes);
    }
    expect(read).toBeGreaterThan(100);
  });

  it('has a bound on size, both ways', () => {
    const value = { type: DATA_TYPE.BYTES, bytes: new Uint8Array(MESSAGE_BYTES) };
    expect(() => encode(BYTES_VALUE, value)).toThrow(expect.objectContaining({ code: 'too-large' }));
    expect(() => decode(BYTES_VALUE, new Uint8Array(MESSAGE_BYTES + 1))).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  });

  it('half a character and numbers that do not fit are not written', () => {
    const entry = { key: '\ud800', value: null, expectedVersion: 0n };
    const write = (change: object) => () =>
      encode(contractOf('KVWriteEntry'), { ...entry, key: 'k', ...change } as never);
    expect(write({ key: '\ud800' })).toThrow('half a character');
    expect(write({ expectedVersion: 2n ** 63n })).toThrow('8 bytes');
    expect(write({})).not.toThrow();
    const result = { index: 2 ** 31, result: null };
    expect(() => encode(contractOf('OperationResult'), result as never)).toThrow('4 bytes');
  });
});

describe('JSON of a gateway', () => {
  const shapes = vectors<readonly { suite: string; name: string; json: string }[]>('json-shapes');
  const of = (name: string) => shapes.filter((one) => one.name === name);

  it('blocks give the bytes that their hash is of', () => {
    for (const { json } of [...of('block'), ...of('genesis')]) {
      const block = fromNodeJson(LEDGER_BLOCK, JSON.parse(json));
      const { hash, ...body } = block;
      const algorithm = hashAlgorithmOf(hash ?? new Uint8Array(0));
      // the transaction set of the genesis shape was changed after its hash was made
      if (body.height === 1n) expect(blockHash(body, algorithm, nobleCrypto)).toEqual(hash);
      expect(decode(LEDGER_BLOCK, encode(LEDGER_BLOCK, block))).toEqual(block);
    }
  });

  it('transactions give their hash and its signatures', () => {
    const transactions = [...of('transaction'), ...of('transaction two ops + permission')];
    expect(transactions).toHaveLength(8);
    for (const { json } of transactions) {
      const whole = fromNodeJson(LEDGER_TRANSACTION, JSON.parse(json));
      expect(decode(LEDGER_TRANSACTION, encode(LEDGER_TRANSACTION, whole))).toEqual(whole);
      const { transactionContent, transactionHash: hash, endpointSignatures, nodeSignatures } = whole.request ?? {};
      if (!transactionContent || !hash) throw new Error('no content');
      expect(transactionHash(transactionContent, hashAlgorithmOf(hash), nobleCrypto)).toEqual(hash);
      for (const one of [...(endpointSignatures ?? []), ...(nodeSignatures ?? [])])
        expect(one && isSigned(one, hash, nobleCrypto)).toBe(true);
    }
  });

  it('numbers that JSON has rounded, names that are not known and other types are refused', () => {
    const json = JSON.parse(of('block')[0]?.json ?? '') as object;
    const read = (change: object) => () => fromNodeJson(LEDGER_BLOCK, { ...json, ...change });
    expect(read({})).not.toThrow();
    expect(read({ height: 2 ** 53 })).toThrow('LedgerBlock.height');
    expect(read({ height: undefined })).toThrow('LedgerBlock.height');
    expect(read({ hash: 7 })).toThrow('LedgerBlock.hash');
    expect(read({ hash: 'l' })).toThrow('Base58');
    const type = (name: string) => () => fromNodeJson(BYTES_VALUE, { type: name, bytes: 'eA==' });
    expect(type('TEXT')).not.toThrow();
    expect(type('toString')).toThrow('BytesValue.type');
    const operation = { '@type': 'com.jd.blockchain.ledger.Unheard', accountAddress: '' };
    expect(() => fromNodeJson(TRANSACTION_CONTENT, { operations: [operation], timestamp: 1 })).toThrow('@type');
  });
});
