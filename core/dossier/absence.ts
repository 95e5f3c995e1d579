/** That a record is not in a list: the two items between which it would stand are neighbours, or the first or the last. */
import type { Crypto } from '../crypto.ts';
import { equal } from '../formats/bytes.ts';
import { emptyRoot } from '../log/merkle.ts';
import { type ItemProof, type ItemTree, isItemOf, type ListRoot } from './items.ts';

/** The items before and behind the place where a record would stand; null where there is none. */
export interface Absence {
  readonly before: ItemProof | null;
  readonly after: ItemProof | null;
}

/** The proof that no item of the list has this leaf hash; null when one has. */
export function absenceOf(leaf: string, tree: ItemTree): Absence | null {
  const place = tree.placeOf(leaf);
  if (tree.items[place]?.[0] === leaf) return null;
  return {
    before: place === 0 ? null : tree.proof(place - 1),
    after: place === tree.items.length ? null : tree.proof(place),
  };
}

/** Whether this shows that no item of the list has this leaf hash. Throws as `isItemOf` does: never for what `openings.json` can hold. */
export function isAbsent(
  leaf: string,
  { before, after }: Absence,
  list: ListRoot,
  crypto: Pick<Crypto, 'sha256'>,
): boolean {
  if (before === null && after === null) return list.count === 0 && equal(list.root, emptyRoot(crypto));
  // before the first item nothing stands, behind the last neither
  const start = before === null ? 0 : before.index + 1;
  const end = after === null ? list.count : after.index;
  const isBetween = (before === null || before.item[0] < leaf) && (after === null || leaf < after.item[0]);
  return (
    start === end &&
    isBetween &&
    [before, after].every((neighbour) => neighbour === null || isItemOf(list, neighbour, crypto))
  );
}
