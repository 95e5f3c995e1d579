// The case box as a desk keeps it: one at a time, cut off and gone on with. Checking itself is played here.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BOX_STATES, type BoxRow, type BoxSheet, type BoxState } from '../../core/documents/box/types.ts';
import { NotaryError } from '../../core/errors.ts';
import type { CheckBox, CheckedBox } from '../../core/node/box/types.ts';
import { Box, type BoxOptions, isBox } from '../../core/node/desk/box.ts';
import type { BoxStatus } from '../../core/node/desk/box-types.ts';
import { Tasks } from '../../core/node/desk/tasks.ts';
import { sampleReport } from '../renderer/fake/reports.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'desk-box-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const row = (number: number, change: Partial<BoxRow> = {}): BoxRow => ({
  number,
  file: `in/${number}.pdf`,
  certificate: `in/${number} c.pdf`,
  state: 'proven',
  sha256: 'ab'.repeat(32),
  size: 1,
  proof: null,
  other: null,
  knownRecord: null,
  fork: null,
  fault: null,
  ...change,
});

const sheet: BoxSheet = {
  inputs: ['in'],
  totals: {
    files: 4,
    bytes: 4,
    certificates: 2,
    containers: 0,
    unread: 0,
    rows: 3,
    states: Object.fromEntries(BOX_STATES.map((state) => [state, 0])) as Record<BoxState, number>,
  },
  boxDigest: 'cd'.repeat(32),
  trust: [],
};

const rows = [row(1), row(2, { certificate: null }), row(3, { certificate: 'in/a.zip!/c.pdf' })];

function checkedBox(close = vi.fn()): CheckedBox {
  return {
    sheet,
    page: ({ offset, limit }) => ({ total: rows.length, rows: rows.slice(offset, offset + limit) }),
    rows: () => rows.values(),
    lines: () => [].values(),
    // what lies in an archive is where the archive is
    locate: (path) => join(home, path.replace(/!\/.*/, '')),
    close,
  };
}

/** Checks until it is told to stop. */
const endless: CheckBox = (_paths, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new NotaryError('cancelled', 'cancelled')));
  });

function open(check: CheckBox, change: Partial<BoxOptions> = {}) {
  const tasks = new Tasks();
  const told: BoxStatus[] = [];
  const box = new Box({
    home,
    check,
    tasks,
    records: { recordOf: () => null, replacedBy: () => [] },
    known: () => ({ otherRoot: () => null }),
    trust: () => [],
    report: async () => sampleReport('proven'),
    extract: async () => null,
    write: async () => {},
    now: () => '2026-11-24T09:00:00.000Z',
    onChange: (status) => told.push(status),
    ...change,
  });
  const reached = (state: BoxStatus['state']) => vi.waitFor(() => expect(box.status.state).toBe(state), 300_000);
  return { box, tasks, told, reached };
}

