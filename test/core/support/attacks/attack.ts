/** Updates that change, or could change, what a certificate shows: what all kinds of them share. */
import { type Numbers, signed, textOf, type UpdateParts } from '../updates.ts';

/** One attack, with the reason for which it is refused. */
export interface Attack {
  readonly name: string;
  readonly why: RegExp;
  make(issued: Uint8Array): Uint8Array;
}

/** What an attack does to the update that signs. */
export type Change = (parts: UpdateParts, numbers: Numbers, issued: Uint8Array) => void;

/** An attack by a change of the update that signs. */
export const attack = (name: string, why: RegExp, change: Change): Attack => ({
  name,
  why,
  make: (issued) => signed(issued, (parts, numbers) => change(parts, numbers, issued)),
});

/** Adds entries to one of the dictionaries. */
export const adding =
  (part: 'catalog' | 'page' | 'form' | 'field' | 'signature', entries: string): Change =>
  (parts) => {
    parts[part] += entries;
  };

/** The number of the first object that an entry of this name refers to. */
export const entryNumber = (entry: string) => (issued: Uint8Array) =>
  Number(new RegExp(`/${entry} (\\d+) 0 R`).exec(textOf(issued))?.[1]);

/** Above the amount of the sample certificate. */
export const AMOUNT = '[410 610 520 640]';
/** Where nothing is printed. */
export const FREE = '[46 60 246 110]';
