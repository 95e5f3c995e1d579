/** A document that is larger than anything that is looked into: no facts for the command line, and none for the page. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { MAX_FILE } from '../../core/documents/max-file.ts';
import { READERS } from '../../core/documents/reading/index.ts';
import { DoctorPool } from '../../core/node/doctor/pool.ts';
import { readAgainBy } from '../../core/node/verify/read-again.ts';
import { Doctor } from '../../renderer/verifier/doctor/doctor.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-again-'));
const pool = new DoctorPool({ processes: 1 });
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

const NOTHING = { state: 'read', readers: READERS, found: [] };
const readAgain = readAgainBy(pool);

it('has none, by the command line', async () => {
  const path = join(folder, 'padded.xml');
  writeFileSync(path, '<Invoice/>');
  truncateSync(path, MAX_FILE + 1);
  // nobody reads it, so its digest is not needed
  expect(await readAgain(path, '')).toEqual(NOTHING);
});

it('has none, by the page', async () => {
  const file = { size: MAX_FILE + 1 } as File;
  expect(await new Doctor('').readAgain({ file, sha256: '' })).toEqual(NOTHING);
});

it('is another case than one that changed since it was hashed', async () => {
  const path = join(folder, 'small.xml');
  const bytes = new TextEncoder().encode('<a/>');
  writeFileSync(path, bytes);
  expect(await readAgain(path, createHash('sha256').update(bytes).digest('hex'))).toEqual(NOTHING);
  expect(await readAgain(path, '00'.repeat(32))).toEqual({ state: 'not-run', reason: 'unread' });
});
