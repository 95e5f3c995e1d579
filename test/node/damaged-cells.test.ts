/**
 * Single cells of a small home changed to garbage behind the program's back, and the commands of everyday use over what is left:
 * nobody sees a parser's message or a stack, nothing is called sound that is not, and what is signed or handed over verifies.
 * The cells are chosen by their digests: the same ones in every run. `npm run test:long` takes all of them.
 */
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import { main } from '../../core/node/cli/main.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { setVariable } from '../../core/node/system/environment.ts';
import { readTrustFile } from '../../core/node/verify/trust-file.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import { scratch } from './support/cli.ts';
import { makeWholeHome, type WholeHome } from './support/whole-home.ts';

/** How many damages an ordinary run tries. */
const SOME = 24;

const folder = scratch('damaged-cells-');

/** By the type of a column; a STRICT table holds no value of another type. `x` is what stands there. */
const GARBAGE: Readonly<Record<string, readonly string[]>> = {
  TEXT: [`'garbage'`, 'substr(x, 1, length(x) / 2)', `'{"a":[1]}'`, `''`],
  INTEGER: ['-5', '9007199254740991', 'x + 1'],
  BLOB: ['zeroblob(length(x))', 'substr(x, 1, length(x) / 2)', `CAST('garbage' AS BLOB)`],
};

interface Damage {
  readonly table: string;
  readonly column: string;
  readonly row: number;
  readonly value: string;
}

const COLUMNS = `SELECT t.name AS "table", c.name AS "column", c.type FROM pragma_table_list t, pragma_table_info(t.name) c
  WHERE t.schema = 'main' AND t.type = 'table' AND t.strict ORDER BY t.name, c.cid`;

