/** The Python verifier, written from the page, judges the same texts to be plain. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlainText } from '../../core/formats/plain-text.ts';
import { HIDDEN_14 } from '../../core/formats/unicode-14.ts';

const verifier = join(import.meta.dirname, 'verifier');
const ask = `
import json, sys
sys.path.insert(0, ${JSON.stringify(verifier)})
from strict_json import is_text
print(json.dumps([is_text(text) for text in json.load(sys.stdin)]))
`;
const python = (texts: readonly string[]) =>
  JSON.parse(
    execFileSync('/usr/bin/python3', ['-c', ask], { input: JSON.stringify(texts), maxBuffer: 1e8 }).toString(),
  ) as boolean[];

test('one text around a code point: every border of the table, and every 31st of all', () => {
  const borders = HIDDEN_14.split(/[ -]/).map((hex) => Number.parseInt(hex, 16));
  const near = borders.flatMap((code) => [code - 1, code, code + 1]);
  const all = Array.from({ length: 0x110000 / 31 }, (_, i) => 31 * i);
  const codes = [...new Set([...near, ...all])].filter((code) => code >= 0 && !(code > 0xd7ff && code < 0xe000));
  const texts = codes.map((code) => `a${String.fromCodePoint(code)}b`);
  const theirs = python(texts);
  const differ = codes.filter((_, i) => theirs[i] !== isPlainText(texts[i] ?? ''));
  expect(differ.map((code) => code.toString(16))).toEqual([]);
});

test('texts of marks, later characters and what composes', () => {
  const parts = [
    'e',
    '\u{301}',
    '\u{327}',
    '\u{1E4EC}',
    '\u{1E4EF}',
    '\u{AC00}',
    '\u{11A8}',
    '\u{378}',
    ' ',
    '\u{FEFF}',
    '\u{85}',
    'é',
  ];
  const texts = fc.sample(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 }), {
    numRuns: 5000,
    seed: 1,
  });
  const joined = texts.map((text) => text.join(''));
  const theirs = python(joined);
  expect(joined.filter((text, i) => isPlainText(text) !== theirs[i])).toEqual([]);
});

test('the page has the table', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/certificate-format.md'), 'utf8');
  expect(page.replace(/\s+/g, ' ').toLowerCase()).toContain(` ${HIDDEN_14} `);
});
