/** Lists whose elements are disclosed one by one: some parties of a contract, and not the others. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromUtf8 } from '../../core/formats/bytes.ts';
import { canonicalText, type Json } from '../../core/formats/canonical.ts';
import { DOCUMENT, RECORD_KINDS } from '../../core/records/index.ts';
import { isPart, type PartDisclosure, type ShownFact, shownValue } from '../../core/records/list-facts.ts';
import { INVOICE } from '../../core/records/profiles/index.ts';
import { claimHash, type Disclosure } from '../../core/records/record.ts';
import { repeatedFacts } from '../../core/records/repeated-facts.ts';
import { elementPlace, shownFacts, withholdingOf } from '../../core/records/withholding.ts';
import { makeEvidence } from './support/evidence.ts';
import { outcome, runs } from './support/outcome.ts';
import { failures, verdictOf } from './support/verifying.ts';

const SALT = '000102030405060708090a0b0c0d0e0f';
const PARTIES = ['甲方', 'Beta GmbH', '丙方'];
const parties = (value: readonly string[] = PARTIES): Disclosure => [SALT, 'parties', value];
const shown = (withhold: readonly string[], value = PARTIES, kind = INVOICE) =>
  shownFacts([parties(value)], kind, withhold, nobleCrypto);
const claim = (one: ShownFact) => claimHash(one, nobleCrypto, INVOICE);

describe('a list in part', () => {
  it('has the claim of the list, and nothing of what it withholds', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{8,12}$/), { minLength: 2, maxLength: 20 }),
        fc.infiniteStream(fc.boolean()),
        (value, flags) => {
          const hidden = value.map((_, i) => [i, flags.next().value as boolean] as const).filter(([, is]) => is);
          const names = hidden.map(([i]) => `parties:${i + 1}`);
          const [one] = shown(names, value);
          if (hidden.length === value.length) return one === undefined;
          if (hidden.length === 0) return canonicalText(one as Json) === canonicalText(parties(value) as Json);
          const [part, text] = [one as PartDisclosure, canonicalText(one as unknown as Json)];
          expect(claim(part)).toBe(claim(parties(value)));
          expect(shownValue(part)).toEqual(
            value.map((party, i) => (names.includes(`parties:${i + 1}`) ? null : party)),
          );
          return !text.includes(SALT) && hidden.every(([i]) => !text.includes(JSON.stringify(value[i])));
        },
      ),
      runs(200),
    );
  });

  it('is told from a list that is null, and from one in version 1', () => {
    const nothing: Disclosure = [SALT, 'parties', null];
    expect(claim(nothing)).toBe(claimHash(nothing, nobleCrypto));
    expect(claim(parties())).not.toBe(claimHash(parties(), nobleCrypto));
    const ofVersion1 = RECORD_KINDS.filter(({ v }) => v === 1);
    expect(ofVersion1.flatMap(({ lists }) => Object.keys(lists))).toEqual([]);
  });

  const [part] = shown(['parties:2']) as [PartDisclosure];
  const [first, hash, third] = part[2];
  const reads = (value: unknown, kind = INVOICE) => outcome(() => kind.readShown(value, 'shown'));
  it('is read back', () => {
    expect(isPart(INVOICE.readShown(part, 'shown'))).toBe(true);
    expect(INVOICE.readShown(part, 'shown')).toEqual(part);
    expect(INVOICE.readShown(parties(), 'shown')).toEqual(parties());
  });

  it.each<readonly [string, unknown]>([
    ['that shows everything', [null, 'parties', [first, third]]],
    ['that shows nothing', [null, 'parties', [hash, hash]]],
    ['of one element', [null, 'parties', [first]]],
    ['of none', [null, 'parties', []]],
    ['of more elements than there can be', [null, 'parties', [first, ...Array(20).fill(hash)]]],
    ['of null', [null, 'parties', null]],
    ['with an element that is null', [null, 'parties', [first, null]]],
    ['with an element that is no text', [null, 'parties', [[SALT, 5], hash]]],
    ['with an element that cannot be seen', [null, 'parties', [[SALT, 'a\u202eb'], hash]]],
    ['with an element without a salt', [null, 'parties', [[null, 'a'], hash]]],
    ['with a salt that is too short', [null, 'parties', [[SALT.slice(2), 'a'], hash]]],
    ['with an element of three', [null, 'parties', [[SALT, 'a', 'b'], hash]]],
    ['with a hash that is too short', [null, 'parties', [first, `${hash}`.slice(2)]]],
    ['with a hash in capitals', [null, 'parties', [first, 'AB'.repeat(32)]]],
    ['with a fourth member', [null, 'parties', [first, hash], null]],
    ['of a fact that is no list', [null, 'title', [first, hash]]],
    ['of a fact that is not there', [null, 'party', [first, hash]]],
    ['of what every object has', [null, 'constructor', [first, hash]]],
  ])('%s is refused', (_, value) => {
    expect(reads(value)).toBe('malformed');
  });

  it('is refused in version 1', () => {
    expect(reads(part, DOCUMENT)).toBe('malformed');
    expect(reads(part)).toBe('accepted');
  });
});

describe('a certificate that shows some of the parties', () => {
  const made = (reshow: (elements: PartDisclosure[2]) => readonly unknown[] = (elements) => elements) =>
    makeEvidence({
      kind: INVOICE,
      facts: { parties: PARTIES },
      withhold: ['parties:2'],
      reshown: (all) => all.map((one) => (isPart(one) ? [null, 'parties', reshow(one[2])] : one)),
    });

  it('says which it shows, and how many there are', () => {
    const { verdict, facts, withheld } = verdictOf(made());
    expect(verdict).toBe('self-attested');
    expect(facts.parties).toEqual(['甲方', null, '丙方']);
    expect(withheld).not.toContain('parties');
    expect(fromUtf8(made().evidence)).not.toContain('Beta');
  });

  it.each<readonly [string, (elements: PartDisclosure[2]) => readonly unknown[]]>([
    ['one fewer', (elements) => elements.slice(0, 2)],
    ['one more', (elements) => [...elements, 'ab'.repeat(32)]],
    ['another order', ([a, b, c]) => [c, b, a]],
    ['one of them in the place of the hidden one', ([a, _, c]) => [a, a, 'ab'.repeat(32), c]],
    ['another hash', ([a, _, c]) => [a, 'ab'.repeat(32), c]],
    ['another name', ([a, b, c]) => [[a?.[0], '乙方'], b, c]],
    ['another salt', ([a, b, c]) => [[SALT, a?.[1]], b, c]],
  ])('fails for %s', (_, reshow) => {
    const report = verdictOf(made(reshow));
    expect(report.verdict).toBe('tampered');
    expect(failures(report)).toContain('disclosures');
  });
});

describe('what is withheld by its place', () => {
  it.each<readonly [string, string | null]>([
    ['parties:1', 'parties 0'],
    ['parties:20', 'parties 19'],
    ['parties', null],
    ['parties:0', null],
    ['parties:01', null],
    ['parties:-1', null],
    ['parties: 1', null],
    ['parties:1000', null],
    [':1', null],
  ])('%s', (named, place) => {
    const found = elementPlace(named);
    expect(found && `${found.name} ${found.index}`).toBe(place);
  });

  const what = (withhold: readonly string[], kind = INVOICE, value: Json = PARTIES) => {
    const { facts, elements } = withholdingOf(withhold, [[SALT, 'parties', value]], kind);
    return [[...facts], [...elements].map(([name, indexes]) => [name, ...indexes])];
  };
  it('is an element of a list, and the list where nothing of it is left', () => {
    expect(what(['parties:1', 'parties:3', 'title'])).toEqual([['title'], [['parties', 0, 2]]]);
    expect(what(['parties:1', 'parties:2', 'parties:3'])).toEqual([['parties'], []]);
    expect(what(['parties:1'], INVOICE, ['甲方'])).toEqual([['parties'], []]);
    expect(what(['parties:1', 'parties'])).toEqual([['parties'], []]);
  });

  it('is nothing where there is no such element', () => {
    expect(what(['parties:4', 'title:1'])).toEqual([[], []]);
    expect(what(['parties:1'], INVOICE, null)).toEqual([[], []]);
  });

  it('takes the whole fact along where elements cannot be left out alone', () => {
    expect(what(['parties:2'], DOCUMENT)).toEqual([['parties'], []]);
    expect(shown(['parties:2'], PARTIES, DOCUMENT)).toEqual([]);
  });
});

describe('what repeats a party that is withheld', () => {
  const facts = {
    title: 'Delivery to Beta GmbH',
    fileName: 'alpha.xml',
    parties: ['Alpha Ltd', 'Beta GmbH'],
    seller: 'Alpha Ltd',
    sellerId: 'GB123456789',
    buyer: 'Beta GmbH',
    buyerId: 'DE123456789',
  };
  const also = (withhold: readonly string[], lists = INVOICE.lists) =>
    repeatedFacts(
      Object.entries(facts).map(([name, value]): Disclosure => [SALT, name, value]),
      withhold,
      { lists },
    );

  it('is withheld as well, and what names another is not', () => {
    expect(also(['parties:2'])).toEqual(['title', 'buyer', 'buyerId']);
    expect(also(['parties:1'])).toEqual(['fileName', 'seller', 'sellerId']);
    expect(also(['parties'])).toEqual(['title', 'fileName', 'seller', 'sellerId', 'buyer', 'buyerId']);
  });

  it('may be one element of the list', () => {
    expect(also(['buyer'])).toEqual(['title', 'parties:2', 'buyerId']);
    expect(also(['buyer', 'seller'])).toEqual(['title', 'fileName', 'parties', 'sellerId', 'buyerId']);
    expect(also(['buyer'], {})).toEqual(['title', 'parties', 'buyerId']);
  });
});
