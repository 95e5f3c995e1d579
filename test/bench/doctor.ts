/**
 * What digests of parts cost: the intake of PDFs with and without them side by side, and the record and the certificate of
 * a contract of 300 pages. Memory is that of a process of its own, in which a desk
 * takes all of the PDFs in, and of its readers.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Desk } from '../../core/node/desk/desk.ts';
import type { DeskEvent } from '../../core/node/desk/types.ts';
import { lookThrough } from '../doctor/support/look-through.ts';
import { pdfsBelow, realPdfs } from '../doctor/support/real-pdfs.ts';
import { contract } from '../doctor/support/samples.ts';
import { type BenchRow, median, notRun } from './report.ts';
import { rounds } from './rounds.ts';

const COUNT = 300;
const PAGES = 20;
const RUNS = 5;

export async function doctor(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'notary-doctor-'));
  try {
    const pdfs = join(folder, 'pdfs');
    await write(pdfs);
    const made = await intakeRows(TASK, [pdfs], join(folder, 'made'));
    const real = await realRows(join(folder, 'real'));
    const { mostMb } = await lookThrough(pdfs);
    return [...made, ...real, ...(await sizes(folder)), memoryRow(mostMb)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TASK = `${COUNT} PDFs of ${PAGES} pages`;

async function intakeRows(task: string, paths: readonly string[], homes: string): Promise<readonly BenchRow[]> {
  const samples = { with: [] as Taken[], without: [] as Taken[] };
  for (const run of rounds(RUNS)) {
    samples.with.push(await takeIn(`${homes}-with-${run}`, paths, true));
    samples.without.push(await takeIn(`${homes}-without-${run}`, paths, false));
  }
  const compared = (until: keyof Taken) =>
    ({
      task,
      unit: 's',
      runs: samples.with.length,
      ours: median(samples.with.map((taken) => taken[until])),
      other: { name: 'intake without', value: median(samples.without.map((taken) => taken[until])) },
    }) as const;
  return [
    {
      ...compared('safe'),
      measure: 'intake with digests of parts, until all records are on the disk',
      aim: { of: 'ours/other', sign: '≤', bound: 2 },
    },
    {
      ...compared('whole'),
      measure: 'the same, until all is read that sealing waits for',
      aim: null,
      remark: 'facts that may be seen on the pages are read in both',
    },
  ];
}

/** The same of PDFs that other programs made, where they can be had. */
async function realRows(homes: string): Promise<readonly BenchRow[]> {
  const task = 'real PDFs of many makers';
  try {
    const folder = realPdfs({
      skip(reason) {
        throw new Error(reason);
      },
    });
    const paths = pdfsBelow(folder);
    return await intakeRows(`${paths.length} ${task}`, paths, homes);
  } catch (error) {
    return [notRun(task, error instanceof Error ? error.message : String(error))];
  }
}

function memoryRow(mostMb: number): BenchRow {
  return {
    task: TASK,
    measure: 'memory of all processes',
    unit: 'MB',
    ours: mostMb,
    other: null,
    aim: null,
    runs: 1,
  };
}

/** A record and a certificate, each with and without, in KB. */
async function sizes(folder: string): Promise<readonly BenchRow[]> {
  const path = join(folder, 'long.pdf');
  writeFileSync(path, await contract(300));
  const desk = await newDesk(join(folder, 'sizes'));
  try {
    const [item] = await desk.intake({ paths: [path], again: true }).done;
    const id = item?.recordId ?? '';
    await desk.seal();
    const record = JSON.stringify(desk.record(id).facts.fingerprints).length / 1024;
    const size = async (withhold: readonly 'fingerprints'[]) => {
      const { certificates } = await desk.certificates.certify([id], withhold, folder);
      return readFileSync(certificates[0]?.path ?? '').length / 1024;
    };
    const grown = (await size([])) - (await size(['fingerprints']));
    const task = 'a contract of 300 pages';
    const row = { task, unit: 'KB', other: null, runs: 1 } as const;
    return [
      { ...row, measure: 'digests of parts in the record', ours: record, aim: null },
      { ...row, measure: 'growth of the certificate', ours: grown, aim: { of: 'ours', sign: '≤', bound: 20 } },
    ];
  } finally {
    await desk.close();
  }
}

async function write(folder: string): Promise<void> {
  mkdirSync(folder);
  for (let i = 0; i < COUNT; i++)
    writeFileSync(
      join(folder, `${i}.pdf`),
      await contract(PAGES, { 1: `Contract number ${i} about what is delivered.` }),
    );
}

async function newDesk(home: string, emit?: (event: DeskEvent) => void): Promise<Desk> {
  const holder = { name: 'Bench', creditCode: null, operator: null };
  const options = { home, version: '0', oldRuntime: false, program: 'bench', ...(emit ? { emit } : {}) };
  return (await Desk.init(options, { language: 'en', holder })).desk;
}

/** Seconds from the call of an intake. */
interface Taken {
  /** Until all records are on the disk. */
  readonly safe: number;
  /** Until it has ended, with everything that is read of the files. */
  readonly whole: number;
}

async function takeIn(home: string, paths: readonly string[], fingerprints: boolean): Promise<Taken> {
  const listener = { emit: (_: DeskEvent): void => {} };
  const desk = await newDesk(home, (event) => listener.emit(event));
  try {
    const began = performance.now();
    const taken = () => (performance.now() - began) / 1000;
    let safe: number | null = null;
    listener.emit = (event) => {
      if (event.kind !== 'intake') return;
      const { filesDone, files, bytes, bytesDone } = event.progress;
      if (files > 0 && filesDone === files && bytesDone === bytes) safe ??= taken();
    };
    const items = await desk.intake({ paths, again: true, fingerprints }).done;
    if (items.some(({ state }) => state !== 'recorded')) throw new Error('not all files were taken in');
    return { safe: safe ?? taken(), whole: taken() };
  } finally {
    await desk.close();
  }
}
