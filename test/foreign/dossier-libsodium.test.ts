// Commitments by libsodium's ristretto255, where it is installed: the same second generator, commitments and sums.
import { readFileSync } from 'node:fs';
import { expect, type TestContext, test } from 'vitest';
import { SECOND_GENERATOR } from '../../core/dossier/pedersen.ts';
import vectors from '../vectors/dossier.json' with { type: 'json' };
import { needs, run } from './pdf-programs.ts';

/** Prints what libsodium makes of the vectors on its standard input; 3 where there is no libsodium with this group. */
const PROGRAM = `
import ctypes, ctypes.util, hashlib, json, sys
try:
    sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
    sodium.crypto_core_ristretto255_from_hash
except (OSError, AttributeError):
    sys.exit(3)
given = json.loads(sys.argv[1])
def call(name, size, *parts):
    out = ctypes.create_string_buffer(size)
    return out.raw if getattr(sodium, name)(out, *parts) == 0 else bytes(size)
def uniform(message, tag):
    end = tag + bytes([len(tag)])
    first = hashlib.sha512(bytes(128) + message + b"\\0\\x40\\0" + end).digest()
    return hashlib.sha512(first + b"\\1" + end).digest()
h = call("crypto_core_ristretto255_from_hash", 32, uniform(given["message"].encode(), given["tag"].encode()))
def millionths(text):
    whole, _, decimals = text.partition(".")
    return int(whole) * 10**6 + int(decimals.ljust(6, "0"))
def commit(one):
    a, r = millionths(one["amount"]).to_bytes(32, "little"), bytes.fromhex(one["blind"])
    left = call("crypto_scalarmult_ristretto255_base", 32, a)
    return call("crypto_core_ristretto255_add", 32, left, call("crypto_scalarmult_ristretto255", 32, r, h))
def add_up(currency):
    sum = bytes(32)
    for _, commitment, other in given["items"]:
        if other == currency:
            sum = call("crypto_core_ristretto255_add", 32, sum, bytes.fromhex(commitment))
    return sum.hex()
print(json.dumps({"h": h.hex(), "commitments": [commit(one).hex() for one in given["commitments"]],
                  "sums": [[add_up(one["currency"]), commit(one).hex()] for one in given["totals"]]}))
`;

test('libsodium makes the same commitments, and adds them up to the totals', (context: TestContext) => {
  needs(context, 'python3');
  let output: Buffer;
  try {
    output = run('python3', ['-c', PROGRAM, JSON.stringify({ ...vectors, ...SECOND_GENERATOR })]);
  } catch (error) {
    if ((error as { status?: number }).status === 3) context.skip('libsodium is not installed');
    throw error;
  }
  const { h, commitments, sums } = JSON.parse(output.toString('utf8'));
  expect(h).toBe(vectors.h);
  expect(commitments).toEqual(vectors.commitments.map(({ commitment }) => commitment));
  for (const [ofItems, ofTotal] of sums) expect(ofItems).toBe(ofTotal);
});

test('the page has these vectors', () => {
  const page = readFileSync(new URL('../../docs/certificate-format/dossiers.md', import.meta.url), 'utf8');
  const said = /<!-- vectors:begin.*?-->\s*```json\n(.*?)```/s.exec(page)?.[1] ?? 'null';
  expect(JSON.parse(said)).toEqual(vectors);
});
