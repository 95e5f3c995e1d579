/**
 * Files around an invoice: a PDF that has it embedded, a signature that it is wrapped in. What counts is the invoice inside; its
 * reading says in which container it was found.
 */
import { visible } from '../../formats/plain-text.ts';
import { shownText } from './findings.ts';
import type { Note, ReaderVersion, Reading } from './reading.ts';

/** A container by its short name, and the version of how it is opened. */
export interface Container {
  readonly name: string;
  readonly v: number;
}

/**
 * The reader of what another reader finds inside a container. Its version grows with either of the two, so that no two states
 * of this program share one.
 */
export function readerInside({ name, v }: Container, inner: ReaderVersion): ReaderVersion {
  return { reader: `${name}.${inner.reader}`, v: v + inner.v - 1 };
}

/** A reading of what is inside a container, with what there is to say of the container. */
export function readingInside(container: Container, inner: Reading, notes: readonly Note[]): Reading {
  const known = new Set(inner.notes.map(({ code, detail }) => `${code} ${detail}`));
  const more = notes.filter(({ code, detail }) => !known.has(`${code} ${detail}`));
  return { ...inner, ...readerInside(container, inner), notes: [...inner.notes, ...more] };
}

/** Characters of a name of a file inside another one, where it is shown. */
const NAME = 100;

/** A name that a stranger gave to a file, for a note. */
export const shownFile = (name: string): string => shownText(visible(name), NAME);
