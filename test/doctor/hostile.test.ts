/** Files made to exhaust the readers, through the real processes: each is done with in time, and the next one is read. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FINGERPRINT_LIMITS } from '../../core/documents/doctor/format.ts';
import { DoctorPool } from '../../core/node/doctor/pool.ts';
import { hostileFiles } from './support/hostile.ts';
import { lookThrough } from './support/look-through.ts';
import { contract } from './support/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'doctor-hostile-'));
const pool = new DoctorPool({ processes: 1 });
const files = Object.entries(hostileFiles());

function saved(name: string, bytes: Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex') };
}

let good: ReturnType<typeof saved>;
beforeAll(async () => {
  good = saved('good.pdf', await contract(3));
});
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a hostile file', () => {
  it.each(files)('%s', async (name, make) => {
    const file = saved(name, make());
    const [made, next] = await pool.lookInto([file, good], { parts: true });
    const [seen] = await pool.lookInto([{ ...file, inside: false, sees: true }], { parts: false });
    expect([seen?.missing, seen?.seen]).toEqual([null, []]);
    // a fast machine reads it within its bounds, a slow one ends the process; nothing else may happen
    expect([null, 'time', 'memory']).toContain(made?.missing);
    expect(made?.parts?.pages?.length ?? 0).toBeLessThanOrEqual(24 * FINGERPRINT_LIMITS.pages);
    expect(JSON.stringify(made?.parts).length).toBeLessThan(128 * 1024);
    expect([next?.missing, next?.parts?.kind]).toEqual([null, 'pdf']);
  });
});

it('all of them together become records, whatever became of their parts', async () => {
  const seen = await lookThrough(folder);
  expect(seen.withoutRecord).toEqual([]);
  expect(seen.records).toBe(files.length + 1);
  // the bounds of the readers, of two hashing threads and two readers together
  expect(seen.mostMb).toBeLessThan(1500);
});
