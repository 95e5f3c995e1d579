/** Two lists beside one another: because both are in order, one walk through them finds everything. */
import type { Item } from './items.ts';

/** Leaf hashes in hex, in their order. */
export interface ListComparison {
  readonly shared: readonly string[];
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
}

/**
 * What two lists share and what only one has, by the leaf hashes of the records. Where the second list replaces the first,
 * `onlySecond` has come and `onlyFirst` has gone. Commitments are not compared: each dossier has its own.
 */
export function compareLists(first: readonly Item[], second: readonly Item[]): ListComparison {
  const shared: string[] = [];
  const onlyFirst: string[] = [];
  const onlySecond: string[] = [];
  let [i, k] = [0, 0];
  while (i < first.length || k < second.length) {
    const [a, b] = [first[i]?.[0], second[k]?.[0]];
    if (a !== undefined && a === b) shared.push(a);
    else if (b === undefined || (a !== undefined && a < b)) onlyFirst.push(a as string);
    else onlySecond.push(b);
    if (a !== undefined && (b === undefined || a <= b)) i += 1;
    if (b !== undefined && (a === undefined || b <= a)) k += 1;
  }
  return { shared, onlyFirst, onlySecond };
}
