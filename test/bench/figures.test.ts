import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFigures } from './figures.ts';
import { notRun } from './report.ts';
import { SAMPLE_ROW } from './sample-row.ts';

const row = { ...SAMPLE_ROW, other: { name: 'other | one', value: 7 } };
const machine = { name: '2 × a processor', took: '20 min 3 s', load: 'load 1' };

describe('docs/figures.md', () => {
  it('gets the figures of a run, and keeps what is around them', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'notary-figures-')), 'figures.md');
    writeFileSync(
      file,
      '# Figures\n\n<!-- bench: written by npm run bench -->\nfigures of before\n<!-- end of bench -->\n\nNotes\n',
    );
    writeFigures(machine, [row, notRun('cold start', 'no Electron')], new Date('2026-11-29T12:00:00Z'), file);
    const page = readFileSync(file, 'utf8');
    expect(page).toMatch(/^# Figures\n/);
    expect(page).toMatch(/<!-- end of bench -->\n\nNotes\n$/);
    expect(page).toContain('2026-11-29, in one run of 20 min 3 s: 2 × a processor; load 1.');
    expect(page).toContain('| tree | time | 2.00 s | 7.00 s | other \\| one | 3.50 × | ≥ 3.00 × | yes | 3 |');
    expect(page).toContain('- cold start, not run: no Electron');
    expect(page).not.toContain('figures of before');
  });

  it('refuses a page that has no place for them', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'notary-figures-')), 'figures.md');
    writeFileSync(file, '# Figures\n');
    expect(() => writeFigures(machine, [row], new Date(), file)).toThrow('no place');
  });
});
