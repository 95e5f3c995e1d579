import { RECORD_STATES, type RecordState } from '../../../ports.ts';
import { DOCUMENT, kindOfKey } from '../../../records/index.ts';
import type { DeskView } from '../../desk/view.ts';
import type { RecordQuery, RecordRow } from '../../store/query.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { localTime } from '../print.ts';
import type { Command } from './command.ts';

const PAGE = 500;
/** Rows that fit a screen; programs get all. */
const SHOWN = 50;

/** `list`: the newest first. */
export const list: Command = {
  options: { state: { type: 'string', multiple: true }, limit: { type: 'string' } },
  async run(context) {
    const { args, texts } = context;
    const limit = limitOf(context);
    const query = { search: args.rest.join(' '), states: statesOf(args.texts('state')) };
    const { rows, total } = withView(context, (view) => allRows(view, query, limit));
    answer(
      context,
      { records: rows.map(listedRecord), total },
      rows.map((row) => listLine(context, row)),
    );
    if (total === 0) remark(context, texts.noRecords);
    else if (rows.length < total) remark(context, texts.more(total - rows.length));
    return EXIT.ok;
  },
};

function limitOf({ args, json }: Context): number {
  const typed = args.text('limit');
  if (typed === null) return json ? Number.POSITIVE_INFINITY : SHOWN;
  if (!/^\d{1,9}$/.test(typed)) throw usage('not-a-number', { option: '--limit' });
  return Number(typed);
}

function statesOf(typed: readonly string[]): readonly RecordState[] {
  return typed.map((name) => {
    const state = RECORD_STATES.find((known) => known === name);
    if (!state) throw usage('one-of', { option: '--state', known: RECORD_STATES.join(', ') });
    return state;
  });
}

/** Every row found by a query, page by page, up to a limit. */
export function allRows(
  view: Pick<DeskView, 'records'>,
  wanted: Pick<RecordQuery, 'search' | 'states'>,
  limit = Number.POSITIVE_INFINITY,
): { readonly rows: readonly RecordRow[]; readonly total: number } {
  const rows: RecordRow[] = [];
  for (;;) {
    const size = Math.max(1, Math.min(PAGE, limit - rows.length));
    const order = { kind: null, from: null, to: null, sort: 'seq', descending: true } as const;
    const page = view.records({ ...wanted, ...order, offset: rows.length, limit: size });
    rows.push(...page.rows.slice(0, limit - rows.length));
    if (page.rows.length < size || rows.length >= limit) return { rows, total: page.total };
  }
}

/**
 * A record as programs get it, with the names that `add` uses. `confirmed`: by somebody else than this desk; `approved`:
 * by the clerk, for sealing.
 */
export function listedRecord<R extends RecordRow>({ sha256, confirmed: approved, ...row }: R) {
  return { ...row, approved, confirmed: row.standing.is === 'confirmed', file: row.facts.fileName, digest: sha256 };
}

function listLine({ words, kinds }: Context, { id, kind, standing, time, facts, damaged }: RecordRow): string {
  const file = facts.fileName === null ? '' : ` (${facts.fileName})`;
  if (damaged) return `${id}  ${words.standing(standing).label}  ${localTime(time)}  ${words.damaged}`;
  const isPlain = kind === DOCUMENT.key;
  const kindName = kindOfKey(kind, kinds.records)?.words[words.language].name ?? kind;
  const title = facts.title ?? (isPlain || facts.number === null ? null : `${kindName} ${facts.number}`);
  const name = title === null ? (facts.fileName ?? '') : `${title}${file}`;
  return `${id}  ${words.standing(standing).label}  ${localTime(time)}  ${name}`;
}
