/** The table of kinds is an argument: what a program with fewer kinds says of the same evidence. */
import { describe, expect, it } from 'vitest';
import { cometbftVerifier } from '../../core/anchors/cometbft/index.ts';
import { ANCHOR_KINDS } from '../../core/anchors/index.ts';
import { anchorKinds } from '../../core/anchors/kind.ts';
import { readStatement } from '../../core/certificate/statement.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseTrustBundle, trustBundleBytes } from '../../core/formats/trust.ts';
import { type VerifyOptions, verify } from '../../core/verification/verify.ts';
import { sampleEvidence } from '../core/certificate-samples.ts';
import { sampleBundle } from '../core/support/evidence.ts';
import { outcome } from '../core/support/outcome.ts';

const NONE = anchorKinds([]);
const set = sampleEvidence({ chain: { id: 'notary-1' } });

function anchorsCheck(options: Partial<VerifyOptions> = {}) {
  const page = { state: 'not-run', reason: 'no-page' } as const;
  const { verdict, checks } = verify(set.files, { document: null, trust: [], page, ...options });
  const check = checks.find(({ name }) => name === 'anchors');
  return [verdict, check?.state, check?.reason];
}

describe('a table of anchor kinds', () => {
  it('finds a kind by its name, and holds each once', () => {
    expect(ANCHOR_KINDS.of('cometbft')).toBe(cometbftVerifier);
    expect(ANCHOR_KINDS.of('constructor')).toBeNull();
    expect(() => anchorKinds([cometbftVerifier, cometbftVerifier])).toThrow(RangeError);
  });

  it('decides what is verified; an unknown kind is never a failure', () => {
    expect(anchorsCheck()).toEqual(['untrusted', 'passed', 'ok']);
    expect(anchorsCheck({ anchorKinds: NONE })).toEqual(['untrusted', 'not-run', 'unknown-kind']);
  });

  it('decides what a page can be made of', () => {
    expect(readStatement(set, nobleCrypto).anchors).toHaveLength(1);
    expect(outcome(() => readStatement(set, nobleCrypto, NONE))).toBe('newer-version');
  });

  it('decides whose epochs are read', () => {
    const chains = [{ kind: 'cometbft', id: 'notary-1', demo: false, epochs: [{ of: 'another shape' }] }];
    const bytes = trustBundleBytes({ ...sampleBundle(), chains });
    expect(outcome(() => parseTrustBundle(bytes, nobleCrypto))).toBe('malformed');
    expect(parseTrustBundle(bytes, nobleCrypto, NONE).chains).toEqual(chains);
  });
});
