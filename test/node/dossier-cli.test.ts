// `notary dossier`, as people and programs call it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { notary, notaryJson, scratch } from './support/cli.ts';
import { ubl } from './support/ubl.ts';

const dir = scratch('dossier-cli-');
const at = (name: string) => join(dir, name);
const home = ['--home', at('home'), '--lang', 'en'];

interface Made {
  readonly record: string | null;
  readonly items: number;
  readonly troubles: readonly { readonly row: number; readonly text: string }[];
}
const make = (...args: readonly string[]) => notaryJson<Made>(['dossier', 'make', ...args, ...home]);
let pool: string;

beforeAll(async () => {
  await notary(['init', '--holder', 'A', ...home]);
  const numbers = [1, 2, 3, 4];
  for (const n of numbers)
    writeFileSync(at(`${n}.xml`), ubl({ number: `R-${n}`, buyer: `Buyer ${n}`, gross: `${n}19.00`, net: `${n}00.00` }));
  await notary(['add', ...numbers.map((n) => at(`${n}.xml`)), ...home]);
  await notary(['seal', ...home]);
  writeFileSync(at('tape.csv'), 'Number,Amount\nR-1,119\nR-2,219\nR-3,319\n');
  const { json } = await make('--tape', at('tape.csv'), '--template', 'receivables', '--cut-off', '2026-06-30');
  pool = json.record ?? '';
  await notary(['seal', ...home]);
});

