/**
 * `keys.json`: the log's origin and the keys that ever signed it, seeds encrypted under the data key, and the data key
 * wrapped in every way that can unwrap it. The file alone does not give access to the keys.
 */
import { existsSync } from 'node:fs';
import { NotaryError } from '../../../errors.ts';
import { fromBase64, utf8 } from '../../../formats/bytes.ts';
import { canonicalText } from '../../../formats/canonical.ts';
import { originOf } from '../../../formats/checkpoint.ts';
import {
  checked,
  type Decoder,
  integer,
  list,
  literal,
  loose,
  nullable,
  object,
  readOrNull,
  tagged,
  text,
} from '../../../formats/decoder.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { SCRYPT_LIMITS, sealedLength, type UnderPassphrase } from '../../system/sealing.ts';
import { readSmallText } from '../../system/small-file.ts';

/** The `v` that is written, and the highest that is read. */
export const KEY_FILE_VERSION = 2;
const MAX_KEYCHAIN_BYTES = 8192;

/** Base64 of `min` to `max` bytes, kept as text. */
function base64(min: number, max: number = min): Decoder<string> {
  return checked(
    text(max * 2 + 4),
    (value) => isBetween(fromBase64(value).length, min, max),
    'base64 of the right length',
  );
}

const isBetween = (value: number, min: number, max: number) => value >= min && value <= max;

/** A seed encrypted under the data key, and its public key. */
export type SealedSeed = { readonly publicKey: string; readonly sealed: string };

/** A way to the data key. */
export type Wrap =
  | { readonly kind: 'keychain'; readonly wrapped: string }
  | ({ readonly kind: 'passphrase' } & UnderPassphrase)
  | { readonly kind: 'recovery'; readonly salt: string; readonly sealed: string }
  // the data key is in a file next to this one, readable by its owner only
  | { readonly kind: 'file' };
type WrapOf<K extends Wrap['kind']> = Extract<Wrap, { readonly kind: K }>;

type FirstKeyFile = {
  readonly v: 1;
  readonly log: SealedSeed;
  readonly witness: SealedSeed;
  readonly dataKey: readonly Wrap[];
};

/** Contents of the file; bytes are base64. */
export type KeyFile = Omit<FirstKeyFile, 'v'> & {
  readonly v: typeof KEY_FILE_VERSION;
  readonly origin: string;
  /** Every key of the log with the sizes that it signs; the last is `log`, open at its end. */
  readonly logKeys: readonly { readonly publicKey: string; readonly from: number; readonly to: number | null }[];
};

const sealedKey = base64(sealedLength(32));
const seed = object<SealedSeed>({ publicKey: base64(32), sealed: sealedKey });
const wrap = tagged<Wrap>('kind', {
  keychain: object<WrapOf<'keychain'>>({ kind: literal('keychain'), wrapped: base64(1, MAX_KEYCHAIN_BYTES) }),
  passphrase: object<WrapOf<'passphrase'>>({
    kind: literal('passphrase'),
    salt: base64(16),
    logN: integer(15, SCRYPT_LIMITS.logN),
    r: integer(1, SCRYPT_LIMITS.r),
    p: integer(1, SCRYPT_LIMITS.p),
    sealed: sealedKey,
  }),
  recovery: object<WrapOf<'recovery'>>({ kind: literal('recovery'), salt: base64(16), sealed: sealedKey }),
  file: object<WrapOf<'file'>>({ kind: literal('file') }),
});
const common = { log: seed, witness: seed, dataKey: list(wrap, 8, 1) };
const logKey = object<KeyFile['logKeys'][number]>({
  publicKey: base64(32),
  from: integer(),
  to: nullable(integer()),
});
const shape = checked(
  object<KeyFile>({
    v: literal(KEY_FILE_VERSION),
    origin: text(100),
    logKeys: list(logKey, 64, 1),
    ...common,
  }),
  isOneLog,
  'keys that follow one another',
);
/** The format of 0.1.0: one key, after which the log is named. */
const firstShape = object<FirstKeyFile>({ v: literal(1), ...common });

/** Each key begins where the previous one ends, and the last one is the key that signs. */
function isOneLog({ log, logKeys }: KeyFile): boolean {
  const last = logKeys.at(-1);
  return (
    logKeys.every(({ from }, i) => from === (i === 0 ? 0 : (logKeys[i - 1]?.to ?? -2) + 1)) &&
    logKeys.every(({ from, to }) => to === null || to >= from) &&
    last?.to === null &&
    last.publicKey === log.publicKey
  );
}

/** Reads the file, also one of 0.1.0. Throws `key-missing`, `home-newer` or `home-damaged`. */
export function readKeyFile(path: string): KeyFile {
  if (!existsSync(path)) throw new NotaryError('key-missing', `there are no keys at ${path}`, { file: path });
  const value = parse(path);
  const version = readOrNull(loose({ v: integer() }), value)?.v ?? 0;
  if (version > KEY_FILE_VERSION)
    throw new NotaryError('home-newer', `${path} was made by a newer version`, { version });
  try {
    return version === 1 ? upgraded(firstShape(value, 'keys')) : shape(value, 'keys');
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function upgraded({ log, ...rest }: FirstKeyFile): KeyFile {
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

/** Writes the file atomically; it is on the disk when this returns. */
export function writeKeyFile(path: string, file: KeyFile): void {
  writeAtomic(path, utf8(`${canonicalText(file)}\n`), { mode: 0o600 });
}
