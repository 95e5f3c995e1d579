/**
 * What this witness cosigned last, one file for each log, in a folder of its own: the checkpoint as a note with the log's
 * signature and the witness's. A file is durable before the cosignature leaves this machine.
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

/** Notes by the hash of their origin. */
export class WitnessFiles {
  readonly #folder: string;
  readonly #key: VerifierKey;
  readonly #crypto: Crypto;
  /** By the hash of the origin; null where nothing was cosigned yet. */
  readonly #known = new Map<string, SignedNote | null>();

  /** `key` is the witness's own: what it has not signed is not taken for what it cosigned. */
  constructor(folder: string, key: VerifierKey, crypto: Crypto) {
    this.#folder = folder;
    this.#key = key;
    this.#crypto = crypto;
  }

  /** SHA-256 of an origin, hex: the name under which the standard has its checkpoint fetched, and of its file. */
  hashOf(origin: string): string {
    return toHex(this.#crypto.sha256(utf8(origin)));
  }

  /** What was cosigned last; null for nothing. Throws `home-damaged` for a file that is not what was written. */
  last(origin: string): SignedNote | null {
    const hash = this.hashOf(origin);
    const known = this.#known.get(hash);
    if (known !== undefined) return known;
    const read = this.#read(hash, origin);
    this.#known.set(hash, read);
    return read;
  }

  /** Durable when it returns. Throws `write-failed`; what was cosigned before then stays. */
  save(origin: string, note: SignedNote): void {
    const hash = this.hashOf(origin);
    writeAtomic(this.#pathOf(hash), noteBytes(note), { mode: 0o600 });
    this.#known.set(hash, note);
  }

  #pathOf(hash: string): string {
    return join(this.#folder, `${hash}.note`);
  }

  #read(hash: string, origin: string): SignedNote | null {
    const path = this.#pathOf(hash);
    if (!existsSync(path)) return null;
    try {
      const note = parseNote(new Uint8Array(readSmallFile(path)));
      const own = note.signatures.at(-1);
      const isOwn = own !== undefined && checkLine(note.text, own, this.#key, this.#crypto).state === 'valid';
      if (isOwn && parseCheckpointText(note.text).origin === origin) return note;
      throw new NotaryError('malformed', 'not signed by this witness, or of another log');
    } catch (cause) {
      throw new NotaryError('home-damaged', `${path} is not what this witness has written`, { witness: path }, cause);
    }
  }
}
