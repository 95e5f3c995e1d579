/**
 * Records that change before they are sealed: once their document was looked into, and by an edit. A fact that changes gets a
 * new salt; what somebody stated is never overwritten by what a reader found.
 */
import { type InvoiceIdentity, invoiceIdentity } from '../documents/reading/identity.ts';
import { type InvoicesInside, shownInvoices } from '../documents/reading/inside.ts';
import type { Reading } from '../documents/reading/reading.ts';
import type { Suggestion } from '../documents/reading/suggestion.ts';
import { needsDecision, type Warning } from '../documents/warnings.ts';
import { errorCode, NotaryError } from '../errors.ts';
import type { Json } from '../formats/canonical.ts';
import type { EditWish, FactEdits, Random, RecordStore, StoredRecord } from '../ports.ts';
import type { Completion, Said } from './completion.ts';
import type { AnyFacts } from './facts.ts';
import {
  convertedFacts,
  DOCUMENT,
  documentKinds,
  editedFacts,
  factsOfKind,
  kindOfKey,
  knownKind,
  type RecordKind,
} from './index.ts';
import { creditedIdentity } from './invoice-identity.ts';
import { placed } from './placing.ts';
import { isSameValue } from './profiles/read.ts';
import { filledFacts, readAgain } from './reading-facts.ts';
import { type ReadRecord, readingWarnings, seenOtherwise, seenWarnings } from './reading-warnings.ts';
import { type Disclosure, disclose, factsIn } from './record.ts';
import { isSuggestible, suggestedInvoice } from './suggestions.ts';

/** What was found in the document of a record. */
export interface LookedInto {
  /** Of the record. */
  readonly id: string;
  /** Salts of the facts that it did not state when it was made, by name: one with another salt was edited meanwhile. */
  readonly unstated: Readonly<Record<string, string>>;
  /** Digests of parts; null where there are none. */
  readonly parts: Json;
  /** One for each invoice that the document holds; none where no reader knows it. */
  readonly readings: readonly Reading[];
  /** What was seen in places that are not proof enough. */
  readonly seen?: readonly Suggestion[];
  /** Why it was not read, though it is an invoice: one of the words that `core/words` has for `not-read`; else null. */
  readonly unread: string | null;
  /** The invoices in it, if it is an archive with any. */
  readonly inside?: InvoicesInside | null;
}

/** What a change is made with. */
export interface ChangeMakings {
  readonly store: Pick<RecordStore, 'get' | 'reading' | 'seen' | 'invoicesLike'>;
  readonly kinds: readonly RecordKind[];
  readonly random: Random;
}

/** Completes records in one transaction, and says what there is to say of each, in their order. */
export function completeAll(
  found: readonly LookedInto[],
  store: Pick<RecordStore, 'complete'>,
  makings: ChangeMakings,
): readonly (readonly Warning[])[] {
  const byId = new Map(found.map((one) => [one.id, one]));
  const said = new Map<string, readonly Warning[]>();
  store.complete([...byId.keys()], (record) => {
    const one = byId.get(record.id);
    const completion = one ? completionOf(record, one, makings) : null;
    if (completion) said.set(record.id, completion.warnings);
    return completion;
  });
  return found.map(({ id }) => said.get(id) ?? []);
}

/** What becomes of a record that waits, once its document was looked into; null when nothing changes. */
function completionOf(record: StoredRecord, found: LookedInto, makings: ChangeMakings): Completion | null {
  const isOpen = (name: string) =>
    record.disclosures.some(([salt, one, value]) => one === name && value === null && salt === found.unstated[name]);
  const isUnread = record.kind === DOCUMENT.key || (isOf(record.kind, found) && !makings.store.reading(record.id));
  const parts = found.parts !== null && isOpen('fingerprints') ? { fingerprints: found.parts } : {};
  const facts = { ...factsIn(record.disclosures), ...parts };
  const read = isUnread ? readRecord(facts, found, isOpen, makings.kinds) : null;
  const seen = (found.seen ?? []).filter(isSuggestible);
  const keys = read === null ? seenIdentity(seen) : null;
  const warnings = read
    ? warningsOf(record.id, read, seen, makings.store)
    : [...untold(record, found), ...seenWarnings(seen, keys && makings.store.invoicesLike(keys, record.id))];
  if (read === null && !('fingerprints' in parts) && warnings.length === 0 && seen.length === 0) return null;
  const kind = read?.kind ?? knownKind(record.kind, makings.kinds);
  return {
    kind: kind.key,
    disclosures: restated(record.disclosures, kind, read?.facts ?? facts, makings.random),
    reading: read?.reading ?? null,
    suggested: { seen, looseKey: keys?.loose ?? null },
    ...saying(warnings),
  };
}

/** By which an invoice that is only seen is found. */
function seenIdentity(seen: readonly Suggestion[]): InvoiceIdentity | null {
  const facts = suggestedInvoice(seen);
  return facts && invoiceIdentity(facts);
}

/** Whether somebody has said already that the document is what was found in it. */
const isOf = (kind: string, { readings }: LookedInto) => readings.length === 1 && readings[0]?.profile === kind;

/** The record with the facts of the one invoice in its document; null where there is none, or no verifier would take them. */
function readRecord(
  facts: AnyFacts,
  { readings }: LookedInto,
  isOpen: (name: string) => boolean,
  kinds: readonly RecordKind[],
): ReadRecord | null {
  const [reading, ...more] = readings;
  const kind = reading && more.length === 0 ? kindOfKey(reading.profile, kinds) : null;
  if (!reading || !kind) return null;
  try {
    return { kind, reading, facts: factsOfKind(kind, filledFacts(kind, facts, reading, isOpen)) };
  } catch (error) {
    if (errorCode(error) !== 'malformed') throw error;
    return null;
  }
}

