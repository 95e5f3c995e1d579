/** Tables of places: which element of a document states which fact, and which other documents it names. */
import type { InvoiceFindings, InvoiceTerm } from './findings.ts';
import type { Reference } from './reading.ts';
import { type XmlPath, xmlPath } from './xml-path.ts';
import type { XmlElement } from './xml-tree.ts';

/** One place of a document that states a term. */
export interface Place {
  /** Its name in readings, such as `xml:BT-1`. */
  readonly place: string;
  /** In the notation of `xmlPath`. */
  readonly path: string;
}

/** Places that all count for one term, and have to agree. */
export type Agreeing = readonly Place[];

/** For each term the places that state it; the first of several groups that states anything counts, the others do not. */
export type FactTable = Readonly<Partial<Record<InvoiceTerm, readonly Agreeing[]>>>;

/** Another document: the element, and where in it number and date stand. */
export interface ReferencePlace extends Place {
  readonly rel: Reference['rel'];
  readonly number: string;
  readonly date: string | null;
}

/** Tables for one kind of document. */
export interface DocumentTable {
  readonly namespaces: Readonly<Record<string, string>>;
  readonly facts: FactTable;
  readonly references: readonly ReferencePlace[];
}

/** Enters what a document states at the places of a table. */
export type Collect = (root: XmlElement, findings: InvoiceFindings) => void;

/** The texts at a path that are not empty. */
export function textsAt(path: XmlPath, from: XmlElement): readonly string[] {
  return path(from)
    .map(({ text }) => text)
    .filter((text) => text.trim() !== '');
}

/** The first text at a path that is not empty, without white space around it; empty when there is none. */
export function textAt(path: XmlPath, from: XmlElement): string {
  return textsAt(path, from)[0]?.trim() ?? '';
}

/** Reads the paths of a table once, for all documents. */
export function collector({ namespaces, facts, references }: DocumentTable): Collect {
  const terms = (Object.keys(facts) as InvoiceTerm[]).map((term) => ({
    term,
    groups: (facts[term] ?? []).map((group) =>
      group.map(({ place, path }) => ({ place, at: xmlPath(path, namespaces) })),
    ),
  }));
  const others = references.map(({ place, path, rel, number, date }) => ({
    place,
    rel,
    at: xmlPath(path, namespaces),
    number: xmlPath(number, namespaces),
    date: date === null ? () => [] : xmlPath(date, namespaces),
  }));
  return (root, findings) => {
    for (const { term, groups } of terms) {
      const stated = groups.map((group) =>
        group.flatMap(({ place, at }) => textsAt(at, root).map((text) => ({ place, text }))),
      );
      for (const { place, text } of stated.find((group) => group.length > 0) ?? []) findings.state(term, place, text);
    }
    for (const { place, rel, at, number, date } of others)
      for (const element of at(root)) {
        const [day] = textsAt(date, element);
        for (const text of textsAt(number, element))
          findings.refer(rel, place, day === undefined ? { number: text } : { number: text, date: day });
      }
  };
}
