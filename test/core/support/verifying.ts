import { toHex } from '../../../core/bytes.ts';
import { type Crypto, nobleCrypto } from '../../../core/crypto.ts';
import type { EvidenceFiles } from '../../../core/evidence.ts';
import type { CheckName, Report } from '../../../core/report.ts';
import { type VerifyOptions, verify } from '../../../core/verify.ts';
import { accept, DOCUMENT_SHA256, sampleBundle } from './evidence.ts';

/** Verifies beside the right document under the sample bundle, with the page not compared, unless told otherwise. */
export function verdictOf(files: EvidenceFiles, options: Partial<VerifyOptions> = {}): Report {
  return verify(files, {
    document: { name: 'contract.pdf', sha256: DOCUMENT_SHA256 },
    trust: [accept(sampleBundle())],
    page: { state: 'not-run', reason: 'no-fonts' },
    ...options,
  });
}

/** State and reason of one check, for instance `failed: not-included`. */
export function checkOf(report: Report, name: CheckName): string {
  const check = report.checks.find((one) => one.name === name);
  return `${check?.state}: ${check?.reason}`;
}

/** Names of the checks that failed. */
export function failures(report: Report): readonly CheckName[] {
  return report.checks.filter(({ state }) => state === 'failed').map(({ name }) => name);
}

/**
 * The same primitives, which remember what they answered: a suite that verifies one certificate ten thousand times, each
 * time with another bit wrong, asks for the same signatures over and over.
 */
export function rememberingCrypto(): Crypto {
  const known = new Map<string, boolean>();
  return {
    ...nobleCrypto,
    verifyEd25519: (signature, message, publicKey) => {
      const key = `${toHex(signature)} ${toHex(publicKey)} ${toHex(message)}`;
      const answer = known.get(key) ?? nobleCrypto.verifyEd25519(signature, message, publicKey);
      known.set(key, answer);
      return answer;
    },
  };
}
