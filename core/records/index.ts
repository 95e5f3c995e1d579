/**
 * The table of record kinds, a closed list: other kinds were made by a newer version. Functions take it as an argument
 * with a default, so that tests can use another table.
 */

import { NotaryError } from '../errors.ts';
import { type Json, parseCanonical } from '../formats/canonical.ts';
import { DOCUMENT } from './document.ts';
import { DOSSIER } from './dossier.ts';
import type { RecordKind } from './kind.ts';
import { PROFILES } from './profiles/index.ts';
import type { NotaryRecord } from './record.ts';

export { DOCUMENT } from './document.ts';
export { DOSSIER } from './dossier.ts';
export {
  checkRules,
  convertedFacts,
  editedFacts,
  factsOfKind,
  fieldsOfKind,
  type KindWords,
  type RecordKind,
  recordKind,
} from './kind.ts';
export { PROFILES } from './profiles/index.ts';

/** The kinds of records that this program makes and reads. */
export const RECORD_KINDS: readonly RecordKind[] = [DOCUMENT, ...PROFILES, DOSSIER];

/** Of these the kinds that the record of a document can have: with a profile, or plain. */
export function documentKinds(kinds: readonly RecordKind[] = RECORD_KINDS): readonly RecordKind[] {
  return kinds.filter(({ type, profile, v }) => type === DOCUMENT.type && (profile !== null || v === DOCUMENT.v));
}

const TYPE = /^[a-z][a-z0-9-]{0,31}$/;

/** The kind of a leaf's `v`, `type` and `profile`. Throws `newer-version` for one that is not in the table, or `malformed`. */
function kindOf(value: Json, kinds: readonly RecordKind[]): RecordKind {
  const { v, type, profile = null } = fieldsOf(value);
  if (typeof v !== 'number' || v < 1) throw new NotaryError('malformed', 'no version "v"');
  const known = kinds.filter((kind) => kind.v === v && kind.type === type);
  const kind = known.find((one) => one.profile === profile);
  if (kind) return kind;
  // a newer version may have other fields, so nothing else is checked
  if (v <= Math.max(...kinds.map((one) => one.v), 0)) {
    if (typeof type !== 'string' || !TYPE.test(type)) throw new NotaryError('malformed', 'record.type: not a type');
    const isProfile = typeof profile === 'string' && TYPE.test(profile);
    // version 1 has no profiles
    if (profile !== null && (v === 1 || !isProfile))
      throw new NotaryError('malformed', 'record.profile: not a profile');
  }
  throw new NotaryError(
    'newer-version',
    `records of type ${String(type)}, version ${v}, are not known to this program`,
  );
}

function fieldsOf(value: Json): { readonly v?: Json; readonly type?: Json; readonly profile?: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
}

/** A record with its kind. */
export interface ReadRecord {
  readonly record: NotaryRecord;
  readonly kind: RecordKind;
}

/** Parses leaf bytes to a record and its kind. Throws `malformed`, `too-large` or `newer-version`. */
export function readRecord(bytes: Uint8Array, kinds: readonly RecordKind[] = RECORD_KINDS): ReadRecord {
  const value = parseCanonical(bytes);
  const kind = kindOf(value, kinds);
  return { record: kind.read(value, 'record'), kind };
}

/** Parses leaf bytes to a record. Throws the errors of `readRecord`. */
export function parseRecord(bytes: Uint8Array, kinds: readonly RecordKind[] = RECORD_KINDS): NotaryRecord {
  return readRecord(bytes, kinds).record;
}

/** The kind of this key, or null. */
export function kindOfKey(key: string, kinds: readonly RecordKind[] = RECORD_KINDS): RecordKind | null {
  return kinds.find((kind) => kind.key === key) ?? null;
}

/** The kind of this key. Throws `newer-version` when the table has none. */
export function knownKind(key: string, kinds: readonly RecordKind[] = RECORD_KINDS): RecordKind {
  const kind = kindOfKey(key, kinds);
  if (!kind) throw new NotaryError('newer-version', `records of the kind ${key} are not known to this program`);
  return kind;
}

/** The names of facts of all kinds, each once. */
export function allFactNames(kinds: readonly RecordKind[] = RECORD_KINDS): readonly string[] {
  return [...new Set(kinds.flatMap(({ names }) => names))];
}

/** The label of a fact in a language; its identifier if the kind is not known. */
export function factLabel(name: string, language: 'zh' | 'en', kind: Pick<RecordKind, 'words'> | null): string {
  return kind?.words[language].facts[name] ?? name;
}