describe('a box', () => {
  test('that was cancelled can go on, also after a new start, and is then done', async () => {
    const first = open(endless);
    first.box.start(['/in']);
    expect(first.box.status).toMatchObject({ state: 'running', sources: ['/in'] });
    expect(() => first.box.start(['/other'])).toThrow(expect.objectContaining({ code: 'wrong-state' }));
    first.tasks.cancel('box');
    await first.reached('cut-off');
    await first.tasks.stop();
    first.box.close();
    const check = vi.fn<CheckBox>(async () => checkedBox());
    const second = open(check);
    expect(second.box.status).toEqual({ state: 'cut-off', sources: ['/in'] });
    second.box.resume();
    await second.reached('done');
    expect(check.mock.calls[0]?.[0]).toEqual(['/in']);
    expect(second.told.at(-1)).toMatchObject({ state: 'done', sheet, time: '2026-11-24T09:00:00.000Z' });
  });

  test('that was killed can go on at the next start, from the same work folder', () => {
    const folders: (string | undefined)[] = [];
    const check: CheckBox = (paths, options) => {
      folders.push(options.workFolder);
      return endless(paths, options);
    };
    open(check).box.start(['/in', '/more.zip']);
    const { box } = open(check);
    expect(box.status).toEqual({ state: 'cut-off', sources: ['/in', '/more.zip'] });
    box.resume();
    expect(new Set(folders).size).toBe(1);
  });

  test('that is let go leaves nothing behind', async () => {
    const close = vi.fn();
    const { box, reached } = open(async () => checkedBox(close));
    box.start(['/in']);
    await reached('done');
    mkdirSync(join(home, 'box'));
    box.discard();
    expect(close).toHaveBeenCalledOnce();
    expect([existsSync(join(home, 'box.json')), existsSync(join(home, 'box'))]).toEqual([false, false]);
    expect(() => box.rows({ states: [], search: '', sort: 'number', descending: false, offset: 0, limit: 1 })).toThrow(
      expect.objectContaining({ code: 'wrong-state' }),
    );
    expect(open(endless).box.status).toEqual({ state: 'none' });
  });

  test('can be checked anew, for instance when other bundles are accepted', async () => {
    const check = vi.fn<CheckBox>(async () => checkedBox());
    const { box, reached } = open(check);
    expect(() => box.resume()).toThrow(expect.objectContaining({ code: 'wrong-state' }));
    box.start(['/in']);
    await reached('done');
    expect(box.resume()).toMatchObject({ state: 'running', sources: ['/in'] });
    await reached('done');
    expect(check).toHaveBeenCalledTimes(2);
  });

  test('that failed says why, and another can be checked', async () => {
    let count = 0;
    const { box, reached } = open(async () => {
      count += 1;
      if (count === 1) throw new NotaryError('write-failed', 'no space');
      return checkedBox();
    });
    box.start(['/in']);
    await reached('failed');
    expect(box.status).toMatchObject({ error: { code: 'write-failed' } });
    box.start(['/in']);
    await reached('done');
  });

  test('gives a report of each certificate: from the disk, or taken out of its archive', async () => {
    mkdirSync(join(home, 'in'));
    for (const name of ['1.pdf', '1 c.pdf', '2.pdf', '3.pdf', 'a.zip']) writeFileSync(join(home, 'in', name), 'x');
    const asked: (readonly [readonly string[], readonly string[]])[] = [];
    const report: BoxOptions['report'] = async (paths, digests) => {
      asked.push([paths.map((path) => path.replace(/row-[^/]+/, 'row')), digests]);
      expect(paths.every((path) => existsSync(path))).toBe(true);
      return sampleReport('proven');
    };
    const extract = vi.fn(async () => Buffer.from('pdf'));
    const { box, reached } = open(async () => checkedBox(), { report, extract });
    box.start(['/in']);
    await reached('done');
    expect((await box.row(1)).report?.verdict).toBe('proven');
    expect((await box.row(2)).report).toBeNull();
    expect((await box.row(3)).report?.verdict).toBe('proven');
    expect(extract).toHaveBeenCalledExactlyOnceWith(
      { filePath: join(home, 'in/a.zip'), path: 'in/a.zip' },
      'in/a.zip!/c.pdf',
    );
    // a document that is gone meanwhile is known by its digest
    rmSync(join(home, 'in/1.pdf'));
    expect((await box.row(1)).report?.verdict).toBe('proven');
    const at = (...names: readonly string[]) => names.map((name) => join(home, name));
    expect(asked).toEqual([
      [at('in/1 c.pdf', 'in/1.pdf'), []],
      [at('box/row/certificate.pdf', 'in/3.pdf'), []],
      [at('in/1 c.pdf'), ['ab'.repeat(32)]],
    ]);
    await expect(box.row(4)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('that nobody can read any more is forgotten', () => {
    for (const wish of ['', '{"paths":[]}', '{"paths":[1]}', '[']) {
      writeFileSync(join(home, 'box.json'), wish);
      expect(open(endless).box.status).toEqual({ state: 'none' });
    }
  });
});

test('folders, archives, mails and many files are a box; a few files are not', () => {
  mkdirSync(join(home, 'mixed'));
  mkdirSync(join(home, 'certificate'));
  writeFileSync(join(home, 'certificate', 'checkpoint.tlog-proof'), 'x');
  const at = (name: string) => join(home, name);
  const many = Array.from({ length: 21 }, (_, i) => at(`${i}.pdf`));
  for (const paths of [[at('mixed')], [at('a.zip')], [at('a.ZIP'), at('b.eml')], [at('m.msg')], many])
    expect(isBox(paths), paths.join()).toBe(true);
  // a ZIP beside a certificate may be the very document
  for (const paths of [[], [at('certificate')], [at('c.pdf'), at('sealed.zip')], [at('gone')], many.slice(1)])
    expect(isBox(paths), paths.join()).toBe(false);
});
