/** The checker page leaves out what only a desk says; what it can throw has words in it. */
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../core/errors.ts';
import { readingErrors } from '../../core/words/en/reading-errors.ts';
import { reachableFrom, readSource } from './source.ts';

/** Thrown where a caller, not a file, is wrong: the page says of them that something is wrong inside of it. */
const DEFECTS = ['bad-input', 'home-damaged'];

/** What `scripts/build-verifier.ts` replaces by an empty table. */
const LEFT_OUT = /^core\/words\/..\/(?:desk-errors|warnings|bad-input|clock|damaged)\.ts$/;

const thrown = () => {
  const files = [...reachableFrom('renderer/verifier/entry.ts')].filter(
    (file) => /^(?:core|renderer)\//.test(file) && file !== 'core/errors.ts' && !LEFT_OUT.test(file),
  );
  expect(files.length).toBeGreaterThan(200);
  const quoted = files.flatMap((file) => [...readSource(file).matchAll(/'([a-z-]+)'/g)].map(([, word]) => word));
  return ERROR_CODES.filter((code) => quoted.includes(code));
};

describe('the checker page', () => {
  it('has words for every error that its code names', () => {
    expect(thrown()).toContain('not-a-certificate');
    expect(thrown().filter((code) => !(code in readingErrors))).toEqual(DEFECTS);
  });
});
