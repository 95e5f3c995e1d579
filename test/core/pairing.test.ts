import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairByDigest } from '../../core/documents/pairing.ts';
import { runs } from './support/outcome.ts';

const certificate = (digest: string | null, name = `certificate of ${digest}`) => ({ digest, name });
const document = (sha256: string) => ({ sha256 });

/** `certificate – document`, in the order given. */
function pairs(certificates: readonly (string | null)[], documents: readonly string[]): readonly string[] {
  return pairByDigest(
    certificates.map((digest) => certificate(digest)),
    documents.map(document),
  ).map((pair) => `${pair.certificate ? pair.certificate.digest : '-'} ${pair.document ? pair.document.sha256 : '-'}`);
}

describe('certificates and documents that were dropped together', () => {
  it('find each other by digest, in any order', () => {
    expect(pairs(['a', 'b'], ['b', 'a'])).toEqual(['a a', 'b b']);
  });

  it('may be one document for several certificates', () => {
    expect(pairs(['a', 'a'], ['a'])).toEqual(['a a', 'a a']);
  });

  it('that do not fit are compared when there is no doubt what was meant: one certificate is left', () => {
    expect(pairs(['a'], ['x'])).toEqual(['a x']);
    expect(pairs(['a'], ['x', 'y'])).toEqual(['a x', 'a y']);
    expect(pairs(['a', 'b'], ['b', 'x'])).toEqual(['b b', 'a x']);
    expect(pairs(['a'], ['x', 'a'])).toEqual(['a a', 'a x']);
    expect(pairs(['a', 'b'], ['a', 'b', 'x'])).toEqual(['a a', 'b b', '- x']);
  });

  it('stand alone when it is not clear which belongs to which', () => {
    expect(pairs(['a', 'b'], ['x'])).toEqual(['a -', 'b -', '- x']);
  });

  it('stand alone when there is nothing of the other kind', () => {
    expect(pairs(['a'], [])).toEqual(['a -']);
    expect(pairs([], ['x'])).toEqual(['- x']);
    expect(pairs([], [])).toEqual([]);
  });

  it('that cannot be read are compared with nothing but what is left', () => {
    expect(pairs([null], ['x'])).toEqual(['null x']);
    expect(pairs([null, 'a'], ['a'])).toEqual(['a a', 'null -']);
  });

  it('are never lost', () => {
    const digests = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 });
    fc.assert(
      fc.property(digests, fc.uniqueArray(fc.constantFrom('a', 'b', 'x', 'y')), (certificates, documents) => {
        const found = pairs(certificates, documents);
        for (const digest of certificates) expect(found.some((pair) => pair.startsWith(`${digest} `))).toBe(true);
        for (const sha256 of documents) expect(found.some((pair) => pair.endsWith(` ${sha256}`))).toBe(true);
      }),
      runs(300),
    );
  });
});
