/** The sums of the commitments of a dossier's items: a minute's work for 100,000, so the page can draw, answer and cancel meanwhile. */
import { readItemsFile } from '../../core/dossier/files.ts';
import { ITEM_LISTS, type Item, type ItemListName } from '../../core/dossier/items.ts';
import { addingUp, type CommitmentSums } from '../../core/dossier/totals.ts';
import { errorCode, NotaryError } from '../../core/errors.ts';
import type { ListSums } from '../../core/verification/dossier-checks.ts';
import { Turns } from './turns.ts';

/**
 * The sums of an `items.json`; null for one that cannot be read, about which `verify` will say what is wrong. Throws `cancelled`.
 * `onProgress` is told how many items are done, of how many.
 */
export async function sumsOf(
  bytes: Uint8Array,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<ListSums | null> {
  const lists = readable(bytes);
  if (!lists) return null;
  const turns = new Turns(signal);
  const total = ITEM_LISTS.reduce((sum, name) => sum + lists[name].length, 0);
  const sums = new Map<ItemListName, () => CommitmentSums>();
  let before = 0;
  for (const name of ITEM_LISTS) {
    const start = before;
    sums.set(name, await added(lists[name], turns, (done) => onProgress(start + done, total)));
    before += lists[name].length;
  }
  return (name) => (sums.get(name) as () => CommitmentSums)();
}

function readable(bytes: Uint8Array) {
  try {
    return readItemsFile(bytes);
  } catch (error) {
    if (error instanceof NotaryError) return null;
    throw error;
  }
}

/** The sums of one list, or the error of adding it up, which whoever asks for them gets. */
async function added(
  items: readonly Item[],
  turns: Turns,
  onProgress: (done: number) => void,
): Promise<() => CommitmentSums> {
  const adding = addingUp(items);
  try {
    for (;;) {
      await turns.next();
      const { done, value } = adding.next();
      if (done) return () => value;
      onProgress(value);
    }
  } catch (error) {
    if (errorCode(error) !== 'malformed') throw error;
    return () => {
      throw error;
    };
  }
}
