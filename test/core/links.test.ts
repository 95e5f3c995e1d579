/** The fact `links`: its shape, what a value of another version means, and what it is called. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/formats/canonical.ts';
import {
  type DraftLink,
  draftLinksIn,
  isDraftLinks,
  isOtherLinks,
  LINK_RELS,
  type Link,
  linkKey,
  linksFact,
  linksIn,
  linksValue,
  MAX_LINKS,
} from '../../core/records/links.ts';
import { factText } from '../../core/words/fact-text.ts';
import { LANGUAGES, wordsFor } from '../../core/words/words.ts';
import { outcome } from './support/outcome.ts';

const ORIGIN = `desk/${'0'.repeat(63)}1`;
const LINK: Link = { rel: 'order', origin: ORIGIN, leaf: 'ab'.repeat(32), basis: 'typed' };
const value = (...refs: object[]) => ({ v: 1, refs }) as unknown as Json;
const reading = (given: unknown) => outcome(() => linksValue(given, 'links'));

const hex = (length: number) =>
  fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length }).map((all) => all.join(''));
const link = fc.record<Link>({
  rel: fc.constantFrom(...LINK_RELS),
  origin: hex(64).map((digits) => `desk/${digits}`),
  leaf: hex(64),
  basis: fc.constantFrom('typed', 'xml:BT-13', 'xml:BT-25', 'cn-einvoice:1.2/a'),
});
const id = fc.nat({ max: 2 ** 40 }).map((n) => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`);
const draft = fc.oneof<fc.Arbitrary<DraftLink>[]>(
  link,
  fc.record({ rel: fc.constantFrom(...LINK_RELS), record: id, basis: fc.constant('typed') }),
);

describe('the value', () => {
  it('is null, or links that are read back as they are', () => {
    expect(linksFact([])).toBeNull();
    fc.assert(
      fc.property(fc.uniqueArray(link, { selector: linkKey, minLength: 1, maxLength: MAX_LINKS }), (links) => {
        const fact = linksFact(links);
        expect(linksValue(fact, 'links')).toEqual({ v: 1, refs: links });
        expect(linksIn(fact)).toEqual(links);
        expect(draftLinksIn(fact)).toEqual(links);
        expect(isDraftLinks(fact) || isOtherLinks(fact)).toBe(false);
      }),
    );
  });

  it.each<[string, Json, string]>([
    ['null', null, 'accepted'],
    ['a link', value(LINK), 'accepted'],
    ['one record as two things', value(LINK, { ...LINK, rel: 'contract' }), 'accepted'],
    ['none', value(), 'malformed'],
    ['the same twice', value(LINK, { ...LINK, basis: 'xml:BT-13' }), 'malformed'],
    [
      'more than fifty',
      value(...Array.from({ length: 51 }, (_, i) => ({ ...LINK, leaf: `${i}`.padStart(64, '0') }))),
      'malformed',
    ],
    ['as something that is not in the list', value({ ...LINK, rel: 'friend' }), 'malformed'],
    ['an origin that is none', value({ ...LINK, origin: 'desk/1' }), 'malformed'],
    ['a leaf in capitals', value({ ...LINK, leaf: 'AB'.repeat(32) }), 'malformed'],
    ['half a leaf', value({ ...LINK, leaf: 'ab'.repeat(16) }), 'malformed'],
    ['no basis', value({ rel: 'order', origin: ORIGIN, leaf: LINK.leaf }), 'malformed'],
    ['a basis without a place', value({ ...LINK, basis: 'xml:' }), 'malformed'],
    ['a basis of 65 characters', value({ ...LINK, basis: `xml:${'a'.repeat(61)}` }), 'malformed'],
    ['a title beside it', value({ ...LINK, title: 'Order 17' }), 'malformed'],
    ['a member more', { v: 1, refs: [LINK], rule: 1 } as unknown as Json, 'malformed'],
  ])('%s: %s is %s', (_, given, expected) => {
    expect(reading(given)).toBe(expected);
  });

  it.each<[string, Json]>([
    ['a later version', { v: 2, refs: [{ rel: 'friend' }] }],
    ['none', { refs: [] }],
    ['a version that is text', { v: '1' }],
    ['a list', [{ a: 1 }]],
    ['a text', 'order 17'],
    ['a number', 7],
    ['false', false],
  ])('of another version (%s) is kept as it is, and nothing is concluded from it', (_, given) => {
    expect(linksValue(given, 'links')).toEqual(given);
    expect(linksIn(given)).toEqual([]);
    expect(isOtherLinks(given)).toBe(true);
    expect(draftLinksIn(given)).toBeNull();
  });
});

describe('links of a record that waits', () => {
  it('may name others that wait by their id; such a value is told from one that can be sealed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(draft, { selector: linkKey, minLength: 1, maxLength: MAX_LINKS }), (links) => {
        const fact = linksFact(links);
        expect(draftLinksIn(fact)).toEqual(links);
        expect(isDraftLinks(fact)).toBe(links.some((one) => 'record' in one));
        // what is no link yet is not shown as one
        if (isDraftLinks(fact)) expect(linksIn(fact)).toEqual([]);
      }),
    );
  });

  it('is not read where it was changed to something else', () => {
    const fact = linksFact([{ rel: 'order', record: '01890000-0000-7000-8000-000000000001', basis: 'typed' }]);
    const changed = { ...(fact as object), refs: [{ rel: 'order', record: 'x', basis: 'typed' }] } as unknown as Json;
    expect(draftLinksIn(changed)).toBeNull();
    expect(isDraftLinks(changed)).toBe(true);
  });
});

describe('in words', () => {
  it.each(LANGUAGES)('a link is a sentence with the leaf in groups (%s)', (language) => {
    const words = wordsFor(language);
    expect(new Set(Object.values(words.links.refersTo)).size).toBe(LINK_RELS.length);
    expect(new Set(Object.values(words.links.rels)).size).toBe(LINK_RELS.length);
    const text = factText('links', { links: value(LINK) }, words);
    expect(text).toContain(words.links.refersTo.order);
    expect(text).toContain('abababab abababab');
    expect(factText('links', { links: { v: 2, x: 1 } }, words)).toBe('{"v":2,"x":1}');
    expect(factText('links', { links: null }, words)).toBeNull();
  });
});
