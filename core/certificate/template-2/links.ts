/** The row of the records that this one refers to. A hash is all that the evidence has of them, so it is all that the page says. */
import type { AnyFacts } from '../../records/facts.ts';
import { isOtherLinks, linksIn } from '../../records/links.ts';
import { both, GREY, type Row, SIZE, span } from '../drawing/flow.ts';
import type { Span } from '../drawing/typeset.ts';
import { LINK_RELS, LINK_TEXTS } from './link-words.ts';
import { grouped, mono, note, row } from './rows.ts';

/** Each record by what it is to this one, whose log it is in, and its leaf; null where none is stated, or that is withheld. */
export function linksRow({ links }: AnyFacts, origin: string): Row | null {
  if (isOtherLinks(links)) return row(LINK_TEXTS.label, ...both(LINK_TEXTS.other, SIZE.value, GREY));
  const found = linksIn(links);
  if (found.length === 0) return null;
  const value = found.flatMap((link): Span[][] => [
    [
      ...both(LINK_RELS[link.rel] ?? { zh: link.rel, en: '' }),
      span('  '),
      ...both(link.origin === origin ? LINK_TEXTS.sameLog : LINK_TEXTS.otherLog, 8, GREY),
      ...(link.basis === 'typed' ? [] : [span('  '), mono(link.basis, 7.4)]),
    ],
    [grouped(link.leaf)],
  ]);
  return { label: LINK_TEXTS.label, value, note: note(LINK_TEXTS.knew) };
}
