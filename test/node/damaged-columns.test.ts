/**
 * Every column of every table that a home has, damaged in turn: whoever looks at the home and seals gets the rest of it, or
 * is told that the home is damaged; never what is said of a file that somebody sent.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ErrorCode, NotaryError } from '../../core/errors.ts';
import { trustBundleBytes } from '../../core/formats/trust.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { scratch } from './support/cli.ts';
import { EVERYTHING } from './support/query.ts';

const folder = scratch('damaged-columns-');
const home = join(folder, 'home');
const sample = join(folder, 'sample');
const options = (at: string) => ({ home: at, version: '9.9.9', oldRuntime: false, program: 'test' });

/** A home in which every part of a desk has left something. */
async function makeSample(): Promise<void> {
  const { desk } = await Desk.init(options(home), {
    language: 'en',
    holder: { name: 'ACME', creditCode: null, operator: null },
  });
  const takeIn = async (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, `bytes of ${name}`);
    const [item] = await desk.intake({ paths: [path], again: false }).done;
    return item?.recordId ?? '';
  };
  const [first, second, third] = [await takeIn('a.txt'), await takeIn('b.txt'), await takeIn('c.txt')];
  await desk.edit({ ids: [first], facts: { title: 'first' } });
  await desk.seal();
  const out = join(folder, 'out');
  mkdirSync(out);
  await desk.certificates.certify([first, second], [], out, [{ name: 'Court', address: null }]);
  desk.erasing.erase([third]);
  desk.holders.change({ name: 'ACME Ltd', creditCode: null, operator: null });
  await acceptOther(desk);
  await takeIn('d.txt');
  await takeIn('e.txt');
  await desk.close();
}

/** The bundle of another desk. */
async function acceptOther(desk: Desk): Promise<void> {
  const other = await Desk.init(options(join(folder, 'other')), {
    language: 'en',
    holder: { name: 'Other', creditCode: null, operator: null },
  });
  const path = join(folder, 'other.trust.json');
  writeFileSync(path, trustBundleBytes(other.desk.verification.ownBundle()));
  await other.desk.close();
  desk.verification.accept({ path, fingerprint: null, typed: null });
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
}

const COLUMNS = `SELECT t.name AS "table", c.name, c.type, c."notnull" FROM pragma_table_list t, pragma_table_info(t.name) c
  WHERE t.schema = 'main' AND t.type = 'table' AND t.strict ORDER BY t.name, c.cid`;

/** Of the types that a STRICT table has; no other value can be in a column of one. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  TEXT: [`'garbage'`, `''`, `'{"a":[1]}'`],
  INTEGER: ['-5', '9007199254740991', '7'],
  BLOB: [`x''`, 'zeroblob(32)', `CAST('garbage' AS BLOB)`],
};

/** Damages this column as far as the table allows: in each row, or in the first. False where it allows neither. */
function damage(at: string, { table, name }: Column, value: string): boolean {
  const db = new Database(homePaths(at).database);
  try {
    db.pragma('foreign_keys = OFF');
    const triggers = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).all() as { name: string }[];
    for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger.name}`);
    return ['', ' LIMIT 1'].some((rows) => {
      const key = db.prepare(`SELECT name FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`).pluck();
      const keys = key.all().join(', ');
      try {
        const where = `(${keys}) IN (SELECT ${keys} FROM ${table}${rows})`;
        return db.prepare(`UPDATE ${table} SET ${name} = ${value} WHERE ${where}`).run().changes > 0;
      } catch (error) {
        if (error instanceof Database.SqliteError && /^SQLITE_(CONSTRAINT|MISMATCH)/.test(error.code)) return false;
        throw error;
      }
    });
  } finally {
    db.close();
  }
}

/** What may be said of a home that is damaged: what it signed is more than it has, or its times are of a clock that was wrong. */
const SAID: readonly ErrorCode[] = ['home-damaged', 'rolled-back', 'clock-behind', 'clock-ahead', 'not-found'];

/** The code of what was thrown; null for nothing. */
function said(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof NotaryError ? error.code : `${error}`;
  }
}

/** What each thing says that a reader of the home asks for. */
function look(at: string): readonly (readonly [string, string | null])[] {
  let view: DeskView | null = null;
  const opening = said(() => {
    view = DeskView.open(options(at));
  });
  const opened = view as DeskView | null;
  if (opened === null) return [['open', opening]];
  try {
    const rows: string[] = [];
    const list = said(() => rows.push(...opened.records(EVERYTHING).rows.map(({ id }) => id)));
    return [
      ['list', list],
      ...rows.map((id) => ['record', said(() => opened.record(id))] as const),
      ['search', said(() => opened.records({ ...EVERYTHING, search: 'first' }))],
      ['status', said(() => opened.status(null, null))],
      ['trust', said(() => opened.trust())],
      ['chains', said(() => opened.chains())],
      ['sent', said(() => opened.sending.page({ search: '', due: false, offset: 0, limit: 50 }))],
    ];
  } finally {
    opened.close();
  }
}

let columns: readonly Column[] = [];

beforeAll(async () => {
  await makeSample();
  const db = new Database(homePaths(home).database, { readonly: true });
  columns = db.prepare(COLUMNS).all() as Column[];
  db.close();
});

function copy(): string {
  cpSync(home, sample, { recursive: true, force: true });
  return sample;
}

describe('a home with one damaged column', () => {
  it('is looked at, or is said to be damaged', () => {
    const wrong: string[] = [];
    let damaged = 0;
    for (const column of columns)
      for (const value of [...(VALUES[column.type] ?? []), ...(column.notnull ? [] : ['NULL'])]) {
        const at = copy();
        if (!damage(at, column, value)) continue;
        damaged++;
        for (const [what, code] of look(at))
          if (code !== null && !(SAID as readonly string[]).includes(code))
            wrong.push(`${column.table}.${column.name} = ${value}: ${what}: ${code}`);
      }
    expect(wrong).toEqual([]);
    expect(damaged).toBeGreaterThan(200);
  }, 1_200_000);
});