/** Why a document that holds invoices gave no facts. */
function untold({ kind }: StoredRecord, { readings, unread, inside }: LookedInto): readonly Warning[] {
  if (kind !== DOCUMENT.key) return [];
  if (inside) return [{ code: 'invoices-inside', detail: shownInvoices(inside) }];
  if (unread !== null) return [{ code: 'not-read', detail: unread }];
  if (readings.length > 1) return [{ code: 'several-invoices', detail: String(readings.length) }];
  return readings.length === 1 ? [{ code: 'not-read', detail: 'facts' }] : [];
}

/** A record after an edit: its disclosures, what there is to say of its reading, if it has one, and its kind if that is another. */
export interface Edited {
  readonly disclosures: readonly Disclosure[];
  readonly said?: Said;
  readonly kind?: string;
}

/**
 * A record with edited facts, each under a new salt, and of another kind where that is wished. Throws `malformed` for what no
 * verifier would take, and `bad-input` for a kind that it cannot have, and for facts that the kind has no place for.
 */
export function edited(record: StoredRecord, edits: object, wish: EditWish, makings: ChangeMakings): Edited {
  const kind = knownKind(wish.profile ?? record.kind, makings.kinds);
  const reading = makings.store.reading(record.id);
  const before = factsBefore(record, kind, wish, reading, makings.kinds);
  const [fact] = placed(kind, edits as FactEdits).unplaced;
  if (fact !== undefined)
    throw new NotaryError('bad-input', `${kind.key} has no fact ${fact}`, { reason: 'not-of-profile', fact });
  const afterEdit =
    reading?.profile === kind.key ? (_: AnyFacts, after: AnyFacts) => readAgain(kind, after, reading) : kind.afterEdit;
  const facts = editedFacts({ ...kind, ...(afterEdit ? { afterEdit } : {}) }, before, edits);
  return {
    disclosures: restated(record.disclosures, kind, facts, makings.random, Object.keys(edits)),
    ...(reading
      ? { said: saying(warningsOf(record.id, { kind, facts, reading }, makings.store.seen(record.id), makings.store)) }
      : {}),
    ...(kind.key === record.kind ? {} : { kind: kind.key }),
  };
}

/** What the record states before the edit, under the names of the kind that it is to have. */
function factsBefore(
  record: StoredRecord,
  kind: RecordKind,
  { drop = false }: EditWish,
  reading: Reading | null,
  kinds: readonly RecordKind[],
): AnyFacts {
  const before = factsIn(record.disclosures);
  if (kind.key === record.kind) return before;
  if (!documentKinds(kinds).includes(kind) || !documentKinds(kinds).includes(knownKind(record.kind, kinds)))
    throw new NotaryError('bad-input', `no record of ${record.kind} becomes one of ${kind.key}`, {
      reason: 'no-profile',
    });
  const { facts, dropped } = convertedFacts(before, kind);
  const [fact] = dropped;
  if (fact !== undefined && !drop)
    throw new NotaryError('bad-input', `${kind.key} has no place for ${dropped.join(', ')}`, {
      reason: 'would-drop',
      fact,
      names: dropped.join(', '),
    });
  // it becomes again what its document was read as
  return reading?.profile === kind.key ? filledFacts(kind, facts, reading, (name) => facts[name] === null) : facts;
}

const saying = (warnings: readonly Warning[]): Said => ({ warnings, held: needsDecision(warnings) });

/** What there is to say of a record with a reading. */
function warningsOf(
  id: string,
  read: ReadRecord,
  seen: readonly Suggestion[],
  store: ChangeMakings['store'],
): readonly Warning[] {
  const credited = creditedIdentity(read.facts);
  const warnings = readingWarnings(read, {
    ...store.invoicesLike(invoiceIdentity(read.facts), id),
    takesBack: credited?.strict == null ? null : store.invoicesLike(credited, id).same,
    factsOf: (other) => factsOf(other, store),
  });
  return [...warnings, ...seenOtherwise(read, seen)];
}

/** The facts of another record; none of a damaged one, which does not keep this one from being completed. */
function factsOf(id: string, store: ChangeMakings['store']): AnyFacts {
  try {
    return factsIn(store.get(id)?.disclosures ?? []);
  } catch (error) {
    if (errorCode(error) !== 'home-damaged') throw error;
    return {};
  }
}

/** The disclosures of these facts: those that are unchanged and not named `anew` keep their salts. */
function restated(
  before: readonly Disclosure[],
  { names }: RecordKind,
  facts: AnyFacts,
  random: Random,
  anew: readonly string[] = [],
): readonly Disclosure[] {
  const known = new Map(before.map((disclosure) => [disclosure[1], disclosure]));
  const isKept = (name: string) => {
    const old = known.get(name);
    return old !== undefined && !anew.includes(name) && isSameValue(old[2], facts[name]);
  };
  const changed = names.filter((name) => !isKept(name)).map((name) => [name, facts[name] ?? null] as const);
  const made = new Map(disclose(Object.fromEntries(changed), random).map((disclosure) => [disclosure[1], disclosure]));
  return names.map((name) => (made.get(name) ?? known.get(name)) as Disclosure);
}
