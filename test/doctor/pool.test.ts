/** Processes that look into files: each may be ended, and then it costs one file its parts and nobody anything else. */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { forkReader } from '../../core/node/doctor/fork.ts';
import { DoctorPool, type DoctorPoolOptions } from '../../core/node/doctor/pool.ts';
import type { ReaderProcess } from '../../core/node/doctor/process.ts';
import { contract } from './support/samples.ts';

const bad = () => forkReader(new URL('./support/bad-worker.ts', import.meta.url));
const pools: DoctorPool[] = [];
const folder = mkdtempSync(join(tmpdir(), 'doctor-pool-'));
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  rmSync(folder, { recursive: true, force: true });
});

function pool(options: DoctorPoolOptions = {}): DoctorPool {
  const made = new DoctorPool({ processes: 1, ...options });
  pools.push(made);
  return made;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

/** Ended, and nobody has asked how: where nothing but this test adopts what is left behind. */
function isZombie(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && /^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}

const PARTS = { parts: true };
const files = (...names: readonly string[]) => names.map((path) => ({ path, sha256: '' }));
const missing = (made: readonly { readonly missing: string | null }[]) => made.map((one) => one.missing);

async function saved(name: string, bytes: Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex') };
}

describe('a process', () => {
  it('has nothing of what its owner was told by its surroundings', async () => {
    vi.stubEnv('NOTARY_PASSPHRASE', 'a secret');
    try {
      expect(missing(await pool({ start: bad }).lookInto(files('surroundings'), PARTS))).toEqual([null]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('ends with its owner, though it is busy', async () => {
    const script = fileURLToPath(new URL('./support/owner.ts', import.meta.url));
    const owner = fork(script, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const reader = await new Promise<number>((resolve) => owner.once('message', (pid) => resolve(Number(pid))));
    expect(isAlive(reader)).toBe(true);
    owner.kill('SIGKILL');
    await expect.poll(() => isAlive(reader), { timeout: 300_000 }).toBe(false);
  });
});

describe('the pool', () => {
  it('uses a process again, one file after the other', async () => {
    const doctor = pool();
    const file = await saved('contract.pdf', await contract(3));
    for (let i = 0; i < 4; i++) {
      const [made] = await doctor.lookInto([file], PARTS);
      expect([made?.missing, made?.parts?.kind]).toEqual([null, 'pdf']);
    }
  });

  it('salts every record with a salt of its own', async () => {
    const file = await saved('twice.pdf', await contract(3));
    const [one, two] = await pool().lookInto([file, file], PARTS);
    expect(one?.parts?.salt).not.toBe(two?.parts?.salt);
    expect(one?.parts?.pages).not.toBe(two?.parts?.pages);
  });

  it('ends a process that takes too long; the files after it get theirs from a new one', async () => {
    const doctor = pool({ fileTime: 1500, start: bad });
    expect(missing(await doctor.lookInto(files('a', 'hang', 'b', 'hang', 'c'), PARTS))).toEqual([
      null,
      'time',
      null,
      'time',
      null,
    ]);
    expect(missing(await doctor.lookInto(files('d'), PARTS))).toEqual([null]);
  });

  it('outlives a process that exits, fails, or takes too much memory', async () => {
    const doctor = pool({ start: bad, fileTime: 300_000 });
    expect(missing(await doctor.lookInto(files('a', 'exit', 'b', 'throw', 'c', 'hog', 'd'), PARTS))).toEqual([
      null,
      'memory',
      null,
      'memory',
      null,
      'memory',
      null,
    ]);
  });

  it('replaces a process that died while another goes on', async () => {
    const doctor = pool({ start: bad, fileTime: 300_000, processes: 2 });
    const both = await Promise.all([doctor.lookInto(files('exit'), PARTS), doctor.lookInto(files('a'), PARTS)]);
    expect(both.map(missing)).toEqual([['memory'], [null]]);
    expect(missing(await doctor.lookInto(files('b', 'c', 'd'), PARTS))).toEqual([null, null, null]);
  });

  it('stops at a signal: what was not begun is cancelled', async () => {
    const doctor = pool({ fileTime: 1500, start: bad });
    const stop = new AbortController();
    const asked = doctor.lookInto(files('hang', 'b', 'c'), { parts: true, signal: stop.signal });
    stop.abort();
    expect(missing(await asked)).toEqual(['time', 'cancelled', 'cancelled']);
    expect(missing(await doctor.lookInto(files('d'), PARTS))).toEqual([null]);
  });

  it('closes at once, whatever runs', async () => {
    const doctor = pool({ start: bad, fileTime: 300_000 });
    const asked = doctor.lookInto(files('hang', 'b'), PARTS);
    await doctor.close();
    expect(missing(await asked)).toEqual(['cancelled', 'cancelled']);
    expect(missing(await doctor.lookInto(files('c'), PARTS))).toEqual(['cancelled']);
  });

  it('ends a process that nobody has asked for a while, and starts another when it is asked', async () => {
    const started: ReaderProcess[] = [];
    const start = () => {
      const process = bad();
      started.push(process);
      return process;
    };
    const doctor = pool({ start, idleTime: 50 });
    expect(missing(await doctor.lookInto(files('a'), PARTS))).toEqual([null]);
    await new Promise<void>((resolve) => started[0]?.onExit(resolve));
    expect(missing(await doctor.lookInto(files('b'), PARTS))).toEqual([null]);
    expect(started.length).toBe(2);
  });

  it('says that a file is no longer what was hashed', async () => {
    const file = await saved('changed.pdf', await contract(3));
    writeFileSync(file.path, await contract(4));
    const gone = { path: join(folder, 'gone.pdf'), sha256: file.sha256 };
    expect(missing(await pool().lookInto([file, gone], PARTS))).toEqual(['changed', 'changed']);
  });

  it('has no findings about a document that takes too long', async () => {
    const sealed = { sha256: '00', size: 1, id: 'x', supersedes: null, fingerprints: null };
    const ask = (path: string) => ({ file: { path, sha256: '' }, sealed, record: null });
    const doctor = pool({ fileTime: 700, start: bad });
    expect(await doctor.diagnose(ask('hang'))).toBeNull();
    expect(await doctor.diagnose(ask('a'))).toEqual([]);
  });
});
