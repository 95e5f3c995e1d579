/**
 * `npm run bench`: everything side by side in one run, as medians and ratios, also into docs/figures.md. `npm run bench -- box
 * large-file` runs only those and writes nothing. What cannot run on this machine stays in the table and says why.
 */
import { cpus, loadavg } from 'node:os';
import { keepCompiledCode } from '../../scripts/lib/compiled-code.ts';
import { endOnSignals } from './endings.ts';
import { type Machine, writeFigures } from './figures.ts';
import { type BenchRow, isMet, notRun, table } from './report.ts';
import { beginShare } from './rounds.ts';

type Bench = () => Promise<readonly BenchRow[]>;

/** Loaded one at a time, so that a missing program or library costs one of them and not all. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  'large-file': async () => (await import('./large-file.ts')).largeFile,
  'small-files': async () => (await import('./small-files.ts')).smallFiles,
  invoices: async () => (await import('./invoices.ts')).invoices,
  dossiers: async () => (await import('./dossiers.ts')).dossiers,
  doctor: async () => (await import('./doctor.ts')).doctor,
  log: async () => (await import('./log.ts')).log,
  certificates: async () => (await import('./certificates.ts')).certificates,
  trace: async () => (await import('./trace.ts')).trace,
  box: async () => (await import('./box.ts')).box,
  consortium: async () => (await import('./consortium.ts')).consortium,
  engines: async () => (await import('./engines.ts')).engines,
  checker: async () => (await import('./checker.ts')).checker,
  'cold-start': async () => (await import('./cold-start.ts')).coldStart,
  'first-certificate': async () => (await import('./first-certificate.ts')).firstCertificate,
};

async function measure(name: string, load: () => Promise<Bench>): Promise<readonly BenchRow[]> {
  process.stderr.write(`${name} …\n`);
  const began = performance.now();
  beginShare();
  try {
    const bench = await load();
    const rows = await bench();
    process.stderr.write(`${name}: ${spent(began)}\n`);
    return rows;
  } catch (error) {
    return [notRun(name, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))];
  }
}

function chosen(names: readonly string[]): readonly [string, () => Promise<Bench>][] {
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(`no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  return Object.entries(BENCHES).filter(([name]) => names.length === 0 || names.includes(name));
}

/** Time alone, for whoever waits for the next run. */
function spent(began: number): string {
  const seconds = Math.round((performance.now() - began) / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const began = performance.now();
const rows: BenchRow[] = [];

const loadBefore = loadavg()[0] ?? 0;

function machine(): Machine {
  const [cpu] = cpus();
  const loads = [loadBefore, ...loadavg()].map((one) => one.toFixed(1));
  return {
    name: `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`,
    took: spent(began),
    load: `load ${loads[0]} before, ${loads.slice(1).join(', ')} in the last 1, 5 and 15 minutes`,
  };
}

function print(): void {
  const { name, took, load } = machine();
  process.stdout.write(`${name}; ${took}; ${load}\n\n${table(rows)}`);
}

// as the command line does
keepCompiledCode();
// minutes of measuring are not lost with the last of them
endOnSignals(print);
const names = process.argv.slice(2);
for (const [name, load] of chosen(names)) rows.push(...(await measure(name, load)));
print();
if (names.length === 0) writeFigures(machine(), rows, new Date());
process.exitCode = rows.some((row) => row.ours === null || isMet(row) === false) ? 1 : 0;
