/** The rules for what a clerk may state: nothing that cannot be seen, nothing that could be read in two ways. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainText } from '../../core/formats/plain-text.ts';
import {
  allFacts,
  cleanFileName,
  cleanText,
  EDITABLE_FACTS,
  FACT_NAMES,
  type FactName,
  factDecoders,
  isDate,
  isWithheld,
  maskId,
} from '../../core/records/facts.ts';
import { outcome, runs } from './support/outcome.ts';

const reading = (name: FactName, value: unknown) => outcome(() => factDecoders[name](value, name));

const INVISIBLE: [string, string][] = [
  ['right-to-left override, which shows "gpj.exe" as "exe.jpg"', '\u202e'],
  ['left-to-right override', '\u202d'],
  ['right-to-left embedding', '\u202b'],
  ['right-to-left isolate', '\u2067'],
  ['right-to-left mark', '\u200f'],
  ['Arabic letter mark', '\u061c'],
  ['zero-width space', '\u200b'],
  ['zero-width non-joiner', '\u200c'],
  ['zero-width joiner', '\u200d'],
  ['word joiner', '\u2060'],
  ['byte order mark', '\ufeff'],
  ['soft hyphen', '\u00ad'],
  ['combining grapheme joiner', '\u034f'],
  ['Hangul filler', '\u3164'],
  ['halfwidth Hangul filler', '\uffa0'],
  ['Khmer vowel inherent', '\u17b4'],
  ['variation selector', '\ufe0f'],
  ['supplementary variation selector', '\u{e0100}'],
  ['tag letter', '\u{e0061}'],
  ['musical beam', '\u{1d173}'],
  ['NUL', '\0'],
  ['tab', '\t'],
  ['line feed', '\n'],
  ['escape', '\u001b'],
  ['delete', '\u007f'],
  ['next line', '\u0085'],
  ['line separator', '\u2028'],
  ['paragraph separator', '\u2029'],
  ['private use', '\ue000'],
];

describe('what cannot be seen', () => {
  it.each(INVISIBLE)('%s is refused in a fact, not cleaned silently', (_, char) => {
    expect(isPlainText(`a${char}b`)).toBe(false);
    expect(reading('title', `a${char}b`)).toBe('malformed');
    expect(outcome(() => cleanText('title', `a${char}b`))).toBe('bad-input');
  });

  it.each(INVISIBLE)('%s is written out in a file name', (_, char) => {
    const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase();
    expect(cleanFileName(`a${char}b.pdf`)).toBe(`a\\u{${code}}b.pdf`);
  });

  it('may be what Unicode has not assigned yet: not taken in, but read from a desk that knew it', () => {
    for (const char of ['\u{1fffd}', '\uffff', '\u0378']) {
      expect(outcome(() => cleanText('title', `a${char}`))).toBe('bad-input');
      expect(cleanFileName(char)).toMatch(/^\\u\{[0-9A-F]+\}$/);
      expect(reading('title', `a${char}`)).toBe('accepted');
    }
  });

  it('is not a rule against other scripts', () => {
    for (const text of [
      '采购合同（2026）第 118 号',
      'Договор №7',
      'عقد',
      'Ünïcödé',
      '契約書',
      '\u{20000}',
      '😀',
      'a\u00a0b',
    ])
      expect(isPlainText(text)).toBe(true);
  });
});

describe('text', () => {
  it('is NFC, so that the same letters are the same bytes', () => {
    expect(isPlainText('é')).toBe(true);
    expect(isPlainText('e\u0301')).toBe(false);
    expect(cleanText('title', 'e\u0301')).toBe('é');
    expect(isPlainText('\u212b')).toBe(false);
  });

  it('has no white space at its ends and is not empty', () => {
    for (const text of ['', ' ', ' a', 'a ', '\u3000a', 'a\u00a0']) expect(isPlainText(text)).toBe(false);
    expect(cleanText('title', '  a \u3000')).toBe('a');
    expect(cleanText('title', ' \u3000 ')).toBeNull();
  });

  it('has at most 200 characters, counted as people count them, not as UTF-16 units', () => {
    expect(isPlainText('字'.repeat(200))).toBe(true);
    expect(isPlainText('😀'.repeat(200))).toBe(true);
    expect(isPlainText('字'.repeat(201))).toBe(false);
    expect(outcome(() => cleanText('title', 'a'.repeat(201)))).toBe('bad-input');
  });

  it('has no lone surrogate', () => {
    expect(isPlainText('a\ud800')).toBe(false);
    expect(outcome(() => cleanText('title', 'a\udc00b'))).toBe('bad-input');
  });

  it('is accepted by the reader after cleaning, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (typed) => {
        let cleaned: string | null = null;
        if (
          outcome(() => {
            cleaned = cleanText('title', typed);
          }) === 'accepted'
        )
          expect(reading('title', cleaned)).toBe('accepted');
      }),
      runs(1000),
    );
  });
});

describe('file names', () => {
  const anyName = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
    fc.string({ unit: 'grapheme', minLength: 150, maxLength: 260 }),
    fc.string({
      unit: fc.constantFrom('e', '\u0301', '\u0323', ' ', '\u200d', '\u1100', '\u1161', '\ud800', 'x'),
      minLength: 1,
      maxLength: 300,
    }),
  );

  it('always become a fact that the reader accepts', () => {
    fc.assert(
      fc.property(anyName, (name) => reading('fileName', cleanFileName(name)) === 'accepted'),
      runs(1000),
    );
  });

  it('keep what can be seen', () => {
    expect(cleanFileName('采购合同.pdf')).toBe('采购合同.pdf');
    expect(cleanFileName('re\u0301sume\u0301.pdf')).toBe('résumé.pdf');
    expect(cleanFileName(' a.pdf ')).toBe('\\u{20}a.pdf\\u{20}');
  });

  it('keep their beginning and their ending when they are too long', () => {
    const cut = cleanFileName(`${'a'.repeat(300)}.pdf`);
    expect([...cut]).toHaveLength(200);
    expect(cut.startsWith('aaaa') && cut.includes('…') && cut.endsWith('a.pdf')).toBe(true);
  });
});

describe('dates', () => {
  it.each(['2026-11-24', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (date) => {
    expect(isDate(date)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-01',
    '26-01-01',
    '2026/01/01',
    '20260101',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '２０２６-01-01',
    '',
  ])('"%s" is refused', (date) => {
    expect(isDate(date)).toBe(false);
    expect(reading('date', date)).toBe('malformed');
  });

  it('agree with the calendar on every day of a leap century', () => {
    const days = Array.from({ length: 366 * 4 }, (_, i) =>
      new Date(Date.UTC(2096, 0, 1 + i)).toISOString().slice(0, 10),
    );
    expect(days.every(isDate)).toBe(true);
    expect(isDate('2100-02-29')).toBe(false);
  });
});

describe('amounts', () => {
  const amount = (value: unknown, currency: unknown = 'CNY') => reading('money', { amount: value, currency });

  it.each(['0', '1280000.00', '-5', '0.000001', '999999999999999.999999', '007', '-0'])(
    '%s is kept as typed',
    (value) => {
      expect(amount(value)).toBe('accepted');
      expect(factDecoders.money({ amount: value, currency: 'CNY' }, 'money')?.amount).toBe(value);
    },
  );

  it.each([
    '',
    '.5',
    '5.',
    '1,000',
    '1 000',
    '+5',
    '--5',
    '1e3',
    '0x1',
    '1234567890123456',
    '1.1234567',
    '１',
    '1\n',
    'NaN',
    '∞',
  ])('"%s" is refused', (value) => {
    expect(amount(value)).toBe('malformed');
  });

  it('are text, never numbers, which lose digits', () => expect(amount(5)).toBe('malformed'));

  it.each(['cny', 'CN', 'CNYY', '¥', '', 'CN1', null])('the currency "%s" is refused', (currency) => {
    expect(amount('1', currency)).toBe('malformed');
  });

  it('stand with their currency in one fact, so that neither can be withheld alone', () => {
    expect(reading('money', { amount: '1' })).toBe('malformed');
    expect(reading('money', { amount: '1', currency: 'CNY', more: 1 })).toBe('malformed');
  });
});

describe('the list of facts', () => {
  it('has a reader for every name and takes null for each', () => {
    expect(Object.keys(factDecoders).sort()).toEqual([...FACT_NAMES].sort());
    for (const name of FACT_NAMES) expect(reading(name, null)).toBe('accepted');
  });

  it('has seventeen names, once each, of which a clerk may edit nine', () => {
    expect(new Set(FACT_NAMES).size).toBe(17);
    expect(EDITABLE_FACTS.every((name) => FACT_NAMES.includes(name))).toBe(true);
    expect(EDITABLE_FACTS).toHaveLength(9);
  });

  it('is always whole', () => {
    expect(Object.keys(allFacts({ title: 'a' }))).toEqual([...FACT_NAMES]);
    expect(allFacts({ title: 'a' }).title).toBe('a');
    expect(allFacts({}).title).toBeNull();
  });

  it.each<[FactName, unknown]>([
    ['parties', []],
    ['parties', Array(21).fill('a')],
    ['parties', ['a', '']],
    ['parties', 'a'],
    ['pages', 0],
    ['pages', 1.5],
    ['pages', 1_000_001],
    ['pages', '1'],
    ['title', 1],
    ['title', ['a']],
    ['kind', ''],
  ])('refuses %s: %j', (name, value) => {
    expect(reading(name, value)).toBe('malformed');
  });
});

describe('a masked id', () => {
  it.each([
    ['91310115MA1K3ABC7X', '9131**********BC7X'],
    ['123456789012', '1234****9012'],
    ['12345678901', '1*********1'],
    ['123456', '1****6'],
    ['12345', '*****'],
    ['', ''],
    ['上海长风供应链', '上*****链'],
  ])('%s is shown as %s', (id, masked) => {
    expect(maskId(id)).toBe(masked);
  });

  it('never shows more than two thirds, and never a short one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (id) => {
        const hidden = [...maskId(id)].filter((char) => char === '*').length;
        expect(hidden * 3).toBeGreaterThanOrEqual([...id].length);
      }),
      runs(200),
    );
  });
});

describe('withholding', () => {
  it('leaves out what was asked for, but nothing that is shown to be absent', () => {
    expect(isWithheld('money', null, ['money'])).toBe(true);
    expect(isWithheld('holderId', '91310000MA1SAMPLE0', ['holderId'])).toBe(true);
    // the masked form beside it says that there is none
    expect(isWithheld('holderId', null, ['holderId'])).toBe(false);
    expect(isWithheld('holderId', null, ['holderId', 'holderIdMasked'])).toBe(true);
    expect(isWithheld('title', 'x', ['money'])).toBe(false);
  });
});
