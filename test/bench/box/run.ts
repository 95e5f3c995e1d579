/** Checks a box in a process of its own; prints how many files were read as it goes, and last a line of JSON. */
import { readFileSync } from 'node:fs';
import { checkBox } from '../../../core/node/box/index.ts';
import { accept, sampleBundle } from '../../core/support/evidence.ts';

/** What one run took. */
export interface BoxRun {
  /** From the first look at the box to the sheet. */
  readonly seconds: number;
  /** Of that, hashing and verifying. */
  readonly reading: number;
  /** Time of all processors for that. */
  readonly readingCpu: number;
  /** Time of all processors together. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  readonly files: number;
  readonly proven: number;
  readonly resumed: number;
}

/** On Linux a child's `maxRSS` begins with what its parent had, and the bench has made the box. */
function peakMiB(): number {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return (peak === undefined ? process.resourceUsage().maxRSS : Number(peak)) / 1024;
}

const [folder = '', workFolder = ''] = process.argv.slice(2);
const start = performance.now();
/** Seconds since the start, of the clock and of all processors. */
const now = () => {
  const { user, system } = process.cpuUsage();
  return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
};
let began: ReturnType<typeof now> | null = null;
let ended = now();
let resumed = 0;

const box = await checkBox([folder], {
  trust: [accept(sampleBundle())],
  workFolder,
  onProgress: (progress) => {
    if (progress.phase === 'reading') {
      began ??= now();
      ended = now();
    }
    resumed = progress.resumed;
    process.stdout.write(`${progress.filesDone}\n`);
  },
});
const taken = now();
const from = began ?? ended;
const run: BoxRun = {
  seconds: taken.seconds,
  reading: ended.seconds - from.seconds,
  readingCpu: ended.cpu - from.cpu,
  cpuSeconds: taken.cpu,
  peakMiB: peakMiB(),
  files: box.sheet.totals.files,
  proven: box.sheet.totals.states.proven + box.sheet.totals.states['missing-document'],
  resumed,
};
box.close();
process.stdout.write(`${JSON.stringify(run)}\n`);
