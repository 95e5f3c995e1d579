/**
 * `keys.json`: the log's origin and the keys that ever signed it, seeds sealed under the data key, and the data key wrapped in
 * every way that can give it back. Whoever has only this file has nothing.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { NotaryError } from '../../../errors.ts';
import { fromBase64, utf8 } from '../../../formats/bytes.ts';
import { canonicalText } from '../../../formats/canonical.ts';
import { originOf } from '../../../formats/checkpoint.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { readSmallText } from '../../system/small-file.ts';
import { SCRYPT_LIMITS, sealedLength } from './sealing.ts';

export const KEY_FILE_VERSION = 2;
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
const common = { log: seed, witness: seed, dataKey: z.array(wrap).min(1).max(8) };
const size = z.number().int().nonnegative();
const shape = z
  .strictObject({
    v: z.literal(KEY_FILE_VERSION),
    origin: z.string().max(100),
    // every key of the log with the sizes that it signs; the last is `log`, open at its end
    logKeys: z
      .array(z.strictObject({ publicKey: base64(32), from: size, to: size.nullable() }))
      .min(1)
      .max(64),
    ...common,
  })
  .refine(isOneLog, 'keys that do not follow one another');
/** Of 0.1.0: one key, after which the log is named. */
const firstShape = z.strictObject({ v: z.literal(1), ...common });

interface LogKeys {
  readonly log: { readonly publicKey: string };
  readonly logKeys: readonly { readonly publicKey: string; readonly from: number; readonly to: number | null }[];
}

/** Each key begins where the one before ends, and the last is the one that signs. */
function isOneLog({ log, logKeys }: LogKeys): boolean {
  const last = logKeys.at(-1);
  return (
    logKeys.every(({ from }, i) => from === (i === 0 ? 0 : (logKeys[i - 1]?.to ?? -2) + 1)) &&
    logKeys.every(({ from, to }) => to === null || to >= from) &&
    last?.to === null &&
    last.publicKey === log.publicKey
  );
}

/** What is in the file; bytes are base64. */
export type KeyFile = z.infer<typeof shape>;
export type SealedSeed = KeyFile['log'];
export type Wrap = KeyFile['dataKey'][number];

/** Reads the file, also one of 0.1.0. Throws `key-missing`, `home-newer` or `home-damaged`. */
export function readKeyFile(path: string): KeyFile {
  if (!existsSync(path)) throw new NotaryError('key-missing', `there are no keys at ${path}`, { file: path });
  const value = parse(path);
  const version = z.looseObject({ v: z.number() }).safeParse(value);
  if (version.success && version.data.v > KEY_FILE_VERSION)
    throw new NotaryError('home-newer', `${path} was made by a newer version`, { version: version.data.v });
  const first = firstShape.safeParse(value);
  const read = shape.safeParse(first.success ? upgraded(first.data) : value);
  if (!read.success) throw damaged(path, read.error);
  return read.data;
}

function upgraded({ log, ...rest }: z.infer<typeof firstShape>): KeyFile {
  const { publicKey } = log;
  const origin = originOf(fromBase64(publicKey), nodeCrypto);
  return { ...rest, v: KEY_FILE_VERSION, origin, log, logKeys: [{ publicKey, from: 0, to: null }] };
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
