/**
 * Definition of a kind of record: everything that store, list, search, evidence, page, withholding, command line and
 * window need to know about it. The table of them is core/records/index.ts; docs/certificate-format.md, "record.json".
 */

import { NotaryError } from '../errors.ts';
import type { Json } from '../formats/canonical.ts';
import { type Decoder, integer, literal, nullable, object, oneOf, text } from '../formats/decoder.ts';
import { hex32 } from '../formats/digests.ts';
import { logOrigin, recordId } from '../formats/ids.ts';
import type { AnyFacts, FactForm } from './facts.ts';
import { type ListFacts, partDecoder, type ShownFact, saltHex } from './list-facts.ts';
import { type Disclosure, instant, type NotaryRecord } from './record.ts';

/** Names of a kind and its facts in one language. */
export interface KindWords {
  readonly name: string;
  /** A label for each name of a fact. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A fact that does not go together with others. */
export interface BrokenRule {
  readonly fact: string;
  /** Why, by a reason of `bad-input`. */
  readonly reason: string;
  /** The same in English, for programs. */
  readonly says: string;
}

/**
 * What has to hold between facts: the first that does not, or null. A fact that is withheld, or not looked at, is
 * undefined, and nothing is concluded from it.
 */
export type FactRule = (facts: AnyFacts) => BrokenRule | null;

/** The definition of a kind; `recordKind` derives the rest. */
export interface KindDefinition {
  /** A short, permanent identifier: the store keeps it with each record, and page templates choose their rows by it. */
  readonly key: string;
  /** `type`, `v` and `profile` of its leaves; null where they have no field `profile`. */
  readonly type: string;
  readonly v: number;
  readonly profile: string | null;
  /** A reader for the value of each fact, in the order in which page, screen and evidence show them. */
  readonly facts: Readonly<Record<string, Decoder<unknown>>>;
  /** Lists that a certificate can disclose by their elements; none by default. Their claims are made otherwise. */
  readonly lists?: ListFacts;
  /** How its facts are typed, of those that people may type; none by default. */
  readonly forms?: Readonly<Record<string, FactForm>>;
  /** What has to hold between the facts; nothing by default. */
  readonly rules?: readonly FactRule[];
  /** The facts after an edit, with what follows from it: what was read is no longer so once it is typed. Nothing by default. */
  readonly afterEdit?: (before: AnyFacts, after: AnyFacts) => AnyFacts;
  /**
   * Decoders of the fields that its leaves have in addition to those of every record: `digest` and `size` for kinds
   * with one document.
   */
  readonly fields: Readonly<Record<string, Decoder<unknown>>>;
  /** Facts whose texts a search looks through, and those whose numbers are also found by their last digits. */
  readonly search: { readonly words: readonly string[]; readonly numbers: readonly string[] };
  readonly words: Readonly<Record<'zh' | 'en', KindWords>>;
}

/** One entry of the table. */
export interface RecordKind extends KindDefinition {
  /** The closed list of names; each occurs in `claims` exactly once. */
  readonly names: readonly string[];
  readonly forms: Readonly<Record<string, FactForm>>;
  /** Reads a leaf of this kind. Throws `malformed`. */
  readonly read: Decoder<NotaryRecord>;
  readonly lists: ListFacts;
  /** Reads a disclosure: its salt, a name of the list and an allowed value. Throws `malformed`. */
  readonly readDisclosure: Decoder<Disclosure>;
  /** The same of what a certificate shows, which may be some elements of a list. */
  readonly readShown: Decoder<ShownFact>;
}

/** An entry for the table. */
export function recordKind(definition: KindDefinition): RecordKind {
  const names = Object.keys(definition.facts);
  const lists = definition.lists ?? {};
  const readDisclosure = disclosureDecoder(definition);
  return {
    ...definition,
    names,
    lists,
    forms: definition.forms ?? {},
    read: recordDecoder(definition, names),
    readDisclosure,
    readShown: shownDecoder(lists, readDisclosure),
  };
}

function recordDecoder({ type, v, profile, fields }: KindDefinition, names: readonly string[]): Decoder<NotaryRecord> {
  return object<NotaryRecord>({
    v: literal(v),
    type: literal(type),
    ...(profile === null ? {} : { profile: literal(profile) }),
    id: recordId,
    origin: logOrigin,
    seq: integer(1),
    ...fields,
    time: instant,
    clock: oneOf('synchronised', 'unknown'),
    supersedes: nullable(recordId),
    claims: object<Readonly<Record<string, string>>>(Object.fromEntries(names.map((name) => [name, hex32]))),
  } as Parameters<typeof object<NotaryRecord>>[0]);
}

const factName = text(64);

function disclosureDecoder({ facts }: KindDefinition): Decoder<Disclosure> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length !== 3)
      throw new NotaryError('malformed', `${at}: not [salt, name, value]`);
    const name = factName(value[1], `${at}[1]`);
    const read = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (!read) throw new NotaryError('malformed', `${at}[1]: ${name} is no fact of this kind of record`);
    return [saltHex(value[0], `${at}[0]`), name, read(value[2], `${at}[2]`) as Json];
  };
}

