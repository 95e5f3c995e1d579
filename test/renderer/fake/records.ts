/** The records of the desk that is only played. */
import type { Reading } from '../../../core/documents/reading/reading.ts';
import type { Suggestion } from '../../../core/documents/reading/suggestion.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import { type Withhold, withheldOfRecord } from '../../../core/handover/withhold.ts';
import { kindOfKey } from '../../../core/records/index.ts';
import { repeatedFacts } from '../../../core/records/repeated-facts.ts';
import { agreedEdits, openSuggestions } from '../../../core/records/suggestions.ts';
import type {
  RecordDetail,
  RecordPage,
  RecordQuery,
  RecordRow,
  RecordState,
  TakenFacts,
  TimelineEntry,
} from '../../../electron/api.ts';
import { chainConfirmation } from './chains.ts';
import { hexOf, sampleStanding } from './sample.ts';

const searchable = (row: RecordRow) =>
  [row.id, row.sha256, ...Object.values(row.facts).map((value) => (value === null ? '' : JSON.stringify(value)))]
    .join(' ')
    .toLowerCase();

function sortValue(row: RecordRow, query: RecordQuery): string | number {
  switch (query.sort) {
    case 'fileName':
    case 'title':
    case 'number':
    case 'date':
      return row.facts[query.sort] ?? '';
    case 'parties':
      return row.facts.parties?.join(' ') ?? '';
    case 'money':
      return Number(row.facts.money?.amount ?? Number.NEGATIVE_INFINITY);
    default:
      return row[query.sort] ?? 0;
  }
}

const played = (facts: Readonly<Record<string, Json>>): Reading => ({
  reader: 'played',
  v: 1,
  profile: 'invoice',
  facts,
  places: {},
  suggestions: [],
  conflicts: [],
  references: [],
  notes: [],
});

export class FakeRecords {
  readonly rows: RecordRow[] = [];
  /** What the file of each record states. */
  readonly #fileSays: Readonly<Record<string, Json>> | null;
  readonly reasons = new Map<string, string>();

  /** What is suggested for each. */
  readonly #suggests: readonly Suggestion[];

  constructor(fileSays: Readonly<Record<string, Json>> | null, suggests: readonly Suggestion[]) {
    this.#fileSays = fileSays;
    this.#suggests = suggests;
  }

  #suggestions({ state, facts }: RecordRow): readonly Suggestion[] {
    return state === 'recorded' ? openSuggestions({ facts, reading: null, seen: this.#suggests }) : [];
  }

  take(ids: readonly string[]): readonly TakenFacts[] {
    const taken = this.rows.flatMap((row) => {
      const facts = ids.includes(row.id) ? agreedEdits(row.facts, this.#suggestions(row)) : {};
      return Object.keys(facts).length === 0 ? [] : [{ id: row.id, facts }];
    });
    for (const { id, facts } of taken)
      this.change([id], (row) => ({ ...row, facts: { ...row.facts, ...facts } as RecordRow['facts'] }));
    return taken;
  }

  find(query: RecordQuery): RecordPage {
    const words = query.search.toLowerCase().split(/\s+/).filter(Boolean);
    const day = (row: RecordRow) => row.time.slice(0, 10);
    const found = this.rows.filter(
      (row) =>
        (query.states.length === 0 || query.states.includes(row.state)) &&
        (query.kind === null || row.facts.kind === query.kind) &&
        (query.from === null || day(row) >= query.from) &&
        (query.to === null || day(row) <= query.to) &&
        (query.ids === undefined || query.ids.includes(row.id)) &&
        words.every((word) => searchable(row).includes(word)),
    );
    const sign = query.descending ? -1 : 1;
    found.sort((a, b) => {
      const [x, y] = [sortValue(a, query), sortValue(b, query)];
      return sign * (x < y ? -1 : x > y ? 1 : a.seq - b.seq);
    });
    return { total: found.length, rows: found.slice(query.offset, query.offset + query.limit) };
  }

  counts(): Record<RecordState, number> {
    const counts = { recorded: 0, sealed: 0, anchored: 0, withdrawn: 0, erased: 0 };
    for (const row of this.rows) counts[row.state]++;
    return counts;
  }

  /** Facts of these records that repeat withheld ones. */
  repeated(ids: readonly string[], withhold: Withhold): readonly string[] {
    const rows = this.rows.filter((row) => ids.includes(row.id));
    const repeated = rows.map(({ id, kind, facts }) =>
      repeatedFacts(
        Object.entries(facts).map(([name, value]) => ['', name, value as Json]),
        withheldOfRecord(withhold, id),
        { lists: kindOfKey(kind)?.lists ?? {} },
      ),
    );
    return [...new Set(repeated.flat())];
  }

  /** Replaces what `change` gives for the records of these ids; how many there were. */
  change(ids: readonly string[], change: (row: RecordRow) => RecordRow): number {
    const wanted = new Set(ids);
    let changed = 0;
    this.rows.forEach((row, i) => {
      if (!wanted.has(row.id)) return;
      const next = change(row);
      this.rows[i] = { ...next, standing: sampleStanding(next.state) };
      changed++;
    });
    return changed;
  }

  /** How many wait for the next batch, and how many for a decision. */
  waiting(onlyConfirmed: boolean): { readonly waiting: number; readonly held: number } {
    const recorded = this.rows.filter((row) => row.state === 'recorded');
    const held = recorded.filter((row) => row.held && !row.confirmed).length;
    const waiting = onlyConfirmed ? recorded.filter((row) => row.confirmed).length : recorded.length - held;
    return { waiting, held };
  }

  detail(id: string): RecordDetail | null {
    const row = this.rows.find((one) => one.id === id);
    if (row === undefined) return null;
    const sealed = row.state === 'sealed' || row.state === 'anchored';
    const entry = (kind: TimelineEntry['kind'], minutes: number, detail = ''): TimelineEntry => ({
      kind,
      detail,
      time: new Date(Date.parse(row.time) + minutes * 60_000).toISOString(),
    });
    const erased = row.state === 'erased';
    const reason = this.reasons.get(id) ?? '文件有误，另行提交';
    return {
      ...row,
      path: erased ? null : `/home/wang/Documents/${row.facts.fileName}`,
      originalPresent: !erased && row.seq % 5 !== 0,
      confirmations: row.state === 'anchored' ? [chainConfirmation()] : [],
      reading: this.#fileSays === null ? null : played(this.#fileSays),
      suggestions: this.#suggestions(row),
      invoice: null,
      leafIndex: sealed ? row.seq - 1 : null,
      checkpoint: sealed ? { size: 128, root: hexOf(41) } : null,
      supersededBy: this.rows.filter((other) => other.supersedes === id).map((other) => other.id),
      certificates: row.certified
        ? [{ number: 'K7QJ2MWTX4AB', time: entry('certified', 9).time, final: row.state === 'anchored', paper: false }]
        : [],
      withdrawnReason: row.state === 'withdrawn' ? reason : null,
      timeline: [
        entry('recorded', 0),
        entry('edited', 2, erased ? '' : 'number, parties'),
        ...(row.state === 'withdrawn' ? [entry('withdrawn', 3, reason)] : []),
        ...(sealed ? [entry('sealed', 7, '128')] : []),
        ...(row.state === 'anchored' ? [entry('anchored', 8, '128')] : []),
        ...(row.certified ? [entry('certified', 9, erased ? '' : `/home/wang/证书/${row.facts.fileName}.pdf`)] : []),
        ...(erased ? [entry('erased', 60 * 24)] : []),
      ],
    };
  }
}
