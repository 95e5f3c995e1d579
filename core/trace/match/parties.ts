/** Whether two documents name the same party: by their ids where both have one, else by their names, and then it is said so. */

/** A party as a document names it. */
export interface Party {
  readonly name: string | null;
  readonly id: string | null;
}

/** `names`: only the names are the same; ids would have said more. */
export type Sameness = 'ids' | 'names' | 'different';

const plain = (text: string) => text.normalize('NFKC').toUpperCase().normalize('NFKC');

/** A name without what people write differently: case, width, spaces, punctuation. Names of different words stay different. */
export const nameKey = (name: string): string => plain(name).replace(/[^\p{L}\p{N}]/gu, '');

/** An id without the punctuation that people put into it. */
export const idKey = (id: string): string => plain(id).replace(/[^\p{L}\p{N}]/gu, '');

/** One that says nothing of itself: it has neither a name nor an id. */
export const isUnnamed = ({ name, id }: Party): boolean =>
  (name === null || nameKey(name) === '') && (id === null || idKey(id) === '');

/** Compares two parties; ids that differ are different parties, whatever they are called. */
export function compareParties(a: Party, b: Party): Sameness {
  if (a.id !== null && b.id !== null) return idKey(a.id) === idKey(b.id) ? 'ids' : 'different';
  if (a.name === null || b.name === null) return 'different';
  return nameKey(a.name) === nameKey(b.name) ? 'names' : 'different';
}
