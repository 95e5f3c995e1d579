/** Who was sent what, in the desk that is only played. */
import type { Recipient, Replacement, SentPage, SentQuery, SentRow, SentState } from '../../../electron/api.ts';
import type { FakeRecords } from './records.ts';

const RECIPIENTS: readonly Recipient[] = [
  { name: '杭州互联网法院', address: 'filing@court.example' },
  { name: 'Nordic Harbour Bank', address: 'trade@bank.example' },
  { name: '上海样本科技股份有限公司', address: null },
];
const STATES: readonly SentState[] = ['current', 'final-due', 'newer-due', 'replaced', 'provisional'];
const WAYS = ['share', 'export', 'pack'] as const;

/** Samples made from the records; what is shared in the play is added. */
export class PlayedSent {
  readonly #rows: SentRow[] = [];
  readonly #records: FakeRecords;

  constructor(records: FakeRecords, count: number) {
    this.#records = records;
    for (let i = 0; i < count; i++) this.#add(i);
  }

  #add(i: number): void {
    const { rows } = this.#records;
    const record = rows[i % Math.max(1, rows.length)];
    const recipient = RECIPIENTS[i % RECIPIENTS.length];
    const state = STATES[i % STATES.length];
    if (!record || !recipient || !state) return;
    const isDue = state === 'final-due' || state === 'newer-due';
    this.#rows.push({
      id: i + 1,
      time: `2026-11-${String(20 + (i % 4)).padStart(2, '0')}T0${i % 9}:12:00.000Z`,
      recipient,
      record: record.id,
      seq: record.seq,
      fileName: record.facts.fileName,
      title: record.facts.title,
      way: WAYS[i % WAYS.length] ?? 'share',
      file: 'certificates.zip',
      certificateNumber: 'QGMFWLPKHCPH',
      final: state === 'current' || state === 'newer-due',
      state,
      replacement: isDue ? record.id : null,
    });
  }

  /** What the play just shared. */
  share(ids: readonly string[], recipients: readonly Recipient[]): void {
    for (const recipient of recipients)
      for (const id of ids) {
        const record = this.#records.rows.find((row) => row.id === id);
        if (!record) continue;
        for (const [place, row] of this.#rows.entries())
          if (row.replacement === id && row.recipient.name === recipient.name)
            this.#rows[place] = { ...row, state: 'replaced', replacement: null };
        const number = this.#rows.length + 1;
        const { fileName, title } = record.facts;
        const sent = { fileName, title, way: 'share', file: '证书.zip', certificateNumber: 'NEWNUMBER234' } as const;
        const time = '2026-11-24T08:00:00.000Z';
        this.#rows.push({
          ...sent,
          id: number,
          time,
          recipient,
          record: id,
          seq: record.seq,
          final: true,
          state: 'current',
          replacement: null,
        });
      }
  }

  page({ search, due, offset, limit }: SentQuery): SentPage {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const text = (row: SentRow) => JSON.stringify([row.recipient, row.fileName, row.file]).toLowerCase();
    const found = this.#rows
      .filter((row) => (!due || row.replacement !== null) && words.every((word) => text(row).includes(word)))
      .reverse();
    const all = this.#rows.filter(({ replacement }) => replacement !== null).length;
    return { total: found.length, due: all, rows: found.slice(offset, offset + limit) };
  }

  recipients(): readonly Recipient[] {
    return RECIPIENTS;
  }

  replacements(): readonly Replacement[] {
    return RECIPIENTS.flatMap((recipient) => {
      const rows = this.#rows.filter((row) => row.replacement !== null && row.recipient.name === recipient.name);
      const ids = [...new Set(rows.map(({ record }) => record))];
      const newer = rows.filter(({ state }) => state === 'newer-due').length;
      return ids.length === 0 ? [] : [{ recipient, ids, finals: rows.length - newer, newer }];
    });
  }
}
