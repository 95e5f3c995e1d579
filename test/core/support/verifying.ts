import { type Crypto, nobleCrypto } from '../../../core/crypto.ts';
import { toHex } from '../../../core/formats/bytes.ts';
import type { EvidenceFiles } from '../../../core/formats/evidence.ts';
import type { TrustBundle } from '../../../core/formats/trust.ts';
import type { CheckName, Report } from '../../../core/verification/report.ts';
import { type VerifyOptions, verify } from '../../../core/verification/verify.ts';
import { accept, bank, court, DOCUMENT_SHA256, ownWitness, SIGNED_AT, sampleBundle } from './evidence.ts';
import { logSigner } from './keys.ts';

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

/** The issuer's own witness, then a bank half a minute and a court one and a half minutes later. */
export const cosigners = [
  { signer: ownWitness },
  { signer: bank, seconds: SIGNED_AT + 30 },
  { signer: court, seconds: SIGNED_AT + 90 },
];

/** A desk that nobody knows. */
export const stranger = logSigner('stranger');

/** Options for a verifier whose bundle differs from the sample. */
export function asking(changes: Partial<TrustBundle>): Pick<VerifyOptions, 'trust'> {
  return { trust: [accept(sampleBundle(changes))] };
}

/** Options for a verifier whose bundle asks for that many. */
export function needing(witnesses: number, chains = 0): Pick<VerifyOptions, 'trust'> {
  return asking({ policy: { witnesses, chains } });
}
