/**
 * Facts that are lists, in kinds whose claim of a list is over its elements: each element has a hash and a salt of its own, so
 * a certificate can show one party and withhold another. docs/certificate-format.md, "Lists".
 */
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { canonicalText, type Json } from '../formats/canonical.ts';
import { type Decoder, hexText, list } from '../formats/decoder.ts';
import { hex32 } from '../formats/digests.ts';

/** One disclosed fact: `[salt, name, value]`, salt 16 random bytes in hex, the name one of the record's kind. */
export type Disclosure = readonly [salt: string, name: string, value: Json];

/** What the elements of a list may be: never null, which stands for one that is withheld. */
export interface ListFact {
  readonly element: Decoder<Json>;
  /** How many a list has at most; none has no elements. */
  readonly most: number;
}

/** The facts of a kind that can be disclosed by elements, by name. */
export type ListFacts = Readonly<Record<string, ListFact>>;

/** An element that is shown, or the hash of one that is withheld, 64 hex digits. */
export type ListElement = readonly [salt: string, value: Json] | string;

/** A list of which at least one element is shown and at least one is withheld, in the order of the list. */
export type PartDisclosure = readonly [salt: null, name: string, elements: readonly ListElement[]];

/** What a certificate says of a fact: the whole of it, or some elements of a list. */
export type ShownFact = Disclosure | PartDisclosure;

/** Whether only some elements of a list are disclosed. */
export const isPart = (shown: ShownFact): shown is PartDisclosure => shown[0] === null;

/** The value of a fact as it is disclosed: in a list null for each element that is withheld. */
export function shownValue(shown: ShownFact): Json {
  return isPart(shown) ? shown[2].map((element) => (typeof element === 'string' ? null : element[1])) : shown[2];
}

/** 16 bytes in hex. */
export const saltHex = hexText(32, '16 bytes in hex');

function elementDecoder({ element }: ListFact): Decoder<ListElement> {
  return (value, at) => {
    if (typeof value === 'string') return hex32(value, at);
    if (!Array.isArray(value) || value.length !== 2) throw new NotaryError('malformed', `${at}: not [salt, value]`);
    return [saltHex(value[0], `${at}[0]`), element(value[1], `${at}[1]`)];
  };
}

/** Reads the elements of a list that is disclosed in part. Throws `malformed`. */
export function partDecoder(fact: ListFact): Decoder<readonly ListElement[]> {
  const elements = list(elementDecoder(fact), fact.most, 2);
  return (value, at) => {
    const read = elements(value, at);
    const withheld = read.filter((element) => typeof element === 'string').length;
    // one way to write each certificate: all of a list, and nothing of it, are written otherwise
    if (withheld === 0 || withheld === read.length)
      throw new NotaryError('malformed', `${at}: expected elements that are shown and elements that are withheld`);
    return read;
  };
}

/** One SHA-256 on the way to a claim: of the domain, a zero byte and the text, in hex; `hash` may be its beginning. */
export interface HashStep {
  readonly domain: string;
  /** Canonical JSON. */
  readonly text: string;
  readonly hash: string;
}

type Hashing = Pick<Crypto, 'sha256OfText'>;

/** A step, of whose hash so many hex digits are taken. */
export function hashStep(domain: string, value: Json, crypto: Hashing, digits = 64): HashStep {
  const text = canonicalText(value);
  return { domain, text, hash: crypto.sha256OfText(`${domain}\0${text}`).slice(0, digits) };
}

/** The salt of an element. It says nothing of the list's own salt, and so nothing of the other elements. */
const saltStep = (salt: string, name: string, index: number, crypto: Hashing): HashStep =>
  hashStep('notary-desk/element-salt/v1', [salt, name, index], crypto, 32);

const elementStep = (salt: string, name: string, index: number, value: Json, crypto: Hashing): HashStep =>
  hashStep('notary-desk/element/v1', [salt, name, index, value], crypto);

const listStep = (name: string, hashes: readonly string[], crypto: Hashing): HashStep =>
  hashStep('notary-desk/list/v1', [name, hashes], crypto);

/** Every hash up to the claim of a list that is disclosed in whole, which is the last. */
export function listSteps(
  [salt, name]: Disclosure,
  values: readonly Json[],
  crypto: Hashing,
): readonly [...HashStep[], HashStep] {
  const steps = values.map((value, index) => {
    const own = saltStep(salt, name, index, crypto);
    return [own, elementStep(own.hash, name, index, value, crypto)] as const;
  });
  const hashes = steps.map(([, { hash }]) => hash);
  return [...steps.flat(), listStep(name, hashes, crypto)];
}

/** The same of a list that is disclosed in part. */
export function partSteps([, name, elements]: PartDisclosure, crypto: Hashing): readonly [...HashStep[], HashStep] {
  const steps = elements.map((element, index) =>
    typeof element === 'string' ? null : elementStep(element[0], name, index, element[1], crypto),
  );
  const hashes = elements.map((element, index) => (typeof element === 'string' ? element : (steps[index]?.hash ?? '')));
  return [...steps.filter((step) => step !== null), listStep(name, hashes, crypto)];
}

/** A list without the elements of these indexes: some of them, not all. */
export function withoutElements(
  [salt, name]: Disclosure,
  values: readonly Json[],
  withheld: ReadonlySet<number>,
  crypto: Hashing,
): PartDisclosure {
  const elements = values.map((value, index): ListElement => {
    const own = saltStep(salt, name, index, crypto).hash;
    return withheld.has(index) ? elementStep(own, name, index, value, crypto).hash : [own, value];
  });
  return [null, name, elements];
}
