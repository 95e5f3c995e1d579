/** The digests of a file: what one of two sets lacks decides nothing, what both have must agree. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import { type DigestSet, digester, onlyDigests, readDigests, sameDigests } from '../../core/formats/digests.ts';
import { digestBytes, fileDigester } from '../../core/node/system/digests.ts';
import { verify } from '../../core/verification/verify.ts';
import { DOCUMENT_SHA256, makeEvidence } from './support/evidence.ts';
import { outcome } from './support/outcome.ts';

const A = 'aa'.repeat(32);
const B = 'bb'.repeat(32);

describe('two sets of digests', () => {
  it.each<[string, DigestSet, DigestSet, boolean]>([
    ['SHA-256 alone, the same', { sha256: A }, { sha256: A }, true],
    ['SHA-256 alone, another', { sha256: A }, { sha256: B }, false],
    ['both of both, the same', { sha256: A, sm3: B }, { sha256: A, sm3: B }, true],
    ['both of both, another SM3', { sha256: A, sm3: A }, { sha256: A, sm3: B }, false],
    ['both of both, another SHA-256', { sha256: A, sm3: A }, { sha256: B, sm3: A }, false],
    ['SM3 of one only, SHA-256 the same', { sha256: A, sm3: B }, { sha256: A }, true],
    ['SM3 of one only, SHA-256 another', { sha256: A, sm3: B }, { sha256: B }, false],
  ])('%s', (_, one, other, same) => {
    expect([sameDigests(one, other), sameDigests(other, one)]).toEqual([same, same]);
  });

  it('are read strictly, and SHA-256 must be there', () => {
    expect(readDigests({ sha256: A, sm3: B }, 'digest')).toEqual({ sha256: A, sm3: B });
    for (const wrong of [
      {},
      { sm3: A },
      { sha256: A, md5: A },
      { sha256: A.slice(2) },
      { sha256: A.replace('a', 'A') },
    ])
      expect(outcome(() => readDigests(wrong, 'digest'))).toBe('malformed');
    expect(onlyDigests({ sha256: A, ...{ size: 3 } })).toEqual({ sha256: A });
  });
});

describe('hashing', () => {
  it('gives the same set everywhere, whole and piece by piece', () => {
    const bytes = utf8('合同 '.repeat(1000));
    const wanted = { sha256: toHex(nobleCrypto.sha256(bytes)) };
    const pieces = [digester(nobleCrypto), fileDigester()].map((one) => {
      for (let at = 0; at < bytes.length; at += 333) one.update(bytes.subarray(at, at + 333));
      return one.digests();
    });
    expect([digestBytes(bytes), ...pieces]).toEqual([wanted, wanted, wanted]);
  });
});

describe('the check "document"', () => {
  const judged = (document: DigestSet) => {
    const files = makeEvidence({ record: { digest: { sha256: DOCUMENT_SHA256, sm3: A } } });
    const page = { state: 'not-run', reason: 'no-page' } as const;
    const { checks } = verify(files, { document: { name: 'contract.pdf', ...document }, trust: [], page });
    return checks.find(({ name }) => name === 'document')?.state;
  };

  it('compares every digest that both have', () => {
    expect(judged({ sha256: DOCUMENT_SHA256 })).toBe('passed');
    expect(judged({ sha256: DOCUMENT_SHA256, sm3: A })).toBe('passed');
    expect(judged({ sha256: DOCUMENT_SHA256, sm3: B })).toBe('failed');
    expect(judged({ sha256: B, sm3: A })).toBe('failed');
  });
});
