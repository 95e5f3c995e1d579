/** What there is for an import: each file by what it is, the answers beside them. */
import { createPublicKey } from 'node:crypto';
import { readBlock } from '../../../anchors/fabric/block.ts';
import { type Configuration, readConfiguration } from '../../../anchors/fabric/configuration.ts';
import { chainOf, derOfPem, readP256Certificate } from '../../../anchors/fabric/identity.ts';
import { NotaryError } from '../../../errors.ts';
import { utf8 } from '../../../formats/bytes.ts';
import type { X509 } from '../../../formats/x509.ts';
import { type Answers, type ForeignFile, fileIn, type RecognisedFile } from '../foreign/import.ts';
import { certificatesIn, privateKeyIn } from '../foreign/pem.ts';
import { type Profile, profileIn } from './profile.ts';

/** Parts of an import. */
export type Part = 'profile' | 'configuration' | 'certificate' | 'key';

/** A certificate of a client. */
export interface ClientCertificate {
  /** As Go writes it, which is how an identity is compared. */
  readonly pem: string;
  readonly certificate: X509;
}

/** What was found so far; null for what is still missing. */
export interface Material {
  readonly profile: Profile | null;
  readonly configuration: Configuration | null;
  readonly certificate: ClientCertificate | null;
  /** PEM of the private key, PKCS #8. */
  readonly key: string | null;
}

/** The configuration in a block as `peer channel fetch config` writes it; null for anything else. */
export function configurationIn({ bytes }: Pick<ForeignFile, 'bytes'>): Configuration | null {
  return orNull(() => readConfiguration(readBlock(bytes)));
}

/** The one certificate in a file that has no other block; null for anything else, or a key that is not on P-256. */
export function certificateIn({ bytes }: Pick<ForeignFile, 'bytes'>): ClientCertificate | null {
  return orNull(() => {
    const [only, ...more] = certificatesIn(bytes);
    if (!only || more.length > 0) return null;
    const pem = only.toString();
    return { pem, certificate: readP256Certificate(derOfPem(utf8(pem))) };
  });
}

/** The private key in a file, PKCS #8 in PEM; null for anything else. */
export function keyIn({ bytes }: Pick<ForeignFile, 'bytes'>): string | null {
  return orNull(() => privateKeyIn(bytes).export({ format: 'pem', type: 'pkcs8' }) as string);
}

/** Which part a file is, by its content. */
export function partOf(file: ForeignFile): Part | null {
  if (profileIn(file.bytes)) return 'profile';
  if (configurationIn(file)) return 'configuration';
  if (keyIn(file) !== null) return 'key';
  return certificateIn(file) ? 'certificate' : null;
}

/** Reads the files and the answers that are files. */
export function materialOf(files: readonly RecognisedFile[], answers: Answers): Material {
  const fileOf = (part: Part) => files.find((one) => one.part === part) ?? fileIn(answers, part);
  const read = <T>(part: Part, reader: (file: ForeignFile) => T | null): T | null => {
    const file = fileOf(part);
    return file && reader(file);
  };
  return {
    profile: read('profile', ({ bytes }) => profileIn(bytes)),
    configuration: read('configuration', configurationIn),
    certificate: read('certificate', certificateIn),
    key: read('key', keyIn),
  };
}

/** Whether a private key is that of a certificate. */
export function isKeyOf(key: string, { certificate }: ClientCertificate): boolean {
  try {
    const { x, y } = createPublicKey(key).export({ format: 'jwk' });
    const point = Buffer.concat([Buffer.from(x ?? '', 'base64url'), Buffer.from(y ?? '', 'base64url')]);
    return point.equals(Buffer.from(certificate.key.bits.subarray(1)));
  } catch {
    return false;
  }
}

/** The organisations whose authorities issued a certificate. */
export function issuersOf({ certificate }: ClientCertificate, { organisations }: Configuration): readonly string[] {
  const isIssuer = (one: Configuration['organisations'][number]) => orNull(() => chainOf(certificate, one)) !== null;
  return organisations.filter(isIssuer).map(({ mspId }) => mspId);
}

function orNull<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotaryError) return null;
    throw error;
  }
}
