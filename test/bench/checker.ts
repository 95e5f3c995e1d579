/** The checker page in each engine: its size, the time until it can be used, and its speed on a file of 2 GiB. */
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { type CheckerBrowser, ENGINES, type Engine, until } from '../verifier/support/browsers.ts';
import { type BenchRow, median, notRun } from './report.ts';

const MIB = 1024 * 1024;
const SIZE = 2048;
const STARTS = 5;
const KIB = 1024;

/** Rows for the page itself and for every engine that is on this machine. */
export async function checker(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'notary-checker-'));
  try {
    const page = join(folder, 'check.html');
    await buildVerifier(page);
    const large = join(folder, 'large.bin');
    writeFileSync(large, '');
    truncateSync(large, SIZE * MIB);
    const size = row('checker page', 'size', 'KiB', statSync(page).size / KIB, 1);
    const rows: BenchRow[] = [{ ...size, aim: { of: 'ours', sign: '≤', bound: 500 } }];
    for (const engine of ENGINES) rows.push(...(await inEngine(engine, page, large)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(task: string, measure: string, unit: string, ours: number, runs: number): BenchRow {
  return { task, measure, unit, ours, other: null, aim: null, runs };
}

async function inEngine(engine: Engine, page: string, large: string): Promise<readonly BenchRow[]> {
  const task = `checker page in ${engine.name}`;
  const lacks = engine.lacks();
  if (lacks.length > 0) return [notRun(task, `${lacks.join(', ')} missing`)];
  const browser = await engine.launch();
  try {
    const url = pathToFileURL(page).href;
    const starts: number[] = [];
    for (let run = 0; run < STARTS; run++) starts.push(await startTime(browser, url));
    const speed = SIZE / (await readTime(browser, url, large));
    return [
      row(task, 'start', 's', median(starts), STARTS),
      { ...row(task, 'file of 2 GiB', 'MiB/s', speed, 1), remark: 'a file without written blocks' },
    ];
  } finally {
    await browser.close();
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

async function readTime(browser: CheckerBrowser, url: string, file: string): Promise<number> {
  const tab = await browser.open(url);
  const start = performance.now();
  await tab.choose([file]);
  await until(tab, `document.querySelector('.result') !== null`, 600);
  const seconds = (performance.now() - start) / 1000;
  await tab.close();
  return seconds;
}

if (import.meta.main) {
  const { table } = await import('./report.ts');
  process.stdout.write(table(await checker()));
}
