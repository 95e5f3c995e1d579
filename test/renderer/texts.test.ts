import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/texts/en/index.ts';
import { zh } from '../../renderer/texts/zh/index.ts';

/** Every text by its dotted key. */
function flat(texts: object, prefix = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
const english = flat(en);
const chinese = flat(zh);

describe('texts of the window', () => {
  it('have the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('have the same blanks in both languages', () => {
    for (const [key, text] of english) expect(blanks(chinese.get(key) ?? ''), key).toEqual(blanks(text));
  });

  it('come in pairs where they depend on a number', () => {
    for (const key of english.keys()) {
      if (key.endsWith('_one')) expect(english.has(key.replace(/_one$/, '_other')), key).toBe(true);
      if (key.endsWith('_other')) expect(english.has(key.replace(/_other$/, '_one')), key).toBe(true);
    }
  });

  it('are never empty, never shout, and are in their own language', () => {
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toMatch(/!|\p{Script=Han}/u);
    }
    for (const [key, text] of chinese) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toMatch(/[!！]/);
    }
  });
});
