/** The case box, played: rows by formula, progress in steps, and a check that never ends until it is cancelled. */

import { withFork } from '../../../core/documents/box/pairing.ts';
import { BOX_STATES, type BoxRow, type BoxState } from '../../../core/documents/box/types.ts';
import type { BoxDetail, BoxPage, BoxQuery, BoxSheet, BoxStatus } from '../../../electron/api.ts';
import { sampleReport } from './reports.ts';
import { hexOf, idOf } from './sample.ts';

const STEP = 50;
const NO_REPORT: readonly BoxState[] = ['unreadable', 'missing-certificate', 'duplicate', 'superseded'];

/** Most rows are proven; every other state comes back in turn. Of row `number`, from 1. */
export const stateOf = (number: number): BoxState =>
  number % 4 === 0 ? (BOX_STATES[(number / 4) % BOX_STATES.length] ?? 'proven') : 'proven';

const folders = ['合同', '发票', '往来邮件.eml!', '2026 年度归档.zip!/annexes.zip!'];
const names = [
  '采购合同',
  '增值税发票',
  'A framework agreement with a name that is far too long for any column',
  '仓单',
];

function rowOf(number: number): BoxRow {
  const state = stateOf(number);
  const folder = folders[number % folders.length];
  const name = `${folder}/${names[number % names.length]}-${String(number).padStart(5, '0')}`;
  const alone = state === 'missing-certificate' || (state === 'unreadable' && number % 8 === 0);
  const file = state === 'missing-document' ? null : `${name}.pdf`;
  const proven = state === 'proven' || state === 'superseded';
  return {
    number,
    file,
    certificate: alone || state === 'duplicate' ? null : `${name} 证书.pdf`,
    state,
    sha256: hexOf(number),
    size: (number * 7919) % 4_000_000,
    proof: alone
      ? null
      : {
          verdict: proven ? 'proven' : 'self-attested',
          page: 'not-run',
          reason: state === 'tampered' ? 'page-different' : null,
          digest: hexOf(number),
          number: `K7QW3XN2PL${number}`,
          recordId: idOf(number % 40),
          origin: `desk/${hexOf(3)}`,
          head: { size: 128 + number, root: 'AAAA' },
          supersedes: null,
          fileName: `${names[number % names.length]}.pdf`,
          issuer: '杭州示例贸易有限公司',
          provenTime: proven ? '2026-11-22T06:03:09.000Z' : null,
          deviceTime: '2026-11-22T06:00:00.000Z',
          signers: proven ? ['第一见证公司', 'Second Witness Ltd'] : [],
          fingerprint: hexOf(21),
          deadline: state === 'pending' ? '2030-01-01T00:00:00.000Z' : null,
        },
    other: state === 'duplicate' || state === 'superseded' ? '合同/采购合同-00001.pdf' : null,
    knownRecord: state === 'missing-certificate' ? idOf(6) : null,
    fork: state === 'forked' ? { size: 128, root: 'AAAA', otherRoot: 'BBBB', other: '合同/采购合同-00002.pdf' } : null,
    fault: state === 'unreadable' ? { code: 'malformed', message: 'played', reason: 'encrypted' } : null,
  };
}

const order: Readonly<Record<BoxQuery['sort'], (row: BoxRow) => string | number>> = {
  number: (row) => row.number,
  file: (row) => row.file ?? '',
  certificate: (row) => row.certificate ?? '',
  state: (row) => BOX_STATES.indexOf(row.state),
  time: (row) => row.proof?.provenTime ?? '',
  issuer: (row) => row.proof?.issuer ?? '',
};

export class PlayedBox {
  readonly #tell: (status: BoxStatus) => void;
  readonly #trust: () => BoxSheet['trust'];
  #rows: readonly BoxRow[] = [];
  #timer: ReturnType<typeof setInterval> | null = null;
  status: BoxStatus;

  constructor(cutOff: boolean, trust: () => BoxSheet['trust'], tell: (status: BoxStatus) => void) {
    this.#trust = trust;
    this.#tell = tell;
    this.status = cutOff ? { state: 'cut-off', sources: ['/files/box-400'] } : { state: 'none' };
  }

