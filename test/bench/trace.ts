/**
 * The trace of 5,000 records: read from a desk's database and put in order, laid out, and drawn in the window. The window is
 * the real one with a played desk: its figure is the way from the click to the first picture, without a database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANCHOR_KINDS } from '../../core/anchors/index.ts';
import { traceOfRecord } from '../../core/node/desk/traces.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { Notary } from '../../core/notary.ts';
import { RECORD_KINDS } from '../../core/records/index.ts';
import { traceOf } from '../../core/trace/graph.ts';
import { layoutOf } from '../../core/trace/layout.ts';
import { desk, ownWitness } from '../core/support/evidence.ts';
import { file } from '../core/support/notary.ts';
import { FakeClock, FakeKeys, fakeRandom } from '../fakes/ports.ts';
import { button, dialog, go, texts } from '../renderer/drive.ts';
import { manyRecords } from '../renderer/fake/trace.ts';
import { hasBrowser, openTheatre, type Theatre } from '../renderer/stage.ts';
import { ending } from './endings.ts';
import { type BenchRow, median, notRun } from './report.ts';

const RECORDS = 5_000;
const RUNS = 5;
const TASK = `trace of ${RECORDS.toLocaleString('en')} records`;

export async function trace(): Promise<readonly BenchRow[]> {
  const row = (measure: string, seconds: readonly number[], aim: BenchRow['aim'] = null): BenchRow => ({
    ...{ task: TASK, measure, unit: 's', ours: median(seconds), other: null, aim, runs: seconds.length },
  });
  return [
    row('read from the database and put in order', fromDatabase()),
    row('laid out', laidOut()),
    hasBrowser
      ? row('drawn in the window, from the click', await inWindow(), { of: 'ours', sign: '≤', bound: 1 })
      : notRun(TASK, 'chromium is not installed'),
  ];
}

const timed = (work: () => unknown): number => {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
};

function laidOut(): readonly number[] {
  const made = traceOf(manyRecords(RECORDS), null);
  return Array.from({ length: RUNS }, () => timed(() => layoutOf(made)));
}

/** One chain of records, each naming the one before it, sealed in one batch. */
function fromDatabase(): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'notary-bench-trace-'));
  const store = openStore(join(folder, 'notary.db'));
  try {
    const notary = new Notary({
      ...{ store, clock: new FakeClock('2026-11-24T05:38:00.250Z'), random: fakeRandom('trace'), connectors: [] },
      ...{ keys: new FakeKeys(desk, ownWitness), deskFacts: () => ({}), crypto: nodeCrypto },
    });
    const ids = notary
      .add(Array.from({ length: RECORDS }, (_, i) => file(`record ${i}`)))
      .map(({ record }) => record.id);
    // an order, and all that was delivered and invoiced for it
    for (const id of ids.slice(1)) notary.links.link(id, { rel: 'order', to: { record: ids[0] ?? '' } });
    notary.seal();
    const options = { store, origin: desk.key.name, chains: [], anchorKinds: ANCHOR_KINDS, recordKinds: RECORD_KINDS };
    return Array.from({ length: RUNS }, () =>
      timed(() => {
        const { nodes } = traceOfRecord(ids.at(-1) ?? '', options);
        if (nodes.length !== RECORDS) throw new Error(`${nodes.length} records in the trace`);
      }),
    );
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inWindow(): Promise<readonly number[]> {
  const theatre = await openTheatre();
  const end = ending(() => theatre.close());
  try {
    const seconds: number[] = [];
    for (let run = 0; run < RUNS; run++) seconds.push(await drawnOnce(theatre));
    return seconds;
  } finally {
    await end();
  }
}

/** Seconds from the click until cards are painted, by the page's own clock. */
async function drawnOnce(theatre: Theatre): Promise<number> {
  const { page } = await theatre.open({ language: 'en', records: 6, trace: RECORDS });
  await go(page, 'records', texts.en);
  await page
    .getByRole('row')
    .nth(2)
    .dblclick({ position: { x: 200, y: 10 } });
  const open = button(dialog(page), new RegExp(`${texts.en.trace.button}$`));
  await open.waitFor();
  const milliseconds = await open.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        const look = () =>
          document.querySelector('.trace-card') === null
            ? requestAnimationFrame(look)
            : requestAnimationFrame(() => resolve(performance.now() - began));
        (element as HTMLElement).click();
        look();
      }),
  );
  await page.context().close();
  return milliseconds / 1000;
}
