import { basename } from 'node:path';
import { cleanFileName } from '../../../records/facts.ts';
import { readFactIn } from '../../../records/profiles/read.ts';
import { typedCurrency } from '../../../records/typed-facts.ts';
import type { Desk } from '../../desk/desk.ts';
import { placedRows } from '../../desk/facts-change.ts';
import type { IntakeOptions } from '../../desk/intake.ts';
import type { IntakeItem, IntakeProgress, RecordDetail } from '../../desk/types.ts';
import { DoctorPool } from '../../doctor/pool.ts';
import type { Fault } from '../../system/fault.ts';
import { shownPath, walkDocuments } from '../../system/files.ts';
import { matchTable, type NamedFile, type TableMatch } from '../../table/match.ts';
import type { FactTable } from '../../table/table.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, progress, remark, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { errorLine } from '../print.ts';
import { checkStated, FACT_OPTIONS, statedFacts, usualCurrency } from '../stated.ts';
import type { Command } from './command.ts';

type Wish = Pick<IntakeOptions, 'factsFor' | 'profileFor'>;

/** `add`: records files. Files that fail are listed and do not affect the others. */
export const add: Command = {
  options: {
    ...FACT_OPTIONS,
    facts: { type: 'string' },
    again: { type: 'boolean' },
    supersedes: { type: 'string' },
    'no-fingerprints': { type: 'boolean' },
  },
  async run(context) {
    const { args } = context;
    if (args.rest.length === 0) throw usage('needs-files', { command: 'add' });
    const stated = statedFacts(context, { forTable: args.has('facts') && !args.has('amount') });
    checkStated(stated, context);
    const tablePath = args.text('facts');
    const table = tablePath === null ? null : await readFor(context, tablePath, stated.profile);
    const rows = new Map(table?.rows.map(({ key, row }) => [key, row]));
    const wish: Wish = {
      factsFor: (_, path) => ({ ...stated.facts, ...rows.get(path)?.facts }),
      profileFor: (path) => rows.get(path)?.profile ?? stated.profile,
    };
    const items = await withDesk(context, (desk) => takeIn(context, desk, wish), {
      hashing: true,
      emit: (event) => {
        if (event.kind === 'intake') showProgress(context, event.progress);
      },
    });
    progress(context, '');
    return report(context, items, table, tablePath ?? '');
  },
};

/** Reads a table in a process of its own and finds which of its rows speak of the files that are to be taken in. */
async function readFor(
  context: Context,
  tablePath: string,
  usual: string | undefined,
): Promise<TableMatch & Pick<FactTable, 'unused'>> {
  const readers = new DoctorPool({ processes: 1 });
  try {
    const table = await readers.table(tablePath, { currency: tableCurrency(context) });
    const match = matchTable(table, [...filesIn(context.args.rest)]);
    const { rows, errors } = placedRows(match.rows, (_, { profile }) => profile ?? usual, context.kinds.records);
    return { ...match, rows, errors: [...match.errors, ...errors], unused: table.unused };
  } finally {
    await readers.close();
  }
}

/** The currency of a table's amounts that name none: `--currency` without an amount, or that of the settings. */
function tableCurrency(context: Context): string | null {
  const typed = context.args.text('currency') ?? '';
  return typed.trim() === '' || context.args.has('amount') ? usualCurrency(context) : typedCurrency(typed);
}

function* filesIn(paths: readonly string[]): Generator<NamedFile> {
  for (const step of walkDocuments(paths)) {
    if (!('size' in step)) continue;
    const path = shownPath(step.path);
    yield { key: path, name: cleanFileName(basename(path)), path };
  }
}

/** A file with its record, as it is now; null for one without. */
type Taken = IntakeItem & { readonly record: RecordDetail | null };

async function takeIn(context: Context, desk: Desk, wish: Wish): Promise<readonly Taken[]> {
  const { args, signal } = context;
  signal.addEventListener('abort', () => desk.cancel('intake'));
  const supersedes = args.text('supersedes');
  const items = await desk.intake({
    paths: args.rest,
    again: args.flag('again'),
    ...wish,
    ...(supersedes === null ? {} : { supersedes }),
    ...(args.flag('no-fingerprints') ? { fingerprints: false } : {}),
  }).done;
  return items.map((item) => ({
    ...item,
    record: item.recordId === null ? null : desk.record(item.recordId),
  }));
}

