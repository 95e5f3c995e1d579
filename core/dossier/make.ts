/**
 * A dossier as it is made: from records and their amounts to what its record commits to, and what opens that. The blinds have
 * to be kept: without them nothing can be laid open later. docs/certificate-format/dossiers.md.
 */
import type { Crypto } from '../crypto.ts';
import { millionths } from '../documents/reading/values.ts';
import { toHex } from '../formats/bytes.ts';
import type { Money } from '../records/facts.ts';
import { ITEM_LISTS, type Item, type ItemList, type ItemListName, ItemTree, inOrder } from './items.ts';
import { commitment, type Opening, randomBlind } from './pedersen.ts';
import { type HiddenAmount, type Totals, totalsOf } from './totals.ts';

/** A record that comes into a dossier. */
export interface Member {
  /** Leaf hash, hex. */
  readonly leaf: string;
  readonly list: ItemListName;
  /** What the record states as `money`; null when it states none. */
  readonly money: Money | null;
}

/** A list with its tree, and what opens each item: null for one without an amount. */
export interface MadeList {
  readonly tree: ItemTree;
  readonly openings: readonly (Opening | null)[];
}

/** All of it. */
export interface MadeDossier {
  readonly lists: { readonly [N in ItemListName]: MadeList };
  /** The members `items` and `credits` of the record. */
  readonly fields: { readonly [N in ItemListName]: ItemList };
  readonly totals: Totals;
}

/**
 * Makes a dossier; `random` gives that many random bytes, `onItem` is called for each record once it is committed to. Throws `bad-input` for a record that is there twice, and for an
 * amount below zero among the items: what takes something back belongs to the credits, which have it without its sign.
 */
export function makeDossier(
  members: readonly Member[],
  random: (length: number) => Uint8Array,
  crypto: Pick<Crypto, 'sha256'>,
  onItem: () => void = () => {},
): MadeDossier {
  inOrder(members.map(({ leaf }): Item => [leaf, null, null]));
  const made = Object.fromEntries(
    ITEM_LISTS.map((name) => [
      name,
      makeList(
        members.filter(({ list }) => list === name),
        random,
        crypto,
        onItem,
      ),
    ]),
  ) as Record<ItemListName, MadeList & { readonly amounts: readonly HiddenAmount[] }>;
  const field = (name: ItemListName): ItemList => {
    const { tree } = made[name];
    return { count: tree.items.length, root: toHex(tree.root()) };
  };
  return {
    lists: made,
    fields: { items: field('items'), credits: field('credits') },
    totals: { v: 1, items: totalsOf(made.items.amounts), credits: totalsOf(made.credits.amounts) },
  };
}

function makeList(
  members: readonly Member[],
  random: (length: number) => Uint8Array,
  crypto: Pick<Crypto, 'sha256'>,
  onItem: () => void,
): MadeList & { readonly amounts: readonly HiddenAmount[] } {
  const openings = new Map<string, Opening>();
  const amounts: HiddenAmount[] = [];
  const items = members.map(({ leaf, list, money }): Item => {
    onItem();
    if (money === null) return [leaf, null, null];
    const opening = { amount: amountInList(money, list), blind: randomBlind(random) };
    openings.set(leaf, opening);
    amounts.push({ ...opening, currency: money.currency });
    return [leaf, commitment(opening), money.currency];
  });
  const tree = new ItemTree(inOrder(items), crypto);
  return { tree, openings: tree.items.map(([leaf]) => openings.get(leaf) ?? null), amounts };
}

/**
 * The amount that a record's `money` has in a list, in millionths: credit notes are written with and without a sign, and are
 * counted without. Below zero among the items, which no commitment there can open to.
 */
export function amountInList({ amount }: Money, list: ItemListName): bigint {
  const value = millionths(amount);
  return list === 'credits' && value < 0n ? -value : value;
}
