/** The rows of a sheet in its work file: created once, then read in pages. */

import type { BoxIndex } from '../../documents/box/items.ts';
import { type BoxDraft, certificateRow, fileRow } from '../../documents/box/pairing.ts';
import { BoxCounter } from '../../documents/box/totals.ts';
import {
  BOX_STATES,
  type BoxCertificate,
  type BoxFault,
  type BoxFork,
  type BoxPage,
  type BoxQuery,
  type BoxRow,
  type BoxSort,
  type BoxState,
  type BoxTotals,
} from '../../documents/box/types.ts';
import type { Db, SqlValue } from '../system/database.ts';
import { type ItemRow, itemOf } from './items.ts';

const CHUNK = 1000;

/** Creates all rows and returns the totals; `onStep` is called after each thousand items and may throw. */
export async function makeRows(db: Db, index: BoxIndex, onStep: () => void): Promise<BoxTotals> {
  const counter = new BoxCounter();
  db.write(() => db.exec('DELETE FROM line'));
  const taken = new Set<string>();
  for (const isFirst of [true, false])
    for await (const items of chunks(db, isFirst)) {
      db.write(() => {
        for (const item of items) {
          counter.item(item);
          const row = isFirst ? certificateRow(item, index) : fileRow(item, index, ({ path }) => taken.has(path));
          if (row?.state === 'different' && row.file !== null) taken.add(row.file);
          if (row) counter.row(row);
          if (row) insertRow(db, row);
        }
      });
      onStep();
    }
  number(db);
  return counter.totals();
}

async function* chunks(db: Db, certificates: boolean) {
  const which = certificates ? 'certificate IS NOT NULL' : 'certificate IS NULL';
  for (let last = 0; ; ) {
    const rows = db.all<ItemRow>(`SELECT * FROM item WHERE ${which} AND id > ? ORDER BY id LIMIT ?`, last, CHUNK);
    if (rows.length === 0) return;
    last = rows.at(-1)?.id ?? last;
    yield rows.map(itemOf);
    await new Promise((next) => setImmediate(next));
  }
}

/** Separates names from digests and numbers in the searched text; short words occur in those by chance. */
function searchText(names: readonly Word[], codes: readonly Word[]): string {
  const line = (words: readonly Word[]) => words.filter((word) => word).join('\n');
  return `${line(names)}${MARK}${line(codes)}`.toLowerCase();
}

type Word = string | null | undefined;
const MARK = '\u0001';
const NAMES = 'substr(words, 1, instr(words, char(1)))';
/** Shorter words are only searched in names. */
const CODE = 6;

/** Matches every word somewhere, or all of them joined as one digest or number, however it is grouped. */
function searchFor(search: string): { readonly sql: readonly string[]; readonly values: readonly string[] } {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return { sql: [], values: [] };
  const each = words.map((word) => `instr(${word.length < CODE ? NAMES : 'words'}, ?) > 0`).join(' AND ');
  const joined = words.join('');
  if (words.length === 1 || joined.length < CODE) return { sql: [each], values: words };
  return { sql: [`(${each} OR instr(words, ?) > 0)`], values: [...words, joined] };
}

const json = (value: object | null) => (value === null ? null : JSON.stringify(value));

function insertRow(db: Db, row: BoxDraft): void {
  const { file, certificate, state, sha256, size, proof, other, knownRecord, fork, fault } = row;
  const values: readonly SqlValue[] = [
    file ?? certificate ?? '',
    state,
    file,
    certificate,
    sha256,
    size,
    json(proof),
    other,
    knownRecord,
    json(fork),
    json(fault),
    proof?.provenTime ?? null,
    proof?.issuer ?? null,
    searchText([file, certificate, proof?.issuer], [sha256, proof?.digest, proof?.number, proof?.recordId]),
  ];
  db.run(
    `INSERT INTO line (key, state, file, certificate, sha256, size, proof, other, known, fork, fault, time, issuer, words)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...values,
  );
}

function number(db: Db): void {
  db.write(() =>
    db.exec(`UPDATE line SET number = place.number FROM (
        SELECT id, row_number() OVER (ORDER BY key, certificate, id) AS number FROM line
      ) AS place WHERE place.id = line.id;
      CREATE UNIQUE INDEX IF NOT EXISTS line_number ON line (number);
      CREATE INDEX IF NOT EXISTS line_state ON line (state, number);`),
  );
}

interface LineRow {
  readonly number: number;
  readonly file: string | null;
  readonly certificate: string | null;
  readonly state: string;
  readonly sha256: string | null;
  readonly size: number | null;
  readonly proof: string | null;
  readonly other: string | null;
  readonly known: string | null;
  readonly fork: string | null;
  readonly fault: string | null;
}

function rowOf(row: LineRow): BoxRow {
  const { number, file, certificate, state, sha256, size, proof, other, known, fork, fault } = row;
  return {
    number,
    file,
    certificate,
    state: state as BoxState,
    sha256,
    size,
    proof: proof === null ? null : (JSON.parse(proof) as BoxCertificate),
    other,
    knownRecord: known,
    fork: fork === null ? null : (JSON.parse(fork) as BoxFork),
    fault: fault === null ? null : (JSON.parse(fault) as BoxFault),
  };
}

const PLACES = `CASE state ${BOX_STATES.map((state, i) => `WHEN '${state}' THEN ${i}`).join(' ')} END`;
const SORTS: Readonly<Record<BoxSort, string>> = {
  number: 'number',
  file: 'file',
  certificate: 'certificate',
  state: PLACES,
  time: 'time',
  issuer: 'issuer',
};
const PAGE = 500;

/** A page of rows. */
export function rowPage(db: Db, { states, search, sort, descending, offset, limit }: BoxQuery): BoxPage {
  const sought = searchFor(search);
  const where = [
    ...(states.length === 0 ? [] : [`state IN (${states.map(() => '?').join(', ')})`]),
    ...sought.sql,
  ].join(' AND ');
  const values = [...states, ...sought.values];
  const from = `FROM line${where === '' ? '' : ` WHERE ${where}`}`;
  const total = db.get<{ n: number }>(`SELECT count(*) AS n ${from}`, ...values)?.n ?? 0;
  const order = `${SORTS[sort]} ${descending ? 'DESC' : 'ASC'}, number`;
  const rows = db.all<LineRow>(
    `SELECT * ${from} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...values,
    Math.min(PAGE, Math.max(0, limit)),
    Math.max(0, offset),
  );
  return { total, rows: rows.map(rowOf) };
}

/** Every row in the order of the sheet. */
export function* allRows(db: Db): Generator<BoxRow> {
  for (let last = 0; ; ) {
    const rows = db.all<LineRow>('SELECT * FROM line WHERE number > ? ORDER BY number LIMIT ?', last, PAGE);
    if (rows.length === 0) return;
    yield* rows.map(rowOf);
    last = rows.at(-1)?.number ?? last;
  }
}
