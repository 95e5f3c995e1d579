/**
 * One file of the second memory: the newest checkpoint that a log signed for this user on this computer, with the log's
 * signature, so that the file proves itself and, beside another checkpoint of the same size, a fork.
 */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../errors.ts';
import { fromUtf8, utf8 } from '../../formats/bytes.ts';
import { canonicalText } from '../../formats/canonical.ts';
import { type Checkpoint, parseCheckpointText } from '../../formats/checkpoint.ts';
import { integer, literal, loose, object, text } from '../../formats/decoder.ts';
import {
  isSignedAloneBy,
  NOTE_LIMITS,
  noteBytes,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
} from '../../formats/note.ts';
import type { StoredCheckpoint } from '../../ports.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Environment, environment } from '../system/environment.ts';
import { readSmallText } from '../system/small-file.ts';
import { PRODUCT_NAME } from './home.ts';

/** What a file says. */
export interface SignedState {
  readonly checkpoint: Checkpoint;
  /** The key of the log that signed it. */
  readonly key: VerifierKey;
  /** When it was remembered, RFC 3339, by the device's clock. */
  readonly time: string;
  /** When the file was begun, likewise: nothing from before is known. */
  readonly since: string;
  /** The folder of the home that signed it. */
  readonly home: string;
}

/**
 * `none`: there is no file. `newer`: it was written by a later version, and is left alone. `damaged`: it was read, and is
 * no such file. `unreadable`: the system did not let it be read, now; what it says is not known.
 */
export type SignedRead =
  | { readonly state: 'kept'; readonly signed: SignedState }
  | { readonly state: 'none' | 'damaged' | 'newer' | 'unreadable' };

/**
 * The folder of these files. It is not below a home in its usual place, or it would be copied with it. Throws a system error
 * where it lies in the home directory of a user who has none.
 */
export function signedFolder(
  platform: NodeJS.Platform = process.platform,
  env: Environment = environment,
  home: () => string = homedir,
): string {
  if (env.NOTARY_STATE) return env.NOTARY_STATE;
  if (platform === 'win32') return join(env.LOCALAPPDATA || `${home()}\\AppData\\Local`, PRODUCT_NAME, 'Signed');
  if (platform === 'darwin') return `${home()}/Library/Application Support/${PRODUCT_NAME} State/Signed`;
  return `${env.XDG_STATE_HOME || `${home()}/.local/state`}/${PRODUCT_NAME}/Signed`;
}

/** The same for this user; null where there is no such folder: a user without a home directory has no second memory. */
export function ownSignedFolder(...where: Parameters<typeof signedFolder>): string | null {
  try {
    return signedFolder(...where);
  } catch {
    return null;
  }
}

/** Path of a log's file; the origin may have characters that no file name has. */
export function signedFile(origin: string, folder: string): string {
  return join(folder, `${createHash('sha256').update(origin, 'utf8').digest('hex')}.json`);
}

const VERSION = 1;
const MOST_BYTES = 256 * 1024;
const version = loose<{ readonly v: number }>({ v: integer(1) });
const shape = object<{ v: 1; key: string; note: string; time: string; since: string; home: string }>({
  v: literal(VERSION),
  key: text(NOTE_LIMITS.key * 2),
  note: text(NOTE_LIMITS.bytes),
  time: text(40),
  since: text(40),
  home: text(32_768),
});

/** Reads the file of a log. Never throws: contents that are none, or whose signature does not verify, are `damaged`. */
export function readSigned(path: string, origin: string): SignedRead {
  let content: string;
  try {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return { state: 'none' };
    content = readSmallText(path, MOST_BYTES);
  } catch (error) {
    return { state: errorCode(error) === 'too-large' ? 'damaged' : 'unreadable' };
  }
  return readContent(content, origin);
}

function readContent(content: string, origin: string): SignedRead {
  try {
    const json: unknown = JSON.parse(content);
    if (version(json, 'signed').v > VERSION) return { state: 'newer' };
    const { key: vkey, note: noteText, time, since, home } = shape(json, 'signed');
    const key = parseVerifierKey(vkey, nodeCrypto);
    const note = parseNote(utf8(noteText));
    const holds = isSignedAloneBy(note, key, nodeCrypto);
    const checkpoint = parseCheckpointText(note.text);
    const isOfLog = holds && key.name === origin && checkpoint.origin === origin && isTime(time) && isTime(since);
    return isOfLog ? { state: 'kept', signed: { checkpoint, key, time, since, home } } : { state: 'damaged' };
  } catch {
    return { state: 'damaged' };
  }
}

const isTime = (value: string) => !Number.isNaN(Date.parse(value));

/** Writes the file; it is on the disk when this returns. Throws `write-failed`. */
export function writeSigned(
  path: string,
  { note, keys }: Pick<StoredCheckpoint, 'note' | 'keys'>,
  { time, since, home }: Pick<SignedState, 'time' | 'since' | 'home'>,
): void {
  const [key, line] = [keys[0]?.text ?? '', note.signatures[0]];
  const signed = fromUtf8(noteBytes({ text: note.text, signatures: line ? [line] : [] }));
  const json = { v: VERSION, key, note: signed, time, since, home };
  writeAtomic(path, utf8(`${canonicalText(json)}\n`), { mode: 0o600 });
}
