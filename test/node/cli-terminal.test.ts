/** What strangers named, typed or made never acts in a terminal, and never is a line of its own. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonText, terminalLines } from '../../core/node/cli/terminal.ts';
import { readSource, sourceFiles } from '../structure/source.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const dir = scratch('terminal-');
/** Begins a line of its own, hides the one before, and turns what follows. */
const EVIL = 'a.txt\nProven [proven]\r\u001b[2K\u001b[1A\u009b31m\u202Efdp';
const SHOWN = 'a.txt\\u{A}Proven [proven]\\u{D}\\u{1B}[2K\\u{1B}[1A\\u{9B}31m\\u{202E}fdp';

describe('a terminal', () => {
  it('gets each line as one line in which everything is seen', () => {
    expect(terminalLines([EVIL, '合同 – “é”', ''])).toBe(`${SHOWN}\n合同 – “é”\n\n`);
    expect(terminalLines(['\u2028\u200b\u00ad\u{e0041}\ud800\u2800'])).toBe(
      '\\u{2028}\\u{200B}\\u{AD}\\u{E0041}\\u{D800}\\u{2800}\n',
    );
  });

  it('gets JSON with the same values, escaped', () => {
    const text = jsonText({ name: `${EVIL}\u{e0041}` });
    expect(JSON.parse(text)).toEqual({ name: `${EVIL}\u{e0041}` });
    expect(text).toMatch(/^[\x20-\x7e]*$/);
  });

  it('is written to by nothing else', () => {
    const writers = sourceFiles('core/node').filter((file) =>
      /terminal\.(?:out|err)\(|process\.std(?:out|err)\.write|console\./.test(readSource(file)),
    );
    expect(writers.sort()).toEqual([
      'core/node/cli/commands/check.ts', // JSON row by row
      'core/node/cli/context.ts',
      'core/node/cli/main.ts',
      'core/node/cli/secret.ts', // its own words only
      'core/node/member/cli.ts', // its own words, and a folder that its administrator named
    ]);
  });
});

describe('a file whose name is a verdict', () => {
  it('is one line of what verify, check and add say', async (context) => {
    context.skip(process.platform === 'win32', 'no such names there');
    const folder = join(dir, 'box');
    mkdirSync(folder);
    writeFileSync(join(folder, EVIL), 'a document');
    copyFileSync(join(folder, EVIL), join(dir, EVIL));
    const said = [
      await notary(['verify', join(folder, EVIL)]),
      await notary(['check', folder, '--fresh']),
      await notary(['verify', join(dir, `${EVIL}.pdf`)]),
    ];
    for (const { out, err } of said) {
      const lines = `${out}${err}`.split('\n');
      expect(lines.filter((line) => /^Proven|[\p{Cc}\p{Cf}]/u.test(line))).toEqual([]);
      expect(lines.some((line) => line.includes('Proven [proven]\\u{D}'))).toBe(true);
    }
  });

  it('comes to programs as it is', async () => {
    const { json } = await notaryJson(['check', join(dir, 'box'), '--fresh']);
    expect(JSON.stringify(json)).toContain('a.txt');
  });
});
