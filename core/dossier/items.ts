/**
 * The list that a dossier commits to: its items in the order of their leaf hashes, none twice, under a root of RFC 6962.
 * The order makes it possible to show that a record is not in it, and to compare two lists.
 * docs/certificate-format/dossiers.md, "Items".
 */
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { utf8 } from '../formats/bytes.ts';
import { type Decoder, integer, nullable, object, text } from '../formats/decoder.ts';
import { hex32 } from '../formats/digests.ts';
import { appendedNodes, inclusionProof, logRoot, type ReadNode } from '../log/log.ts';
import { leafHash, verifyInclusion } from '../log/merkle.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/**
 * One item: the leaf hash of a record, the commitment to its amount, and the currency of that; hex, hex, ISO 4217. Both are
 * null for a record without an amount.
 */
export type Item = readonly [leaf: string, commitment: string | null, currency: string | null];

/** The lists of a dossier: what it is made of, and the credit notes that take back some of it. */
export const ITEM_LISTS = ['items', 'credits'] as const;
/** Name of a list. */
export type ItemListName = (typeof ITEM_LISTS)[number];

/** A list as the record commits to it: the number of items, and their root in hex. */
export interface ItemList {
  readonly count: number;
  readonly root: string;
}

/** Items of one list at most. */
export const MAX_ITEMS = 131_072;

/** Reads a list as a record has it. Throws `malformed`. */
export const readItemList: Decoder<ItemList> = object<ItemList>({ count: integer(0, MAX_ITEMS), root: hex32 });

const commitmentOrNull = nullable(hex32);
const currencyOrNull = nullable(text(3, /^[A-Z]{3}$/, 'an ISO 4217 code'));

/** Reads one item. Throws `malformed`. */
export const readItem: Decoder<Item> = (value, at) => {
  if (!Array.isArray(value) || value.length !== 3)
    throw new NotaryError('malformed', `${at}: not [leaf hash, commitment, currency]`);
  const item: Item = [
    hex32(value[0], `${at}[0]`),
    commitmentOrNull(value[1], `${at}[1]`),
    currencyOrNull(value[2], `${at}[2]`),
  ];
  if ((item[1] === null) !== (item[2] === null))
    throw new NotaryError('malformed', `${at}: an amount and its currency stand together`);
  return item;
};

/** The canonical bytes of an item; nothing in it needs an escape. */
export function itemBytes([leaf, committed, currency]: Item): Uint8Array {
  const quoted = (value: string | null) => (value === null ? 'null' : `"${value}"`);
  return utf8(`["${leaf}",${quoted(committed)},${quoted(currency)}]`);
}

/** Whether the items stand in the order of their leaf hashes, none twice. */
export function isInOrder(items: readonly Item[]): boolean {
  return items.every((item, i) => i === 0 || (items[i - 1] as Item)[0] < item[0]);
}

/** The items in their order. Throws `bad-input` when a record is there twice, or there are too many. */
export function inOrder(items: readonly Item[]): readonly Item[] {
  if (items.length > MAX_ITEMS) throw new NotaryError('bad-input', `more than ${MAX_ITEMS} items`);
  const sorted = [...items].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const twice = sorted.find((item, i) => i > 0 && (sorted[i - 1] as Item)[0] === item[0]);
  if (twice) throw new NotaryError('bad-input', `the record with the leaf ${twice[0]} is in the list twice`);
  return sorted;
}

/** An item at its place, with the path that leads from it to the root: 32 bytes each, sibling first. */
export interface ItemProof {
  readonly index: number;
  readonly item: Item;
  readonly path: readonly Uint8Array[];
}

/** Items with the tree over them; that they are in order is the caller's to see to (`inOrder`, `isInOrder`). */
export class ItemTree {
  readonly items: readonly Item[];
  readonly #crypto: Sha256;
  readonly #levels: Uint8Array[][] = [];
  readonly #read: ReadNode = (level, index) => this.#levels[level]?.[index];

  constructor(items: readonly Item[], crypto: Sha256) {
    this.items = items;
    this.#crypto = crypto;
    const hashes = items.map((item) => leafHash(itemBytes(item), crypto));
    for (const { level, index, hash } of appendedNodes(0, hashes, () => undefined, crypto)) {
      this.#levels[level] ??= [];
      (this.#levels[level] as Uint8Array[])[index] = hash;
    }
  }

  /** 32 bytes. */
  root(): Uint8Array {
    return logRoot(this.items.length, this.#read, this.#crypto);
  }

  /** The number of items whose leaf hash is below this one: the place where it is, or would be. */
  placeOf(leaf: string): number {
    let [low, high] = [0, this.items.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.items[middle] as Item)[0] < leaf) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The place of the record with this leaf hash; null when it is not in the list. */
  indexOf(leaf: string): number | null {
    const place = this.placeOf(leaf);
    return this.items[place]?.[0] === leaf ? place : null;
  }

  /** The proof of the item at this place. Throws `not-found`. */
  proof(index: number): ItemProof {
    const item = this.items[index];
    if (!item) throw new NotaryError('not-found', `no item ${index} among ${this.items.length}`);
    return { index, item, path: inclusionProof(index, this.items.length, this.#read, this.#crypto) };
  }
}

/** Whether an item is in the list that a record commits to. Throws `malformed` or `too-large` for a path that is none. */
export function isItemOf({ count, root }: ListRoot, { index, item, path }: ItemProof, crypto: Sha256): boolean {
  return verifyInclusion(index, count, leafHash(itemBytes(item), crypto), path, root, crypto);
}

/** A list with its root as bytes. */
export interface ListRoot {
  readonly count: number;
  readonly root: Uint8Array;
}