function showProgress(context: Context, { filesDone, files, bytes, bytesDone, partsLeft }: IntakeProgress): void {
  if (filesDone === files && partsLeft > 0) {
    progress(context, context.texts.partsLeft(partsLeft));
    return;
  }
  const percent = bytes === 0 ? 100 : Math.floor((100 * bytesDone) / bytes);
  progress(context, context.texts.progress({ done: filesDone, files, percent }));
}

interface Failure {
  readonly file: string;
  readonly path: string;
  readonly error: Fault;
}

function report(
  context: Context,
  items: readonly Taken[],
  table: (TableMatch & Pick<FactTable, 'unused'>) | null,
  tablePath: string,
): number {
  const { texts } = context;
  const taken = items.filter(({ state }) => state === 'recorded' || state === 'existing');
  const failed = items.flatMap(failureOf);
  const refused = tableFailures(context, table, tablePath);
  const failures = [...failed, ...refused];
  const unmatched = table?.unmatched ?? [];
  const leftOut = items.filter(({ state }) => state === 'leftOut');
  const existing = taken.filter(({ state }) => state === 'existing').length;
  answer(
    context,
    {
      records: taken.map(({ recordId, file, path, sha256, record, state, warnings }) => ({
        id: recordId,
        kind: record?.kind ?? null,
        read: record?.facts.read ?? null,
        file,
        path,
        digest: sha256,
        state: record?.state ?? null,
        existing: state === 'existing',
        warnings,
      })),
      errors: failures.map(({ file, path, error }) => ({ file, path, ...error })),
      leftOut: leftOut.map(({ path }) => path),
      ...(table ? { unmatched, unused: table.unused } : {}),
    },
    taken.map(
      ({ state, recordId, file }) => `${state === 'existing' ? texts.existing : texts.recorded}  ${recordId}  ${file}`,
    ),
  );
  for (const { path, error } of failed) remark(context, `${path}: ${errorLine(context.words, error)}`);
  for (const { file, error } of refused) remark(context, `${file}: ${errorLine(context.words, error)}`);
  if (refused.some(({ error }) => error.details.reason === 'no-currency')) remark(context, texts.tableCurrency);
  for (const item of taken) for (const line of warningLines(context, item)) remark(context, line);
  if (table && table.unused.length > 0) remark(context, texts.unusedColumns(table.unused.join(', ')));
  if (unmatched.length > 0) remark(context, texts.unmatchedRows(unmatched.join(', ')));
  if (leftOut.length > 0) remark(context, texts.leftOut(leftOut.length, shortList(leftOut.map(({ file }) => file))));
  const read = taken.filter(({ state, record }) => state === 'recorded' && record && readFactIn(record.facts));
  if (read.length > 0) remark(context, texts.addRead(read.length));
  const suggested = taken.filter(({ record }) => record && record.suggestions.length > 0);
  if (suggested.length > 0) remark(context, texts.addSuggested(suggested.length));
  const done = summary(context, taken.length - existing, existing, failed.length);
  if (refused.length > 0) remark(context, texts.refusedCells(refused.length));
  for (const line of items.length === leftOut.length ? [texts.noFiles] : done) remark(context, line);
  return failures.length > 0 ? EXIT.other : EXIT.ok;
}

/** A folder from a camera has thousands. */
const NAMED = 8;
const shortList = (names: readonly string[]) => names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ', …' : '');

function warningLines({ words }: Context, { path, state, warnings }: Taken): readonly string[] {
  return warnings
    .filter(({ code }) => code !== 'duplicate' || state !== 'existing') // its line already says so
    .map(({ code, detail }) => {
      const { means, fix } = words.warnings[code](detail);
      return `${path}: ${means} ${fix}`;
    });
}

function summary({ texts }: Context, recorded: number, existing: number, failed: number): readonly string[] {
  const done = texts.addDone({ recorded, existing, failed });
  return recorded > 0 ? [done, texts.addNext] : [done];
}

function failureOf({ state, file, path, error }: IntakeItem): Failure[] {
  if (error) return [{ file, path, error }];
  return state === 'cancelled' ? [{ file, path, error: { code: 'cancelled', message: 'cancelled', details: {} } }] : [];
}

function tableFailures({ texts }: Context, table: TableMatch | null, path: string): Failure[] {
  return (table?.errors ?? []).map(({ row, error }) => ({
    file: path,
    path: texts.tableRow({ table: path, row }),
    error: { ...error, details: { ...error.details, row } },
  }));
}
