/** The process of `look-through.ts`: a desk takes files in; then each file alone is looked into and timed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownPartDigests, type PartDigests } from '../../../core/documents/doctor/format.ts';
import { Desk } from '../../../core/node/desk/desk.ts';
import { DoctorPool } from '../../../core/node/doctor/pool.ts';
import type { Seen } from './look-through.ts';
import { MostOfChildren } from './most-of-children.ts';

const paths = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), 'look-through-'));
const children = new MostOfChildren();
const deskMb = () => Math.round(process.resourceUsage().maxRSS / 1024);
const holder = { name: 'Somebody', creditCode: null, operator: null };
const { desk } = await Desk.init(
  { home, version: '0', oldRuntime: false, program: 'test' },
  { language: 'en', holder },
);
const emptyMb = deskMb();
const items = await desk.intake({ paths, again: true }).done;
const values = items.flatMap(({ recordId }): PartDigests[] => {
  const value = recordId === null ? null : knownPartDigests(desk.record(recordId).facts.fingerprints);
  return value ? [value] : [];
});
children.look();
await desk.close();

const pool = new DoctorPool({ processes: 1 });
let [slowestMs, slowest] = [0, ''];
for (const { path, sha256 } of items) {
  const started = performance.now();
  await pool.lookInto([{ path, sha256: sha256 ?? '' }], { parts: true });
  children.look();
  const took = Math.round(performance.now() - started);
  if (took > slowestMs) [slowestMs, slowest] = [took, path];
}
await pool.close();
children.stop();
rmSync(home, { recursive: true, force: true });

const seen: Seen = {
  files: items.length,
  records: items.filter(({ state }) => state === 'recorded').length,
  withoutRecord: items.flatMap(({ state, path }) => (state === 'recorded' ? [] : [`${path}: ${state}`])),
  missing: items.flatMap(({ warnings, path }) =>
    warnings.flatMap(({ code, detail }) => (code === 'no-parts' ? [`${path}: ${detail}`] : [])),
  ),
  byPage: values.filter(({ pages }) => pages !== null).length,
  slowestMs,
  slowest,
  largestJson: Math.max(0, ...values.map((value) => JSON.stringify(value).length)),
  mostMb: deskMb() + Math.round(children.mostMb),
  deskMb: deskMb(),
  readerMb: Math.round(children.largestMb),
  emptyMb,
};
process.stdout.write(JSON.stringify(seen));