function shownDecoder(lists: ListFacts, readDisclosure: Decoder<Disclosure>): Decoder<ShownFact> {
  const parts = new Map(Object.entries(lists).map(([name, fact]) => [name, partDecoder(fact)]));
  return (value, at) => {
    const [salt, name, elements] = Array.isArray(value) && value.length === 3 ? value : [];
    const part = salt === null ? parts.get(name) : undefined;
    return part ? [null, name, part(elements, `${at}[2]`)] : readDisclosure(value, at);
  };
}

/**
 * Every fact of a kind in order, null when `stated` has none; other names are dropped. Throws `malformed` for what a
 * verifier would refuse, so that no record is ever made that cannot be verified.
 */
export function factsOfKind(kind: RecordKind, stated: object): Readonly<Record<string, Json>> {
  const values = stated as Readonly<Record<string, unknown>>;
  const facts: Record<string, Json> = {};
  for (const [name, read] of Object.entries(kind.facts)) facts[name] = read(values[name] ?? null, name) as Json;
  checkRules(kind, facts);
  return facts;
}

/** Throws `malformed`, or the code that is given, when facts of this kind do not go together. */
export function checkRules(
  { rules = [] }: Pick<RecordKind, 'rules'>,
  facts: AnyFacts,
  code: 'malformed' | 'bad-input' = 'malformed',
): void {
  for (const rule of rules) {
    const broken = rule(facts);
    if (broken !== null) throw new NotaryError(code, broken.says, { fact: broken.fact, reason: broken.reason });
  }
}

/**
 * The facts of a record after an edit of some, with what follows from it; names that the kind has not are dropped. Those
 * that it does not change are the same values, and are not looked at again. Throws `malformed` for a value that a verifier
 * would refuse, and `bad-input` for facts that do not go together.
 */
export function editedFacts(kind: RecordKind, before: AnyFacts, edits: object): AnyFacts {
  const typed = Object.entries(edits).flatMap(([name, value]) => {
    const read = Object.hasOwn(kind.facts, name) ? kind.facts[name] : undefined;
    return read ? [[name, read(value ?? null, name) as Json] as const] : [];
  });
  const edited: AnyFacts = { ...before, ...Object.fromEntries(typed) };
  const after = kind.afterEdit?.(before, edited) ?? edited;
  checkRules(kind, after, 'bad-input');
  return after;
}

/**
 * The facts of a record that becomes one of another kind: those that both have stay, the others of the new kind are null.
 * `dropped` names those that state something and have no place in the new kind. What was read, was read by the rules of the
 * old kind.
 */
export function convertedFacts(
  before: AnyFacts,
  { names }: Pick<RecordKind, 'names'>,
): { readonly facts: AnyFacts; readonly dropped: readonly string[] } {
  const kept = names.map((name): [string, Json] => [name, name === 'read' ? null : (before[name] ?? null)]);
  const dropped = Object.keys(before).filter(
    (name) => name !== 'read' && (before[name] ?? null) !== null && !names.includes(name),
  );
  return { facts: Object.fromEntries(kept), dropped };
}

/** The kind-specific members of a leaf, taken from the data of a record. Throws `malformed`. */
export function fieldsOfKind({ fields }: RecordKind, known: Readonly<Record<string, unknown>>): Partial<NotaryRecord> {
  return Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read(known[name], name)]));
}
