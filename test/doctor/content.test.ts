/** A content stream written one way: the digests of pages rest on it, so not a byte of it may change. */
import { expect, it } from 'vitest';
import { readContent } from '../../core/documents/doctor/pdf-content.ts';
import { fromUtf8, utf8 } from '../../core/formats/bytes.ts';

const CASES: readonly (readonly [name: string, stream: string, canonical: string, characters: number])[] = [
  ['white space', ' \n q\t\r\n BT\0\f ET \n', 'q BT ET', 0],
  ['a hexadecimal string', '<4A 4b\n4C> Tj', '<4a4b4c> Tj', 3],
  ['a literal string', '(J\\113\\(a(b)\\\n\\n\r\n) Tj', '<4a4b28612862290a0a> Tj', 9],
  ['a dictionary', '/Span <</Lang <4B>>>  BDC', '/Span <</Lang <4b>>> BDC', 1],
  ['what only looks like a picture: as it is too', '/P <</MCID 0>>  BDC', '/P <</MCID 0>>  BDC', 0],
  ['capitals outside of strings', '/ABC gs <AB> Tj /DEF Do', '/ABC gs <ab> Tj /DEF Do', 1],
  ['ID inside of a string', '<ID> Tj', '<Id> Tj', 1],
  ['a picture inside: as it is', 'BI  /W 1 ID  <AB>', 'BI  /W 1 ID  <AB>', 1],
  ['a string in a string without end', '<AB (c) D', '<ab<63>d', 2],
  ['a string without end', '(ab', '<6162>', 2],
];

it.each(CASES)('%s', (_, stream, canonical, characters) => {
  const content = readContent(utf8(stream));
  expect(fromUtf8(content.canonical)).toBe(canonical);
  expect(content.characters).toBe(characters);
});

it('every name counts, wherever it stands', () => {
  const { names } = readContent(utf8('/F1 12 Tf (/S) Tj </H> /A#42#4x /F1/G[/I]'));
  expect([...names]).toEqual(['F1', 'S', 'H', 'AB#4x', 'G', 'I']);
});
