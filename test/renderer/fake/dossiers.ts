/** Dossiers of the desk that is only played: plans, contents, samples and comparisons made up of its records. */

import { millionths } from '../../../core/documents/reading/values.ts';
import { dossierAmount } from '../../../core/dossier/amounts.ts';
import { atMostDiffering, shareAtMostWrong } from '../../../core/dossier/sample.ts';
import type { ErrorCode } from '../../../core/errors.ts';
import { allFacts } from '../../../core/records/facts.ts';
import type {
  DossierLine,
  DossierPage,
  DossierPlan,
  DossierPlanWish,
  DossierWish,
  NotaryApi,
  NotaryEvent,
  PlannedSum,
  PoolWarning,
  RecordRow,
  Result,
} from '../../../electron/api.ts';
import type { FakeRecords } from './records.ts';
import { hexOf, idOf, sampleStanding } from './sample.ts';

const ok = async <T>(value: T): Promise<Result<T>> => ({ ok: true, value });

const WARNINGS: readonly PoolWarning[] = [
  { code: 'obligor-half', currency: 'CNY', state: 'warning', least: '61.20', most: '61.20', found: 4, unknown: 0 },
  { code: 'few-obligors', currency: 'CNY', state: 'warning', least: '', most: '', found: 4, unknown: 0 },
  { code: 'overdue', currency: null, state: 'not-known', least: '', most: '', found: 0, unknown: 3 },
  { code: 'invoice-twice', currency: null, state: 'clear', least: '', most: '', found: 0, unknown: 0 },
];

/** How long making one takes, in steps; one called `slow` goes on until it is cancelled. */
const STEPS = 5;

type DossierCalls = Pick<NotaryApi, Extract<keyof NotaryApi, `dossier${string}`>>;

/** What is needed of the desk. */
interface Stage {
  readonly records: FakeRecords;
  tell(event: NotaryEvent): void;
  changed(): void;
}

export class PlayedDossiers {
  readonly #stage: Stage;
  readonly #made = new Map<
    string,
    { readonly wish: DossierWish; readonly rows: readonly RecordRow[]; readonly size: number }
  >();
  #stopped = false;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  cancel(): void {
    this.#stopped = true;
  }

  /** A sealed dossier of so many items, which repeat the records. */
  put(size: number): string {
    const id = this.#add(this.#sealed(), { ...PLAIN, title: '一号资产池' }, size);
    this.#stage.records.change([id], (row) => ({ ...row, state: 'anchored', standing: sampleStanding('anchored') }));
    return id;
  }

  answers(): DossierCalls {
    return {
      dossierPlan: async (wish) => ok(this.#plan(wish)),
      dossierMake: (wish) => this.#make(wish),
      dossierList: () =>
        ok(
          [...this.#made.keys()].flatMap((record) => {
            const row = this.#stage.records.rows.find(({ id }) => id === record);
            return row
              ? [{ record, seq: row.seq, state: row.state, title: row.facts.title, number: row.facts.number }]
              : [];
          }),
        ),
      dossierPage: async (id) => ok(this.#page(id)),
      dossierLines: async ({ id, list, search, offset, limit }) => {
        const found = this.#lines(id).filter((line) => line.list === list && said(line).includes(search.toLowerCase()));
        return ok({ total: found.length, rows: found.slice(offset, offset + limit) });
      },
      dossierSample: async (wish) => {
        const lines = this.#lines(wish.id);
        if (wish.size > lines.length) return no('bad-input');
        const drawn = lines.slice(0, wish.size).map((line) => ({ ...line, hits: 1 }));
        const atMost = wish.by === 'item' ? atMostDiffering(wish.size, lines.length) : null;
        const share = { currency: 'CNY', total: '128000', outside: 3, atMostShare: shareAtMostWrong(wish.size) };
        const byAmount = wish.by === 'item' ? null : share;
        return ok({ ...wish, of: lines.length, atMost, byAmount, lines: drawn });
      },
      dossierSampleSave: ({ format }) => ok(`/home/wang/样本.${format}`),
      dossierCompare: async ({ first }) => {
        const lines = this.#lines(first);
        const [shared, onlyFirst] = [lines.slice(0, 4), lines.slice(4, 6)];
        const counts = { shared: shared.length, onlyFirst: onlyFirst.length, onlySecond: 0 };
        return ok({ name: '二号资产池', counts, lines: { shared, onlyFirst, onlySecond: [] } });
      },
      dossierCertify: async ({ id }) => {
        await this.#steps('open');
        if (this.#stopped) return no('cancelled');
        return ok({ folder: '/home/wang/证书', certificates: [{ id, path: `/home/wang/证书/${id}.pdf` }], errors: [] });
      },
      dossierTables: ({ tables, format }) => ok(`/home/wang/${tables}.${format}`),
    };
  }

  #sealed(): readonly RecordRow[] {
    return this.#stage.records.rows.filter(({ state, kind }) => state === 'anchored' && kind !== 'dossier');
  }

  #chosen({ source }: Pick<DossierPlanWish, 'source'>): readonly RecordRow[] {
    if (source.from === 'ids') return this.#stage.records.rows.filter(({ id }) => source.ids.includes(id));
    return this.#sealed();
  }

  #plan(wish: DossierPlanWish): DossierPlan {
    const rows = this.#chosen(wish);
    return {
      items: rows.length,
      credits: 0,
      sums: sumsOf(rows),
      withoutAmount: rows.filter(({ facts }) => facts.money === null).length,
      leftOut: wish.source.from === 'list' ? this.#stage.records.rows.length - rows.length : 0,
      warnings: WARNINGS,
      tape: wish.source.from === 'tape' ? tapeOf(rows, wish.source.mapping) : null,
    };
  }

  async #steps(step: 'commit' | 'open'): Promise<void> {
    this.#stopped = false;
    for (let done = 0; done < STEPS && !this.#stopped; done++) {
      this.#stage.tell({ kind: 'dossier', progress: { step, done, total: STEPS, running: true } });
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    this.#stage.tell({ kind: 'dossier', progress: { step: 'page', done: 0, total: 0, running: false } });
  }

  async #make(wish: DossierWish): ReturnType<NotaryApi['dossierMake']> {
    do await this.#steps('commit');
    while (wish.title === 'slow' && !this.#stopped);
    if (this.#stopped) return no('cancelled');
    const rows = this.#chosen(wish);
    const record = this.#add(rows, wish, rows.length);
    this.#stage.changed();
    const { items, credits, totals, change } = this.#page(record);
    return ok({ record, items, credits, totals, troubles: [], change });
  }

  #add(rows: readonly RecordRow[], wish: DossierWish, size: number): string {
    const all = this.#stage.records.rows;
    const seq = all.length + 1;
    const [sample] = rows;
    if (!sample) throw new Error('a dossier of nothing');
    const id = idOf(1000 + seq);
    const facts = { ...allFacts({ title: wish.title, number: wish.number, kind: '资产池' }) };
    all.push({
      ...sample,
      id,
      seq,
      kind: 'dossier',
      state: 'recorded',
      standing: sampleStanding('recorded'),
      sha256: '',
      size: null,
      facts,
      supersedes: wish.supersedes,
      certified: false,
    });
    this.#made.set(id, { wish, rows, size });
    return id;
  }

  #page(id: string): DossierPage {
    const made = this.#made.get(id);
    const row = this.#stage.records.rows.find((one) => one.id === id);
    if (!made || !row) throw new Error(`no dossier ${id}`);
    const { wish, rows, size } = made;
    const blind = '01'.repeat(32);
    const items = sumsOf(rows).map(({ currency, count, amount }) => ({ currency, count, amount, blind }));
    const rule = { v: 1, words: wish.words ?? ['一'], cutOff: wish.cutOff, filter: null } as const;
    return {
      record: id,
      state: row.state,
      title: wish.title,
      number: wish.number,
      rule,
      totals: { v: 1, items, credits: [] },
      items: size,
      credits: 0,
      change: wish.supersedes === null ? null : { since: wish.supersedes, stayed: 4, came: 2, gone: 1 },
      asOf: wish.cutOff ?? '2026-11-22',
      warnings: WARNINGS,
      canOpen: size,
    };
  }

  #lines(id: string): readonly DossierLine[] {
    const { rows, size } = this.#made.get(id) ?? { rows: [], size: 0 };
    return Array.from({ length: rows.length === 0 ? 0 : size }, (_, place): DossierLine => {
      const { id: record, facts, state } = rows[place % rows.length] as RecordRow;
      const { title, number, date, money, parties } = facts;
      const currency = money?.currency ?? null;
      const said = { title, number, date, due: null, money, obligor: parties?.[0] ?? null, state };
      return { list: 'items', place, leaf: hexOf(5000 + place), record, currency, canOpen: money !== null, ...said };
    });
  }
}