describe('notary dossier', () => {
  it('makes a pool from a tape, and names rows that find no record', async () => {
    expect(pool).toMatch(/^[0-9a-f-]{36}$/);
    writeFileSync(at('bad.csv'), 'Number,Amount\nR-1,120\nR-9,1\n');
    const { code, json, err } = await make('--tape', at('bad.csv'));
    expect([code, json.record]).toEqual([70, null]);
    expect(json.troubles.map(({ row }) => row)).toEqual([2, 3]);
    expect(err).toContain('row 2: the amount here is 120, the record states 119.00');
    const preview = await notary(['dossier', 'make', '--tape', at('bad.csv'), '--preview', ...home]);
    expect(preview.out).toContain('2 rows: 0 find their record, 2 do not.');
    const filtered = await make('--filter', 'money>=219', '--filter', 'scheme!=none');
    expect(filtered.json.items).toBe(3);
  });

  it('shows it, and writes the tables of its records', async () => {
    const tables = ['--tables', at('pool.xlsx'), '--esma', at('esma.csv')];
    const { out, err, code } = await notary(['dossier', 'show', pool, '--items', ...tables, ...home]);
    expect(code).toBe(0);
    expect(out).toContain('items: EUR 657 (3)');
    expect(existsSync(at('pool.xlsx'))).toBe(true);
    const esma = readFileSync(at('esma.csv'), 'utf8');
    expect(esma).toContain('"ESTL1","ESTL2"');
    expect(esma).not.toContain('Buyer');
    expect(err).toContain('Fields that need a value which no record states: ESTL1, ESTL7, IVAL1, IVAL2');
  });

  it('reads a cut-off as people type it, and refuses another before anything is written', async () => {
    const show = (...args: string[]) => notary(['dossier', 'show', pool, ...args, ...home]);
    const refused = async (...args: string[]) => {
      const { code, err } = await show('--tables', at('none.xlsx'), ...args);
      expect(existsSync(at('none.xlsx'))).toBe(false);
      return [code, err.includes('Error:')];
    };
    expect(await refused('--cut-off', 'June')).toEqual([70, false]);
    expect(await refused('--cut-off', '2026-06-31')).toEqual([70, false]);
    expect(await refused('--esma', at('esma.txt'))).toEqual([64, false]);
    const { code } = await show('--tables', at('slashes.csv'), '--cut-off', '2026/06/30');
    expect([code, existsSync(at('slashes.csv'))]).toEqual([0, true]);
  });

  it('writes its certificate and a sample, which are verified', async () => {
    const { json } = await notaryJson<{ certificates: readonly { path: string }[]; atMost: number }>([
      ...['dossier', 'sample', pool, '--seed', 'auditor', '--size', '2', '--items', '--out', at('out')],
      ...home,
    ]);
    expect(json.atMost).toBeGreaterThan(0);
    const verified = await notaryJson<{ results?: unknown }>(['verify', json.certificates[0]?.path ?? '', ...home]);
    expect(JSON.stringify(verified.json)).toContain('"sample"');
  });

  it('says before what a recipient would see, of it and of what is laid open, and then writes that', async () => {
    const items = await notaryJson<{ list: readonly { record: string }[] }>([
      ...['dossier', 'show', pool, '--items', ...home],
    ]);
    const record = items.json.list[0]?.record ?? '';
    const asked = ['dossier', 'certify', pool, '--open', record, '--for', 'counterparty'];
    interface Preview {
      readonly id: string;
      readonly shown: object;
      readonly withheld: readonly string[];
    }
    const { json, code } = await notaryJson<{ preview: readonly Preview[] }>([...asked, '--preview', ...home]);
    expect(code).toBe(0);
    expect(json.preview.map(({ id }) => id)).toEqual([pool, record]);
    expect(json.preview[0]?.shown).toHaveProperty('totals');
    expect(json.preview[1]?.withheld).toContain('note');
    expect((await notary([...asked, '--show', 'money', '--preview', ...home])).code).toBe(64);
    expect((await notary(['dossier', 'certify', pool, ...home])).code).toBe(64);
    const other = await notary(['dossier', 'certify', pool, '--open', pool, '--preview', ...home]);
    expect([other.code, other.out]).toEqual([70, '']);
    const out = ['--out', at('for-counterparty')];
    const made = await notaryJson<{ certificates: readonly { path: string }[] }>([...asked, ...out, ...home]);
    const { json: verified } = await notaryJson<object>(['verify', made.json.certificates[0]?.path ?? '', ...home]);
    expect(JSON.stringify(verified)).toContain('"amountState":"same"');
  });

  it('gives each certificate that shows other things a number of its own', async () => {
    const numbers = async () =>
      (await notaryJson<{ certificates: readonly { number: string }[] }>(['show', pool, ...home])).json.certificates
        .map(({ number }) => number)
        .sort();
    const certify = async (...shows: string[]) => {
      const { code } = await notary(['dossier', 'certify', pool, ...shows, '--out', at('numbers'), ...home]);
      expect(code).toBe(0);
    };
    const before = await numbers();
    await certify('--items', '--withhold', 'note');
    await certify('--withhold', 'note');
    const after = await numbers();
    expect(after.length).toBe(before.length + 2);
    await certify('--items', '--withhold', 'note');
    expect(await numbers()).toEqual(after);
  });

  it('draws by amount, says what that means, and opens what was hit', async () => {
    interface Drawn {
      readonly total: string;
      readonly drawn: readonly { readonly record: string; readonly amount: string; readonly hits: number }[];
      readonly certificates: readonly { readonly path: string }[];
    }
    const sample = (...more: string[]) =>
      notaryJson<Drawn>(['dossier', 'sample', pool, '--by-amount', '--seed', 'auditor', ...more, ...home]);
    const { json, code } = await sample('--size', '3', '--out', at('by-amount'));
    expect([code, json.total]).toEqual([0, '657']);
    expect(json.drawn.reduce((sum, { hits }) => sum + hits, 0)).toBe(3);
    expect((await sample('--size', '3')).json.drawn).toEqual(json.drawn);
    const { json: verified } = await notaryJson<object>(['verify', json.certificates[0]?.path ?? '', ...home]);
    const states = [...JSON.stringify(verified).matchAll(/"amountState":"([a-z-]+)"/g)].map(([, state]) => state);
    expect([new Set(states), states.length % json.drawn.length]).toEqual([new Set(['same']), 0]);
    const said = await notary(['dossier', 'sample', pool, '--by-amount', '--seed', 'a', '--size', '3', ...home]);
    expect(said.out).toContain('3 hits at equal distances in EUR 657');
    expect(said.out).toContain('at most 63.16 % of EUR 657 is overstated');
    for (const [args, exit] of [
      [['--size', '3', '--currency', 'usd'], 70],
      [['--size', '4'], 70],
    ] as const)
      expect((await sample(...args)).code).toBe(exit);
    const misplaced = ['dossier', 'sample', pool, '--seed', 'a', '--size', '1', '--currency', 'EUR'];
    expect((await notary([...misplaced, ...home])).code).toBe(64);
  });

  it('compares two, and refuses what it cannot understand', async () => {
    const { json } = await make('--filter', 'number=R-4');
    const compared = await notary(['dossier', 'compare', pool, json.record ?? '', ...home]);
    expect(compared.out).toContain('No record is in both: 3 are only in the first, 1 only in the second.');
    for (const args of [['make', '--filter', 'x'], ['burn']])
      expect((await notary(['dossier', ...args, ...home])).code).toBe(64);
  });
});
