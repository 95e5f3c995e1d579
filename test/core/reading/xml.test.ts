/** What holds for every XML file: encodings, bounds, and files made to exhaust or to crash a reader. */
import { describe, expect, it } from 'vitest';
import { NotaryError } from '../../../core/errors.ts';
import { concat, utf8 } from '../../../core/formats/bytes.ts';
import { reading, readings } from './support/reading.ts';
import { ubl } from './support/ubl.ts';

const NAME = '江南样例贸易有限公司';
const sample = ubl().replaceAll('Jiangnan Sample Trading Co., Ltd.', NAME);
const declared = (encoding: string) => sample.replace('UTF-8', encoding);

/** UTF-16 with the byte order mark. */
function utf16(text: string, isLittle: boolean): Uint8Array {
  const marked = `\ufeff${text}`;
  const bytes = new Uint8Array(2 * marked.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < marked.length; i++) view.setUint16(2 * i, marked.charCodeAt(i), isLittle);
  return bytes;
}

/** GB 18030 of the name (iconv). */
const NAME_GBK = [
  0xbd, 0xad, 0xc4, 0xcf, 0xd1, 0xf9, 0xc0, 0xfd, 0xc3, 0xb3, 0xd2, 0xd7, 0xd3, 0xd0, 0xcf, 0xde, 0xb9, 0xab, 0xcb,
  0xbe,
];

/** A text whose name is written in these bytes, and whose other characters are ASCII. */
function withName(text: string, name: readonly number[]): Uint8Array {
  const parts = text.split(NAME).map(utf8);
  return concat(...parts.flatMap((part, i) => (i === 0 ? [part] : [Uint8Array.from(name), part])));
}

/** The code of the error that a file ends with; null for a file that is read. */
function refusal(file: string | Uint8Array): string | null {
  try {
    readings(file);
    return null;
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return error.code;
  }
}

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', utf8(sample)],
    ['UTF-8 with a mark', utf8(`\ufeff${sample}`)],
    ['UTF-8 without a declaration', utf8(sample.replace(/<\?xml.*?\?>\s*/, ''))],
    ['UTF-8 that calls itself UTF-16', utf8(declared('utf-16'))],
    ['UTF-16, little-endian', utf16(declared('UTF-16'), true)],
    ['UTF-16, big-endian', utf16(declared('UTF-16'), false)],
    ['UTF-16 without a mark', utf16(declared('UTF-16LE'), true).subarray(2)],
    ['a mark that the declaration contradicts', utf16(declared('GBK'), true)],
    ['GBK', withName(declared('GBK'), NAME_GBK)],
    ['GB2312', withName(declared('gb2312'), NAME_GBK)],
    ['GB18030', withName(declared('GB18030'), NAME_GBK)],
  ])('%s', (_, bytes) => expect(reading(bytes).facts.buyer).toBe(NAME));

  it('what only some programs decode in GBK is decoded as browsers do', () => {
    expect(reading(withName(declared('GBK'), [0x80, 0x35, 0xa3, 0xa0, 0x36])).facts.buyer).toBe('€5\u30006');
  });

  it('ISO 8859-1 is read as such', () => {
    const bytes = withName(declared('ISO-8859-1'), [0x53, 0xe4, 0x67, 0x65]);
    expect(reading(bytes).facts.buyer).toBe('Säge');
  });

  it.each([
    ['GBK that calls itself UTF-8', withName(sample, NAME_GBK)],
    ['GBK that says nothing', withName(sample.replace(/<\?xml.*?\?>\s*/, ''), NAME_GBK)],
    ['a broken character of GBK', withName(declared('GBK'), [0xbd])],
    ['UTF-16 that ends in the middle', utf16(sample, true).subarray(0, -1)],
    ['an encoding that is not read', utf8(declared('EBCDIC-CP-BE'))],
    // A6 D9 is a private character to some programs and a comma of vertical text to others
    ['a character on which versions of GB 18030 differ', withName(declared('GB18030'), [0xa6, 0xd9])],
  ])('%s is refused', (_, bytes) => expect(refusal(bytes)).toBe('malformed'));
});