const no = async <T>(code: ErrorCode): Promise<Result<T>> => ({
  ok: false,
  error: { code, message: `played: ${code}`, details: {} },
});

const PLAIN: DossierWish = {
  source: { from: 'ids', ids: [] },
  title: null,
  number: null,
  note: null,
  date: null,
  template: null,
  words: null,
  cutOff: null,
  supersedes: null,
};

const said = ({ title, number, obligor }: DossierLine) => `${title} ${number} ${obligor}`.toLowerCase();

function sumsOf(rows: readonly RecordRow[]): readonly PlannedSum[] {
  const sums = new Map<string, { count: number; sum: bigint }>();
  for (const { facts } of rows) {
    if (facts.money === null) continue;
    const { amount, currency } = facts.money;
    const { count, sum } = sums.get(currency) ?? { count: 0, sum: 0n };
    sums.set(currency, { count: count + 1, sum: sum + millionths(amount) });
  }
  return [...sums].map(([currency, { count, sum }]) => ({
    list: 'items',
    currency,
    count,
    amount: dossierAmount(sum),
  }));
}

/** A table with a head that nobody knows until it is said what it means, and with two rows of trouble. */
function tapeOf(rows: readonly RecordRow[], mapping: Readonly<Record<string, string>>): DossierPlan['tape'] {
  const isKnown = mapping.资产 === 'number';
  return {
    heads: ['资产', '金额', '备注'],
    columns: [isKnown ? 'number' : null, 'amount', null],
    rows: rows.length + 2,
    first: rows.map(({ facts }, i) => ({
      row: i + 2,
      cells: { ...(isKnown ? { number: facts.number ?? '' } : {}), amount: facts.money?.amount ?? '' },
    })),
    troubles: [
      { row: 7, why: 'not-found', column: 'number', value: 'R-99', other: '' },
      { row: 9, why: 'other-amount', column: 'amount', value: '5', other: '12.00' },
    ],
  };
}
