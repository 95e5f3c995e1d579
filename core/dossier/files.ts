/**
 * The two files that a certificate of a dossier may carry beside the three of every certificate: all items, and what is
 * laid open of some. docs/certificate-format/dossiers.md, "items.json" and "openings.json".
 */
import { NotaryError } from '../errors.ts';
import { PDF_LIMITS } from '../formats/attachments/limits.ts';
import { fromBase64, fromUtf8, toBase64, utf8 } from '../formats/bytes.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../formats/canonical.ts';
import {
  checked,
  type Decoder,
  integer,
  list,
  literal,
  mapped,
  nullable,
  object,
  oneOf,
  text,
} from '../formats/decoder.ts';
import { hex32 } from '../formats/digests.ts';
import type { EvidenceFiles } from '../formats/evidence.ts';
import { plainText } from '../formats/plain-text.ts';
import { HASH_BYTES, MAX_PROOF } from '../log/merkle.ts';
import type { Absence } from './absence.ts';
import { dossierAmount, readAmount } from './amounts.ts';
import { ITEM_LISTS, type Item, type ItemListName, type ItemProof, MAX_ITEMS, readItem } from './items.ts';
import { blindText, type Opening, readBlind } from './pedersen.ts';

/** The `v` of both files. */
const VERSION = 1;

/** Both lists, whole. */
export type ItemLists = { readonly [N in ItemListName]: readonly Item[] };

const itemLists = object<ItemLists & { readonly v: 1 }>({
  v: literal(VERSION),
  items: list(readItem, MAX_ITEMS),
  credits: list(readItem, MAX_ITEMS),
});

/** The bytes of a file, which nobody would read if it were larger. Throws `too-large` with the reason `dossier`. */
function fileBytes(value: unknown, most: number): Uint8Array {
  const bytes = canonicalBytes(value as Json);
  if (bytes.length > most)
    throw new NotaryError('too-large', `${bytes.length} bytes of a dossier; ${most} at most`, { reason: 'dossier' });
  return bytes;
}

/** Bytes of `items.json`. Throws `too-large`. */
export function itemsFile({ items, credits }: ItemLists): Uint8Array {
  return fileBytes({ v: VERSION, items, credits }, PDF_LIMITS.items);
}

/** Reads `items.json`; whether the items are in order is not looked at. Throws `malformed`, `too-large` or `newer-version`. */
export function readItemsFile(bytes: Uint8Array): ItemLists {
  const value = parseCanonical(bytes, PDF_LIMITS.items);
  checkVersion(value, VERSION);
  const { items, credits } = itemLists(value, 'items');
  return { items, credits };
}

/** One item that is laid open. */
export interface OpenedItem {
  readonly list: ItemListName;
  readonly proof: ItemProof;
  /** What opens its commitment; null when that stays hidden. */
  readonly opening: Opening | null;
  /** The certificate of the record itself; null when it is not shown. */
  readonly certificate: EvidenceFiles | null;
}

/** That a record is in none of the lists. */
export interface ShownAbsence {
  /** Leaf hash of the record, hex. */
  readonly leaf: string;
  readonly lists: { readonly [N in ItemListName]: Absence };
}

/** How the opened items were drawn (core/dossier/sample.ts). */
export interface DrawnSample {
  readonly seed: string;
  readonly size: number;
}

/** `openings.json`. */
export interface Openings {
  readonly openings: readonly OpenedItem[];
  readonly absences: readonly ShownAbsence[];
  readonly sample: DrawnSample | null;
}

/** Openings, and absences, of one file at most. */
export const MAX_OPENINGS = 20_000;

const hash = checked(mapped(text(44), fromBase64), ({ length }) => length === HASH_BYTES, '32 bytes in base64');
const shape = object<{ index: number; item: Item; path: readonly Uint8Array[] }>({
  index: integer(0, MAX_ITEMS - 1),
  item: readItem,
  path: list(hash, MAX_PROOF),
});
const itemProof: Decoder<ItemProof> = shape;
const absence = object<Absence>({ before: nullable(itemProof), after: nullable(itemProof) });
/** Files of JSON as text; each has the bound of its own format when it is read. */
const fileText = mapped(text(1024 * 1024), utf8);

const openedItem: Decoder<OpenedItem> = object<OpenedItem>({
  list: oneOf(...ITEM_LISTS),
  proof: itemProof,
  opening: nullable(object<Opening>({ amount: readAmount, blind: readBlind })),
  certificate: nullable(object<EvidenceFiles>({ record: fileText, evidence: fileText, proof: fileText })),
});

const inOrderOf =
  <T>(key: (value: T) => string) =>
  (values: readonly T[]) =>
    values.every((value, i) => i === 0 || key(values[i - 1] as T) < key(value));

/** Their lists in the order of the alphabet, within each by place: so each item stands once. */
const placeKey = ({ list: name, proof }: OpenedItem) => `${name} ${String(proof.index).padStart(6, '0')}`;

const openingsShape = object<Openings & { readonly v: 1 }>({
  v: literal(VERSION),
  openings: checked(list(openedItem, MAX_OPENINGS), inOrderOf(placeKey), 'openings in order, none twice'),
  absences: checked(
    list(object<ShownAbsence>({ leaf: hex32, lists: object({ items: absence, credits: absence }) }), MAX_OPENINGS),
    inOrderOf(({ leaf }) => leaf),
    'absences in the order of their leaf hashes, none twice',
  ),
  sample: nullable(object<DrawnSample>({ seed: plainText, size: integer(1, MAX_ITEMS) })),
});

const writtenProof = ({ index, item, path }: ItemProof) => ({ index, item, path: path.map(toBase64) });
const writtenAbsence = ({ before, after }: Absence) => ({
  before: before && writtenProof(before),
  after: after && writtenProof(after),
});

function writtenItem({ list: name, proof, opening, certificate }: OpenedItem) {
  return {
    list: name,
    proof: writtenProof(proof),
    opening: opening && { amount: dossierAmount(opening.amount), blind: blindText(opening.blind) },
    certificate: certificate && {
      record: fromUtf8(certificate.record),
      evidence: fromUtf8(certificate.evidence),
      proof: fromUtf8(certificate.proof),
    },
  };
}

/** Bytes of `openings.json`; openings and absences are put in order. Throws `too-large`. */
export function openingsFile({ openings, absences, sample }: Openings): Uint8Array {
  const by =
    <T>(key: (value: T) => string) =>
    (a: T, b: T) =>
      key(a) < key(b) ? -1 : 1;
  const file = {
    v: VERSION,
    openings: [...openings].sort(by(placeKey)).map(writtenItem),
    absences: [...absences].sort(by(({ leaf }) => leaf)).map(({ leaf, lists }) => ({
      leaf,
      lists: { items: writtenAbsence(lists.items), credits: writtenAbsence(lists.credits) },
    })),
    sample: sample && { seed: sample.seed, size: sample.size },
  };
  return fileBytes(file, PDF_LIMITS.openings);
}

/** Reads `openings.json`. Throws `malformed`, `too-large` or `newer-version`. */
export function readOpeningsFile(bytes: Uint8Array): Openings {
  const value = parseCanonical(bytes, PDF_LIMITS.openings);
  checkVersion(value, VERSION);
  const { openings, absences, sample } = openingsShape(value, 'openings');
  return { openings, absences, sample };
}
