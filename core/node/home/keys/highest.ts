/**
 * `signed.json`: the highest size and root that this desk ever signed, kept with the keys and outside the database, so
 * that a restored older database is noticed. A MAC under a key derived from the data key shows whether the file was
 * changed.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { NotaryError } from '../../../errors.ts';
import { equal, fromBase64, toBase64, utf8 } from '../../../formats/bytes.ts';
import { canonicalBytes, canonicalText } from '../../../formats/canonical.ts';
import type { Checkpoint } from '../../../formats/checkpoint.ts';
import { integer, literal, object, text } from '../../../formats/decoder.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { deriveKey } from '../../system/sealing.ts';
import { readSmallText } from '../../system/small-file.ts';

type Signed = { readonly v: 1; readonly origin: string; readonly size: number; readonly root: string };

const shape = object<Signed & { readonly mac: string }>({
  v: literal(1),
  origin: text(100),
  size: integer(),
  root: text(44),
  mac: text(44),
});

/** Reading and writing of `signed.json`. */
export class HighestFile {
  readonly #path: string;
  readonly #origin: string;
  readonly #key: Uint8Array;
  #highest: { readonly size: number; readonly root: Uint8Array } | null = null;

  private constructor(path: string, origin: string, dataKey: Uint8Array) {
    this.#path = path;
    this.#origin = origin;
    this.#key = deriveKey(dataKey, new Uint8Array(0), 'notary-desk/highest/v1');
  }

  /** Makes the file of a desk that has signed nothing. */
  static create(path: string, origin: string, dataKey: Uint8Array): HighestFile {
    const file = new HighestFile(path, origin, dataKey);
    file.#write(0, new Uint8Array(32));
    return file;
  }

  /** Reads the file. Throws `home-damaged` when it is missing or was not written by this desk. */
  static open(path: string, origin: string, dataKey: Uint8Array): HighestFile {
    const file = new HighestFile(path, origin, dataKey);
    file.#read();
    return file;
  }

  /** Null while nothing was signed. */
  get value(): { readonly size: number; readonly root: Uint8Array } | null {
    return this.#highest;
  }

  /** Throws `rolled-back` for a checkpoint that does not extend the highest one. */
  check({ origin, size, root }: Checkpoint): void {
    if (origin !== this.#origin) throw new NotaryError('internal', 'a checkpoint of another log');
    const highest = this.#highest;
    if (highest && (size < highest.size || (size === highest.size && !equal(root, highest.root))))
      throw new NotaryError('rolled-back', `this desk has signed ${highest.size} leaves; it signs no other ${size}`, {
        signed: highest.size,
        found: size,
      });
  }

  /**
   * Remembers a higher checkpoint; it is on the disk when this returns. Throws the errors of `check`, or
   * `write-failed`.
   */
  raise(checkpoint: Checkpoint): void {
    this.check(checkpoint);
    if (checkpoint.size > (this.#highest?.size ?? 0)) this.#write(checkpoint.size, checkpoint.root);
  }

  #write(size: number, root: Uint8Array): void {
    const signed: Signed = { v: 1, origin: this.#origin, size, root: toBase64(root) };
    const text = canonicalText({ ...signed, mac: toBase64(this.#mac(signed)) });
    writeAtomic(this.#path, utf8(`${text}\n`), { mode: 0o600 });
    this.#highest = size > 0 ? { size, root } : null;
  }

  #read(): void {
    const signed = existsSync(this.#path) ? this.#verified() : null;
    if (!signed)
      throw new NotaryError(
        'home-damaged',
        `${this.#path} is missing or was changed: what this desk has signed is not known`,
        { file: this.#path },
      );
    this.#highest = signed.size > 0 ? { size: signed.size, root: fromBase64(signed.root) } : null;
  }

  #verified(): Signed | null {
    try {
      const { mac, ...signed } = shape(JSON.parse(readSmallText(this.#path)), 'signed');
      const isOurs = signed.origin === this.#origin && timingSafeEqual(fromBase64(mac), this.#mac(signed));
      return isOurs ? signed : null;
    } catch {
      return null;
    }
  }

  #mac(signed: Signed): Uint8Array {
    return createHmac('sha256', this.#key).update(canonicalBytes(signed)).digest();
  }
}
