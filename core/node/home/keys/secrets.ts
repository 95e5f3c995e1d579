/**
 * `secrets.json`: secrets of a home that are not the log's (client keys, tokens), each sealed under the data key like
 * the log's seed. Names can be read without unlocking; values cannot, and a value moved to another name does not
 * decrypt.
 */
import { errorCode, NotaryError } from '../../../errors.ts';
import { fromBase64, toBase64, utf8 } from '../../../formats/bytes.ts';
import { canonicalText } from '../../../formats/canonical.ts';
import { checked, integer, list, literal, loose, object, readOrNull, text } from '../../../formats/decoder.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { open, seal, sealedLength } from '../../system/sealing.ts';
import { readSmallText } from '../../system/small-file.ts';

const VERSION = 1;
const NAME = /^[a-z0-9][a-z0-9:._-]{0,127}$/i;

/** Bounds of a value: a client key with its certificates has a few thousand bytes. */
export const SECRET_LIMITS = { bytes: 64 * 1024, count: 256 } as const;

/** All of them in base64, with their names. */
const FILE_BYTES = 2 * SECRET_LIMITS.count * SECRET_LIMITS.bytes;

type Sealed = { readonly name: string; readonly sealed: string };

const secret = object<Sealed>({
  name: text(128, NAME, 'a name'),
  sealed: text(Math.ceil(sealedLength(SECRET_LIMITS.bytes) / 3) * 4),
});
const shape = object<{ v: typeof VERSION; secrets: readonly Sealed[] }>({
  v: literal(VERSION),
  secrets: checked(
    list(secret, SECRET_LIMITS.count),
    (all) => new Set(all.map(({ name }) => name)).size === all.length,
    'each name once',
  ),
});

const label = (name: string) => `notary-desk/secret/v1/${name}`;

/** The secrets of an unlocked home. The file is read each time: it is small and rarely needed. */
export class SecretFile {
  readonly #path: string;
  readonly #dataKey: Uint8Array;

  constructor(path: string, dataKey: Uint8Array) {
    this.#path = path;
    this.#dataKey = dataKey;
  }

  /** Names in their order. Throws `home-damaged` or `home-newer`. */
  names(): readonly string[] {
    return this.#all().map(({ name }) => name);
  }

  /**
   * Null when there is none of this name. Throws `home-damaged`, also for a value that does not decrypt, or
   * `home-newer`.
   */
  read(name: string): Uint8Array | null {
    const found = this.#all().find((secret) => secret.name === name);
    if (!found) return null;
    const value = opened(found, this.#dataKey);
    if (!value) throw damaged(this.#path, `${name} does not open`);
    return value;
  }

  /** Stores a secret and replaces one of the same name. Throws `bad-input`, `too-large` or `write-failed`. */
  write(name: string, value: Uint8Array): void {
    if (!NAME.test(name)) throw new NotaryError('bad-input', `${name}: not a name for a secret`);
    if (value.length === 0 || value.length > SECRET_LIMITS.bytes)
      throw new NotaryError('too-large', `${name}: a secret has 1 to ${SECRET_LIMITS.bytes} bytes`);
    const others = this.#all().filter((secret) => secret.name !== name);
    if (others.length >= SECRET_LIMITS.count)
      throw new NotaryError('too-large', `a home keeps ${SECRET_LIMITS.count} secrets`);
    this.#put([...others, { name, sealed: toBase64(seal(value, this.#dataKey, label(name))) }]);
  }

  /** False when there is none of this name. Throws `write-failed`. */
  delete(name: string): boolean {
    const all = this.#all();
    const others = all.filter((secret) => secret.name !== name);
    if (others.length === all.length) return false;
    this.#put(others);
    return true;
  }

  #all(): readonly Sealed[] {
    const value = this.#parsed();
    if (value === null) return [];
    const version = readOrNull(loose({ v: integer() }), value)?.v ?? 0;
    if (version > VERSION)
      throw new NotaryError('home-newer', `${this.#path} was made by a newer version`, { version });
    try {
      return shape(value, 'secrets').secrets;
    } catch (cause) {
      throw damaged(this.#path, cause);
    }
  }

  /** Null while there is no file. */
  #parsed(): unknown {
    try {
      return JSON.parse(readSmallText(this.#path, FILE_BYTES));
    } catch (cause) {
      if (errorCode(cause) === 'file-missing') return null;
      throw damaged(this.#path, cause);
    }
  }

  #put(secrets: readonly Sealed[]): void {
    const sorted = [...secrets].sort((a, b) => (a.name < b.name ? -1 : 1));
    writeAtomic(this.#path, utf8(`${canonicalText({ v: VERSION, secrets: sorted })}\n`), { mode: 0o600 });
  }
}

function opened({ name, sealed }: Sealed, dataKey: Uint8Array): Uint8Array | null {
  try {
    const bytes = fromBase64(sealed);
    return bytes.length < sealedLength(1) ? null : open(bytes, dataKey, label(name));
  } catch {
    return null; // not base64
  }
}

function damaged(path: string, cause: unknown): NotaryError {
  return new NotaryError('home-damaged', `${path} cannot be read; put back a copy of it`, { file: path }, cause);
}
