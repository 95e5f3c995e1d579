/** The Python verifier, written from the page, tells the same names apart; the page has the table. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOOK_ALIKES } from '../../core/formats/look-alikes.ts';
import { keysOf } from '../../core/formats/names.ts';

const verifier = join(import.meta.dirname, 'verifier');
const ask = `
import json, sys
sys.path.insert(0, ${JSON.stringify(verifier)})
from voices import keys_of
print(json.dumps([keys_of(name) for name in json.load(sys.stdin)]))
`;
const python = (names: readonly string[]) =>
  JSON.parse(
    execFileSync('/usr/bin/python3', ['-c', ask], { input: JSON.stringify(names), maxBuffer: 1e9 }).toString(),
  ) as readonly (readonly [word: string, latin: string, look: string])[];

const escaped = (name: string) => [...name].map((char) => char.codePointAt(0)?.toString(16)).join(' ');

test('a name around every code point', () => {
  const names: string[] = [];
  for (let code = 1; code < 0x110000; code++) {
    const isUniform = code >= 0x3400 && code < 0xa000 && code % 16 !== 0;
    if ((code > 0xd7ff && code < 0xf900) || (code >= 0x20000 && code % 97 !== 0) || isUniform) continue;
    names.push(`A${String.fromCodePoint(code)}b`);
    if (code < 0x3400) names.push(`1${String.fromCodePoint(code)}1`, `I-${String.fromCodePoint(code)}`);
  }
  const theirs = python(names);
  const differ = names.filter((name, i) => {
    const { word, latin, look } = keysOf(name);
    return JSON.stringify(theirs[i]) !== JSON.stringify([word, latin, look]);
  });
  expect(differ.map(escaped)).toEqual([]);
});

test('the page has the table', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/certificate-format/voices.md'), 'utf8');
  expect(page.replace(/\s+/g, ' ')).toContain(LOOK_ALIKES.trim().replace(/\s+/g, ' '));
});
