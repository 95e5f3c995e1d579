/** The PDFs of many makers that MACHINES names: each comes through with fingerprints or with a clear none. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { DoctorPool } from '../../core/node/doctor/pool.ts';
import { projectRoot } from '../../scripts/lib/project.ts';

const folder = join(projectRoot, '.cache/doctor/pdfs');
const pool = new DoctorPool(1);
afterAll(() => pool.close());

it('real PDFs of many makers, none slower than 5 s', { timeout: 600_000 }, async ({ skip }) => {
  skip(!existsSync(folder), `the PDFs are not in ${folder}`);
  const paths = globSync('**/*.pdf', { cwd: folder }).map((name) => join(folder, name));
  const seen = { all: 0, pages: 0, pieces: 0, none: 0, slowest: 0, largest: 0 };
  for (const path of paths) {
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    const started = performance.now();
    const [value] = await pool.fingerprint([{ path, sha256 }]);
    seen.all++;
    seen.slowest = Math.max(seen.slowest, performance.now() - started);
    seen.largest = Math.max(seen.largest, value ? JSON.stringify(value).length : 0);
    seen[value?.pages ? 'pages' : value ? 'pieces' : 'none']++;
  }
  console.log(JSON.stringify({ ...seen, rssMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
  expect(seen.all).toBeGreaterThanOrEqual(100);
  expect(seen.slowest).toBeLessThan(5000);
  expect(seen.largest).toBeLessThan(64 * 1024);
});
