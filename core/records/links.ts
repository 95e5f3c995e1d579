/**
 * The fact `links`: which other records this one refers to, and as what. A link names exact bytes by the hash of a leaf, also
 * in another desk's log. docs/certificate-format.md, "Links".
 */
import type { Json } from '../formats/canonical.ts';
import { checked, type Decoder, list, literal, object, oneOf, readOrNull, text } from '../formats/decoder.ts';
import { hex32 } from '../formats/digests.ts';
import { logOrigin, recordId } from '../formats/ids.ts';

/** The `v` that this program writes and understands. */
export const LINKS_VERSION = 1;
/** Most links of one record. */
export const MAX_LINKS = 50;

/** As what the other record is referred to, a closed list: this record refers to that one as its `order`. */
export const LINK_RELS = [
  'order',
  'contract',
  'despatch', // that goods were sent, as their sender says before or with them
  'delivery', // that goods were handed over
  'receipt', // that goods were received, as who received them says
  'invoice',
  'credit-of', // what this credit note or red invoice takes back
  'payment',
  'part-of',
  'amends',
  'about',
] as const;
/** One of them. */
export type LinkRel = (typeof LINK_RELS)[number];

/** Why a link is stated: a person did, or a reader found it in the document (`xml:BT-13`). */
export const TYPED = 'typed';

/** This record refers to that one as its `rel`. */
export interface Link {
  readonly rel: LinkRel;
  /** Origin of the log that the other record is in. */
  readonly origin: string;
  /** Hash of its leaf (RFC 6962), hex. */
  readonly leaf: string;
  readonly basis: string;
}

/** Value of the fact, version 1. */
export interface Links {
  readonly v: typeof LINKS_VERSION;
  /** At least one; none twice. */
  readonly refs: readonly Link[];
}

/** A link to a record that waits to be sealed, by its id: only then is the hash of its leaf known. */
export interface WaitingLink extends Pick<Link, 'rel' | 'basis'> {
  readonly record: string;
}

/** A link of a record that waits to be sealed itself. */
export type DraftLink = Link | WaitingLink;

/** Whether a link still has no leaf. */
export const isWaitingLink = (link: DraftLink): link is WaitingLink => 'record' in link;

/** What a link names, for comparison: no record has two links to the same record as the same. */
export const linkKey = (link: DraftLink): string =>
  isWaitingLink(link) ? `${link.rel} ${link.record}` : `${link.rel} ${link.origin} ${link.leaf}`;

const areDistinct = (links: readonly DraftLink[]) => new Set(links.map(linkKey)).size === links.length;
const readRel = oneOf(...LINK_RELS);

/** `typed`, or the name of what was read, a colon, and the place in it. */
export const readBasis: Decoder<string> = text(
  64,
  /^(?:typed|[a-z][a-z0-9-]{0,15}:[A-Za-z0-9][A-Za-z0-9./-]*)$/,
  'why a link is stated',
);

const readLink = object<Link>({ rel: readRel, origin: logOrigin, leaf: hex32, basis: readBasis });
const readWaiting = object<WaitingLink>({ rel: readRel, record: recordId, basis: readBasis });

const shape = object<Links>({
  v: literal(LINKS_VERSION),
  refs: checked(list(readLink, MAX_LINKS, 1), areDistinct, 'links, none twice'),
});

/** How a record keeps its links until it is sealed, where one is to a record that waits. Such a value is never sealed. */
interface Draft {
  readonly draft: 1;
  readonly refs: readonly DraftLink[];
}

const draftShape = object<Draft>({
  draft: literal(1),
  refs: checked(
    list<DraftLink>(
      (value, at) => (isWaitingLink((value ?? {}) as DraftLink) ? readWaiting(value, at) : readLink(value, at)),
      MAX_LINKS,
      1,
    ),
    areDistinct,
    'links, none twice',
  ),
});

const membersOf = (value: unknown): { readonly v?: unknown; readonly draft?: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

const isKnown = (value: unknown): boolean => membersOf(value).v === LINKS_VERSION;

/**
 * Reads the fact's value: null; version 1 in its bounds; or any other JSON, which is kept as it is and says nothing to this
 * program. Records of programs before there was a shape may have it. Throws `malformed`.
 */
export const linksValue: Decoder<Json> = (value, at) =>
  isKnown(value) ? (shape(value, at) as unknown as Json) : (value as Json);

/** The links in the value of the fact; none where it is null, withheld, or not understood. */
export function linksIn(value: Json | undefined): readonly Link[] {
  return isKnown(value) ? (readOrNull(shape, value)?.refs ?? []) : [];
}

/** Whether there is a value that this program does not understand. */
export function isOtherLinks(value: Json | undefined): boolean {
  return value !== null && value !== undefined && !isKnown(value);
}

/** Whether the value is that of a record with a link to one that waits: it can't be sealed as it is. */
export const isDraftLinks = (value: Json | undefined): boolean => membersOf(value).draft !== undefined;

/** The links of a record that waits, by the value of its fact; null for a value that this program does not understand. */
export function draftLinksIn(value: Json | undefined): readonly DraftLink[] | null {
  if (isDraftLinks(value)) return readOrNull(draftShape, value)?.refs ?? null;
  return isOtherLinks(value) ? null : linksIn(value);
}

/** The value of the fact for these links; null for none. Throws `malformed` for too many, or one twice. */
export function linksFact(links: readonly DraftLink[]): Json {
  if (links.length === 0) return null;
  const value = links.some(isWaitingLink) ? { draft: 1, refs: links } : { v: LINKS_VERSION, refs: links };
  const read = 'draft' in value ? draftShape(value, 'links') : shape(value, 'links');
  return read as unknown as Json;
}
