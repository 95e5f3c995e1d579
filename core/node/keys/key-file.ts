/**
 * `keys.json`: public keys, seeds sealed under the data key, and the data key wrapped in every way that can give it back.
 * Whoever has only this file has nothing.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { fromBase64, utf8 } from '../../bytes.ts';
import { canonicalText } from '../../canonical.ts';
import { NotaryError } from '../../errors.ts';
import { writeAtomic } from '../atomic-file.ts';
import { readSmallText } from '../small-file.ts';
import { SCRYPT_LIMITS, sealedLength } from './sealing.ts';

export const KEY_FILE_VERSION = 1;
const MAX_KEYCHAIN_BYTES = 8192;

function base64(min: number, max: number = min) {
  return z
    .string()
    .max(max * 2 + 4)
    .transform((text, context) => {
      try {
        const bytes = fromBase64(text);
        if (bytes.length >= min && bytes.length <= max) return text;
      } catch {
        // told below
      }
      context.addIssue({ code: 'custom', message: 'not base64 of the right length' });
      return z.NEVER;
    });
}

const sealedKey = base64(sealedLength(32));
const seed = z.strictObject({ publicKey: base64(32), sealed: sealedKey });
const wrap = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keychain'), wrapped: base64(1, MAX_KEYCHAIN_BYTES) }),
  z.strictObject({
    kind: z.literal('passphrase'),
    salt: base64(16),
    logN: z.number().int().min(15).max(SCRYPT_LIMITS.logN),
    r: z.number().int().min(1).max(SCRYPT_LIMITS.r),
    p: z.number().int().min(1).max(SCRYPT_LIMITS.p),
    sealed: sealedKey,
  }),
  z.strictObject({ kind: z.literal('recovery'), salt: base64(16), sealed: sealedKey }),
  // the data key lies beside this file, for its owner's eyes only
  z.strictObject({ kind: z.literal('file') }),
]);
const shape = z.strictObject({
  v: z.literal(KEY_FILE_VERSION),
  log: seed,
  witness: seed,
  dataKey: z.array(wrap).min(1).max(8),
});

/** What is in the file; bytes are base64. */
export type KeyFile = z.infer<typeof shape>;
export type SealedSeed = KeyFile['log'];
export type Wrap = KeyFile['dataKey'][number];

/** Reads the file. Throws `key-missing`, `home-newer` or `home-damaged`. */
export function readKeyFile(path: string): KeyFile {
  if (!existsSync(path)) throw new NotaryError('key-missing', `there are no keys at ${path}`, { file: path });
  const value = parse(path);
  const version = z.looseObject({ v: z.number() }).safeParse(value);
  if (version.success && version.data.v > KEY_FILE_VERSION)
    throw new NotaryError('home-newer', `${path} was made by a newer version`, { version: version.data.v });
  const read = shape.safeParse(value);
  if (!read.success) throw damaged(path, read.error);
  return read.data;
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readSmallText(path));
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function damaged(path: string, cause: unknown): NotaryError {
  return new NotaryError('home-damaged', `${path} cannot be read; put back a copy of it`, { file: path }, cause);
}

/** Writes the file; it is there whole and on the disk when this returns. */
export function writeKeyFile(path: string, file: KeyFile): void {
  writeAtomic(path, utf8(`${canonicalText(file)}\n`), { mode: 0o600 });
}
