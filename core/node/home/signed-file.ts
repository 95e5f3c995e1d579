/**
 * One file of the second memory: the newest checkpoint that a log signed for this user on this computer, with the log's
 * signature, so that the file proves itself and, beside another checkpoint of the same size, a fork.
 */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../errors.ts';
import { fromBase64, fromUtf8, toBase64, utf8 } from '../../formats/bytes.ts';
import { canonicalText } from '../../formats/canonical.ts';
import { type Checkpoint, parseCheckpointText } from '../../formats/checkpoint.ts';
import { integer, list, literal, loose, object, text } from '../../formats/decoder.ts';
import {
  isSignedAloneBy,
  NOTE_LIMITS,
  noteBytes,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
} from '../../formats/note.ts';
import type { StoredCheckpoint, TreeHead } from '../../ports.ts';
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
  /** Heads that were the newest before, the smallest first: each was found to have grown from the one before it. */
  readonly earlier: readonly TreeHead[];
}

/** So many are kept: the backups of some months, for a desk that seals a few times a day. */
export const MOST_EARLIER = 1000;

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
const rootText = text(44, /^[A-Za-z0-9+/]{43}=$/, 'a hash of 32 bytes');
const earlierHead = object<{ readonly size: number; readonly root: string }>({ size: integer(1), root: rootText });
interface Content {
  readonly v: 1;
  readonly key: string;
  readonly note: string;
  readonly time: string;
  readonly since: string;
  readonly home: string;
  readonly earlier?: readonly { readonly size: number; readonly root: string }[];
}
const shape = object<Content>(
  {
    v: literal(VERSION),
    key: text(NOTE_LIMITS.key * 2),
    note: text(NOTE_LIMITS.bytes),
    time: text(40),
    since: text(40),
    home: text(32_768),
    earlier: list(earlierHead, MOST_EARLIER),
  },
  ['earlier'],
);

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
    const { key: vkey, note: noteText, time, since, home, earlier: heads = [] } = shape(json, 'signed');
    const key = parseVerifierKey(vkey, nodeCrypto);
    const note = parseNote(utf8(noteText));
    const holds = isSignedAloneBy(note, key, nodeCrypto);
    const checkpoint = parseCheckpointText(note.text);
    const earlier = heads.map(({ size, root }) => ({ size, root: fromBase64(root) }));
    const isOfLog = holds && key.name === origin && checkpoint.origin === origin && isTime(time) && isTime(since);
    return isOfLog && isRising([...earlier, checkpoint])
      ? { state: 'kept', signed: { checkpoint, key, time, since, home, earlier } }
      : { state: 'damaged' };
  } catch {
    return { state: 'damaged' };
  }
}

const isRising = (heads: readonly TreeHead[]) => heads.every(({ size }, i) => size > (heads[i - 1]?.size ?? 0));
const isTime = (value: string) => !Number.isNaN(Date.parse(value));

/** Writes the file; it is on the disk when this returns. Throws `write-failed`. */
export function writeSigned(
  path: string,
  { note, keys }: Pick<StoredCheckpoint, 'note' | 'keys'>,
  { time, since, home, earlier }: Pick<SignedState, 'time' | 'since' | 'home' | 'earlier'>,
): void {
  const [key, line] = [keys[0]?.text ?? '', note.signatures[0]];
  const signed = fromUtf8(noteBytes({ text: note.text, signatures: line ? [line] : [] }));
  const heads = earlier.map(({ size, root }) => ({ size, root: toBase64(root) }));
  const json = { v: VERSION, key, note: signed, time, since, home, earlier: heads };
  writeAtomic(path, utf8(`${canonicalText(json)}\n`), { mode: 0o600 });
}
