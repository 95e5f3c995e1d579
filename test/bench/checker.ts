/**
 * The checker page in each engine: its size, the time until it can be used, and what a file of 2 GiB takes: speed, memory,
 * and the longest that the page lets somebody wait who presses a button meanwhile.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nobleCrypto } from '../../core/crypto.ts';
import { AT_ONCE } from '../../renderer/verifier/hash.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { type CheckerBrowser, ENGINES, type Engine, until } from '../verifier/support/browsers.ts';
import { descendantMemory, mostMemory } from '../verifier/support/memory.ts';
import { ending } from './endings.ts';
import { type BenchRow, median, notRun } from './report.ts';

const MIB = 1024 * 1024;
const SIZE = 2048;
/** MiB of it that Node hashes, for comparison. */
const PART = 512;
const STARTS = 5;
const KIB = 1024;

/** Rows for the page itself and for every engine that is on this machine. */
export async function checker(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'notary-checker-'));
  const end = ending(async () => rmSync(folder, { recursive: true, force: true }));
  try {
    const page = join(folder, 'check.html');
    await buildVerifier(page);
    const large = join(folder, 'large.bin');
    writeFileSync(large, '');
    truncateSync(large, SIZE * MIB);
    const held = join(folder, 'held.bin');
    writeFileSync(held, '');
    truncateSync(held, AT_ONCE);
    const size = row('checker page', 'size', 'KiB', statSync(page).size / KIB, 1);
    const rows: BenchRow[] = [{ ...size, aim: { of: 'ours', sign: '≤', bound: 600 } }];
    for (const engine of ENGINES) rows.push(...(await inEngine(engine, page, { large, held })));
    return rows;
  } finally {
    await end();
  }
}

function row(task: string, measure: string, unit: string, ours: number, runs: number): BenchRow {
  return { task, measure, unit, ours, other: null, aim: null, runs };
}

/** `large` goes piece by piece through the page's own hash; `held` is as long as what goes to the engine's at once. */
type Documents = { readonly large: string; readonly held: string };

async function inEngine(engine: Engine, page: string, { large, held }: Documents): Promise<readonly BenchRow[]> {
  const task = `checker page in ${engine.name}`;
  const lacks = engine.lacks();
  if (lacks.length > 0) return [notRun(task, `${lacks.join(', ')} missing`)];
  const browser = await engine.launch();
  const end = ending(() => browser.close());
  try {
    const url = pathToFileURL(page).href;
    const starts: number[] = [];
    for (let run = 0; run < STARTS; run++) starts.push(await startTime(browser, url));
    const inNode = nodeSpeed(large);
    const { seconds, growth, longest } = await readLarge(browser, url, large);
    const atOnce = AT_ONCE / MIB / (await readLarge(browser, url, held)).seconds;
    const file = 'file of 2 GiB';
    const other = { name: 'the same program in Node', value: inNode };
    return [
      row(task, 'start', 's', median(starts), STARTS),
      { ...row(task, file, 'MiB/s', SIZE / seconds, 1), other, remark: 'a file without written blocks' },
      {
        ...row(task, `file of ${AT_ONCE / MIB} MiB`, 'MiB/s', atOnce, 1),
        other: { name: "the page's own hash on 2 GiB", value: SIZE / seconds },
        remark: "by the engine's own hash, until the result is shown",
      },
      { ...row(task, `${file}, more memory`, 'MiB', growth, 1), remark: 'all processes of the browser' },
      { ...row(task, `${file}, longest wait`, 'ms', longest, 1), remark: 'between two turns of a timer of 10 ms' },
    ];
  } finally {
    await end();
  }
}

/** Seconds from the start of the navigation until the page is drawn, by the page's own clock. */
async function startTime(browser: CheckerBrowser, url: string): Promise<number> {
  const tab = await browser.open(url);
  await until(tab, `document.querySelector('#files') !== null`);
  const milliseconds = await tab.evaluate(`performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd`);
  await tab.close();
  return Number(milliseconds) / 1000;
}

/** What the page's own hash makes of a part of the file in Node, with nothing beside it: MiB a second. */
function nodeSpeed(path: string): number {
  const hash = nobleCrypto.createSha256();
  const slice = new Uint8Array(2 * MIB);
  const handle = openSync(path, 'r');
  const start = performance.now();
  for (let at = 0; at < PART * MIB; at += slice.length) {
    readSync(handle, slice, 0, slice.length, at);
    hash.update(slice);
  }
  hash.digest();
  const seconds = (performance.now() - start) / 1000;
  closeSync(handle);
  return PART / seconds;
}

/** Keeps the longest time between two turns of a timer in the page. */
const WATCH_TURNS = `(() => {
  let last = performance.now();
  globalThis.longestWait = 0;
  setInterval(() => {
    const now = performance.now();
    globalThis.longestWait = Math.max(globalThis.longestWait, now - last);
    last = now;
  }, 10);
  return true;
})()`;

async function readLarge(browser: CheckerBrowser, url: string, file: string) {
  const tab = await browser.open(url);
  await tab.evaluate(WATCH_TURNS);
  const before = descendantMemory();
  const start = performance.now();
  await tab.choose([file]);
  const growth = (await mostMemory(until(tab, `document.querySelector('.result') !== null`))) - before;
  const seconds = (performance.now() - start) / 1000;
  const longest = Number(await tab.evaluate('globalThis.longestWait'));
  await tab.close();
  return { seconds, growth, longest };
}