  /** `box-300` is a folder of 300 rows, `endless-box-300` stands still half way the first time. */
  static isBox(paths: readonly string[]): boolean {
    return paths.length > 20 || paths.some((path) => /box-\d+/.test(path) || /\.(zip|eml)$/.test(path));
  }

  start(sources: readonly string[], resumed = 0): BoxStatus {
    const files = Number(/box-(\d+)/.exec(sources[0] ?? '')?.[1] ?? 12);
    const half = sources[0]?.includes('endless') && resumed === 0;
    let done = resumed;
    const step = () => {
      done = Math.min(files, done + Math.ceil(files / 5));
      if (half) done = Math.min(done, Math.floor(files / 2));
      if (done < files) return this.#become({ state: 'running', sources, progress: progressOf(files, done, resumed) });
      this.#stop();
      this.#rows = Array.from({ length: files }, (_, i) => rowOf(i + 1));
      return this.#become({
        state: 'done',
        sources,
        sheet: sheetOf(this.#rows, this.#trust()),
        time: '2026-11-24T09:00:00.000Z',
      });
    };
    this.#timer = setInterval(step, STEP);
    return this.#become({ state: 'running', sources, progress: progressOf(files, done, resumed) });
  }

  cancel(): void {
    if (this.status.state !== 'running') return;
    this.#stop();
    this.#become({ state: 'cut-off', sources: this.status.sources });
  }

  resume(): BoxStatus {
    if (this.status.state === 'done') return this.start(this.status.sources);
    return this.status.state === 'cut-off' ? this.start(this.status.sources, 100) : this.status;
  }

  discard(): BoxStatus {
    return this.#become({ state: 'none' });
  }

  find({ states, search, sort, descending, offset, limit }: BoxQuery): BoxPage {
    const found = this.#rows.filter(
      (row) =>
        (states.length === 0 || states.includes(row.state)) &&
        (search === '' || `${row.file} ${row.certificate}`.includes(search)),
    );
    const key = order[sort];
    const compare = (a: BoxRow, b: BoxRow) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number);
    const sorted = sort === 'number' ? found : [...found].sort(compare);
    return { total: found.length, rows: (descending ? sorted.reverse() : sorted).slice(offset, offset + limit) };
  }

  detail(number: number): BoxDetail | null {
    const row = this.#rows[number - 1];
    if (row === undefined) return null;
    const verdict = row.state === 'different' ? 'different-file' : row.state === 'forked' ? 'self-attested' : row.state;
    const known = verdict !== 'missing-document' && !NO_REPORT.includes(row.state);
    const report = known && row.proof !== null ? sampleReport(verdict as Parameters<typeof sampleReport>[0]) : null;
    return { ...row, report: report && withFork(report, row) };
  }

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  #become(status: BoxStatus): BoxStatus {
    this.status = status;
    this.#tell(status);
    return status;
  }
}

const progressOf = (files: number, done: number, resumed: number) => ({
  phase: 'reading' as const,
  files,
  filesDone: done,
  bytes: files * 81_920,
  bytesDone: done * 81_920,
  read: done + Math.floor(done / 3),
  certificates: Math.floor(done / 3),
  resumed,
  secondsLeft: done === 0 ? null : 190,
});

function sheetOf(rows: readonly BoxRow[], trust: BoxSheet['trust']): BoxSheet {
  const states = Object.fromEntries(BOX_STATES.map((state) => [state, 0])) as Record<BoxState, number>;
  for (const { state } of rows) states[state] += 1;
  return {
    inputs: ['卷箱'],
    totals: {
      files: rows.length + 3,
      bytes: rows.reduce((sum, { size }) => sum + (size ?? 0), 0),
      certificates: rows.filter(({ certificate }) => certificate !== null).length,
      containers: 3,
      unread: 1,
      rows: rows.length,
      states,
    },
    boxDigest: hexOf(88),
    trust,
  };
}
