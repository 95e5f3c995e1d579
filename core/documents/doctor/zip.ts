/**
 * The members of an archive, for digests: fewer are read than for a box, and names are decoded as in version 1 of the
 * digests.
 */
import { NotaryError } from '../../errors.ts';
import { latin1 } from '../../formats/bytes.ts';
import { readDirectory, type ZipEntry } from '../zip/directory.ts';
import type { RawName } from '../zip/names.ts';
import { memorySource } from '../zip/source.ts';
import { unpackEntry } from '../zip/unpack.ts';
import type { Allowance, Tools } from './tools.ts';

const LIMITS = { entries: 4096, name: 1024 } as const;

function fail(what: string): never {
  throw new NotaryError('malformed', `ZIP: ${what}`);
}

// records have digests over these names, so this must not change, although the box decodes names of old programs better
function memberName({ rawName }: RawName): string {
  if (rawName.length > LIMITS.name) fail('a name that is too long');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(rawName);
  } catch {
    return latin1(rawName);
  }
}

/**
 * The contents of the entries that are files, by name. Throws `malformed` (also for a name twice), `too-large` and the
 * errors of `unpackEntry`.
 */
export function readEntries(bytes: Uint8Array, tools: Tools, allowance: Allowance): ReadonlyMap<string, Uint8Array> {
  const source = memorySource(bytes);
  const entries = new Map<string, ZipEntry>();
  for (const entry of readDirectory(source, LIMITS.entries, (names) => names.map(memberName))) {
    if (entry.encrypted) fail('an encrypted member');
    if (entries.has(entry.name)) fail('a name stands twice');
    if (!entry.name.endsWith('/')) entries.set(entry.name, entry);
  }
  const contents = new Map<string, Uint8Array>();
  for (const [name, entry] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    allowance.take(entry.size);
    contents.set(name, unpackEntry(source, entry, tools));
  }
  return contents;
}