/** Every cell of the home with every garbage of its type, in an order that is by chance and the same each time. */
function allDamages(home: string): readonly Damage[] {
  const db = new Database(homePaths(home).database, { readonly: true });
  const columns = db.prepare(COLUMNS).all() as { table: string; column: string; type: string }[];
  const damages = columns.flatMap(({ table, column, type }) => {
    const count = db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    const rows = Array.from({ length: count }, (_, row) => row);
    return rows.flatMap((row) => (GARBAGE[type] ?? []).map((value) => ({ table, column, row, value })));
  });
  db.close();
  const place = (damage: Damage) => toHex(nobleCrypto.sha256(utf8(JSON.stringify(damage))));
  return damages.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** Changes the cell; false where the table does not take it, or it is the same value. */
function damage(home: string, { table, column, row, value }: Damage): boolean {
  const db = new Database(homePaths(home).database);
  try {
    db.pragma('foreign_keys = OFF');
    const triggers = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all() as string[];
    for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger}`);
    const key = db.prepare(`SELECT name FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`).pluck();
    const keys = key.all().join(', ');
    const where = `(${keys}) IN (SELECT ${keys} FROM ${table} ORDER BY ${keys} LIMIT 1 OFFSET ${row})`;
    const set = value.replace(/\bx\b(?!')/g, column);
    const sql = `UPDATE ${table} SET ${column} = ${set} WHERE ${where} AND ${column} IS NOT (${set})`;
    return db.prepare(sql).run().changes > 0;
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CONSTRAINT|MISMATCH)/.test(error.code)) return false;
    throw error;
  } finally {
    db.close();
  }
}

/** What a person reads that is meant for nobody: a stack, a parser's or a database's own message, a value that is none. */
const RAW = /^\s+at |SyntaxError|TypeError|RangeError|Unexpected|JSON|SQLITE|NaN|undefined|\[object/m;
/** What may be said of a home that is damaged. */
const SAID: readonly (string | undefined)[] = [
  'home-damaged',
  'rolled-back',
  'clock-behind',
  'clock-ahead',
  'not-found',
];
const STOPPED = 30;

interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function call(home: string, ...args: readonly string[]): Promise<Called> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    showsProgress: false,
  };
  const code = await main([...args, '--home', home, '--lang', 'en'], terminal);
  return { code, out: out.join(''), err: err.join('') };
}

/** The verdict of each certificate in a folder, by the bundle that the desk exported while it was sound. */
async function verdicts({ trust, documents }: WholeHome, out: string): Promise<readonly string[]> {
  if (!existsSync(out)) return [];
  const { bundle, fingerprint } = readTrustFile(trust);
  const pairs = await verifyFiles([out, documents], { trust: [{ bundle, fingerprint, compared: true }] });
  return pairs.flatMap(({ certificate, report, error }) =>
    certificate === null ? [] : [report?.verdict ?? error?.code ?? 'none'],
  );
}

/** What is wrong with what the commands say or make of this home. */
async function wrongs(whole: WholeHome, at: string): Promise<readonly string[]> {
  const found: string[] = [];
  const expects = (name: string, { code, out, err }: Called, codes: readonly number[]) => {
    const raw = RAW.exec(err) ?? RAW.exec(out);
    if (raw) found.push(`${name} says ${raw[0]}: ${err}${out}`);
    if (!codes.includes(code)) found.push(`${name} exits with ${code}: ${err}`);
    if (code === STOPPED && err.trim() === '') found.push(`${name} stops without a word`);
  };
  expects('status', await call(at, 'status'), [0, STOPPED]);
  expects('list', await call(at, 'list'), [0, STOPPED]);
  // only the issuer says so; or nobody, where its own bundle cannot be made, which is told
  const verified = await call(at, 'verify', whole.out);
  expects('verify', verified, verified.err === '' ? [12] : [12, 13, 14]);
  const sealed = await call(at, 'seal', '--json');
  const { error } = JSON.parse(sealed.out) as { error?: { code: string } };
  if (error && !SAID.includes(error.code)) found.push(`seal: ${error.code}: ${sealed.err}`);
  expects('seal', { ...sealed, out: '' }, [0, STOPPED]);
  const out = `${at} out`;
  expects('certify', await call(at, 'certify', '--all', '--out', out), [0, STOPPED]);
  const bad = (await verdicts(whole, out)).filter((verdict) => verdict !== 'self-attested');
  if (bad.length > 0) found.push(`certify made certificates that are ${bad.join(', ')}`);
  return found;
}

let whole: WholeHome;
let damages: readonly Damage[] = [];

beforeAll(async () => {
  whole = await makeWholeHome(folder);
  damages = allDamages(whole.home);
});

/** Damages a copy of the home, and looks; null where the cell takes no such value. The copy is the only one that it remembers. */
async function tried(one: Damage): Promise<readonly string[] | null> {
  const at = join(folder, 'sample');
  for (const name of readdirSync(folder))
    if (name.startsWith('sample')) rmSync(join(folder, name), { recursive: true });
  setVariable('NOTARY_STATE', `${at} state`);
  cpSync(whole.home, at, { recursive: true });
  return damage(at, one) ? wrongs(whole, at) : null;
}

it('a sound home is used without a word', async () => {
  setVariable('NOTARY_STATE', join(folder, 'sample state'));
  cpSync(whole.home, join(folder, 'sample'), { recursive: true });
  expect(await wrongs(whole, join(folder, 'sample'))).toEqual([]);
  expect(await verdicts(whole, join(folder, 'sample out'))).toEqual(Array(4).fill('self-attested'));
});

it('with one damaged cell it says so in words, and what it signs and hands over verifies', async () => {
  const most = process.env.NOTARY_LONG ? Number.POSITIVE_INFINITY : SOME;
  const found: string[] = [];
  let count = 0;
  for (const one of damages) {
    if (count >= most) break;
    const wrong = await tried(one);
    if (wrong === null) continue;
    count += 1;
    found.push(...wrong.map((what) => `${one.table}.${one.column} ${one.row} = ${one.value}: ${what}`));
  }
  expect(found).toEqual([]);
  expect(count).toBeGreaterThanOrEqual(Math.min(most, 100));
}, 7_200_000);