describe('what is between tags', () => {
  const number = (inside: string) => reading(ubl().replace('RE-2026/0017', inside)).facts.number;

  it.each([
    ['CDATA', '<![CDATA[RE<1>]]>', 'RE<1>'],
    ['a comment', 'RE<!-- not this -->-1', 'RE-1'],
    ['entities of XML', '&lt;&#x52;&#69;&amp;1&gt;', '<RE&1>'],
    ['white space', '\n\tRE \r\n  1 ', 'RE 1'],
    ['a character that has to be composed', 'Re\u0301', 'R\u00e9'],
  ])('%s', (_, inside, expected) => expect(number(inside)).toBe(expected));

  it.each([
    ['more than 200 characters', 'x'.repeat(201)],
    ['a character that cannot be seen', 'RE\u200b1'],
    ['a character that Unicode 14 has not', 'RE\u{11F00}'],
  ])('%s is no text of a fact', (_, inside) => expect(number(inside)).toBeUndefined());
});

describe('a file that is not well-formed, or more than is read', () => {
  const deep = (levels: number) => ubl({ payment: '<x>'.repeat(levels) + '</x>'.repeat(levels) });

  it.each([
    ['cut off', ubl().slice(0, -40)],
    ['an invoice that states nothing', ubl({ head: '', totals: '' })],
    ['an invoice in a draft of its format', ubl().replaceAll('BasicComponents-2', 'BasicComponents-1')],
    ['tags that cross', ubl({ payment: '<a><b></a></b>' })],
    ['an entity of HTML', ubl({ payment: '<a>&nbsp;</a>' })],
    ['an entity of its own', ubl({ payment: '<a>&mine;</a>' })],
    ['a second root', `${ubl()}<Invoice/>`],
    ['text behind the root', `${ubl()}x`],
    ['a NUL', ubl({ payment: '<a>&#0;</a>' })],
    ['an attribute called hasOwnProperty', ubl({ payment: '<a hasOwnProperty="1" b="2"/>' })],
  ])('%s is malformed', (_, file) => expect(refusal(file)).toBe('malformed'));

  it('a document type is refused, whatever it declares', () => {
    const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const bomb = `<!DOCTYPE Invoice [<!ENTITY l0 "lol">${lol}]>`;
    for (const doctype of ['<!DOCTYPE Invoice>', bomb, '<!DOCTYPE Invoice SYSTEM "file:///etc/passwd">'])
      expect(refusal(ubl({ payment: '<a/>' }).replace('?>', `?>${doctype}`))).toBe('malformed');
    // in the middle of a document it is no document type, and refused as well
    expect(refusal(ubl({ payment: '<!DOCTYPE a>' }))).toBe('malformed');
  });

  it.each([
    ['64 elements inside one another', deep(63), null],
    ['65', deep(64), 'too-large'],
    ['200,000 elements', ubl({ payment: '<a/>'.repeat(199_900) }), null],
    ['more', ubl({ payment: '<a/>'.repeat(200_000) }), 'too-large'],
    [
      '200,000 attributes',
      ubl({ payment: `<a ${Array.from({ length: 200_001 }, (_, i) => `a${i}=""`).join(' ')}/>` }),
      'too-large',
    ],
    ['5 MB', ubl({ payment: ' '.repeat(5 * 1024 * 1024) }), 'too-large'],
  ])('%s', (_, file, code) => expect(refusal(file)).toBe(code));

  it('declarations of prefixes inside one another take no time of their own', () => {
    const prefixes = Array.from({ length: 20_000 }, (_, i) => `xmlns:p${i}="u"`).join(' ');
    const inner = Array.from({ length: 20_000 }, (_, i) => `<a xmlns:q="${i}"/>`).join('');
    expect(refusal(ubl({ payment: `<a ${prefixes}>${inner}</a>` }))).toBeNull();
  });
});

describe('a file of which nothing is known', () => {
  it.each([
    ['no file at all', ''],
    ['a text', 'Invoice 1'],
    ['another XML', '<?xml version="1.0"?><drawing>'],
    ['another XML that is damaged', '<a><b></a>'],
    ['a page', '<!DOCTYPE html><html><p>1<br></html>'],
    ['a lone tag', '<'],
    ['another XML of 6 MB', `<a>${'x'.repeat(6 * 1024 * 1024)}`],
    ['a root far behind', `${'<!-- -->'.repeat(10_000)}${ubl()}`],
  ])('%s has no reading and no error', (_, file) => expect(readings(file)).toEqual([]));
});
