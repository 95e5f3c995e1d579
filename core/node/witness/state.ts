/**
 * What a witness remembers of logs, one file for each, in a folder of its own. A file is durable before anything that
 * rests on it leaves this machine.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { toHex, utf8 } from '../../formats/bytes.ts';
import { parseCheckpointText } from '../../formats/checkpoint.ts';
import { checkLine, noteBytes, parseNote, type SignedNote, type VerifierKey } from '../../formats/note.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { readSmallFile } from '../system/small-file.ts';

/** How what is remembered is written. */
export interface Remembered<T> {
  /** How names of its files end. */
  readonly extension: string;
  bytes(value: T): Uint8Array;
  /** Throws `malformed` for anything that this witness has not written of this log. */
  read(bytes: Uint8Array, origin: string): T;
}

/** What was cosigned last: the checkpoint as a note with the log's signature and the witness's. `key` is the witness's own. */
export function cosignedNotes(key: VerifierKey, crypto: Crypto): Remembered<SignedNote> {
  return {
    extension: 'note',
    bytes: noteBytes,
    read: (bytes, origin) => {
      const note = parseNote(bytes);
      const own = note.signatures.at(-1);
      const isOwn = own !== undefined && checkLine(note.text, own, key, crypto).state === 'valid';
      if (isOwn && parseCheckpointText(note.text).origin === origin) return note;
      throw new NotaryError('malformed', 'not signed by this witness, or of another log');
    },
  };
}

/** Files by the hash of their log's origin. */
export class WitnessFiles<T> {
  readonly #folder: string;
  readonly #form: Remembered<T>;
  readonly #crypto: Pick<Crypto, 'sha256'>;
  /** By the hash of the origin; null where there is nothing yet. */
  readonly #known = new Map<string, T | null>();

  constructor(folder: string, form: Remembered<T>, crypto: Pick<Crypto, 'sha256'>) {
    this.#folder = folder;
    this.#form = form;
    this.#crypto = crypto;
  }

  /** SHA-256 of an origin, hex: the name under which the standard has its checkpoint fetched, and of its file. */
  hashOf(origin: string): string {
    return toHex(this.#crypto.sha256(utf8(origin)));
  }

  /** What is remembered; null for nothing. Throws `home-damaged` for a file that is not what was written. */
  last(origin: string): T | null {
    const hash = this.hashOf(origin);
    const known = this.#known.get(hash);
    if (known !== undefined) return known;
    const read = this.#read(this.pathOf(origin), origin);
    this.#known.set(hash, read);
    return read;
  }

  /** Durable when it returns. Throws `write-failed`; what was there before then stays. */
  save(origin: string, value: T): void {
    writeAtomic(this.pathOf(origin), this.#form.bytes(value), { mode: 0o600 });
    this.#known.set(this.hashOf(origin), value);
  }

  /** The file of a log, whether there is one or not. */
  pathOf(origin: string): string {
    return join(this.#folder, `${this.hashOf(origin)}.${this.#form.extension}`);
  }

  #read(path: string, origin: string): T | null {
    if (!existsSync(path)) return null;
    try {
      return this.#form.read(new Uint8Array(readSmallFile(path)), origin);
    } catch (cause) {
      throw new NotaryError('home-damaged', `${path} is not what this witness has written`, { witness: path }, cause);
    }
  }
}
