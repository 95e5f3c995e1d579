import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../../../scripts/notary.ts');
export const SAMPLES = join(import.meta.dirname, '../../../core/node/cli/samples');

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CallOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Calls the command line as a person does, in a process of its own. */
export function notary(args: readonly string[], { cwd, env = {} }: CallOptions = {}): Promise<Outcome> {
  const { INIT_CWD, NOTARY_HOME, NOTARY_PASSPHRASE, ...clean } = process.env;
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    cwd: cwd ?? tmpdir(),
    env: { ...clean, LANG: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parts = { out: [] as Buffer[], err: [] as Buffer[] };
  child.stdout.on('data', (chunk: Buffer) => parts.out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => parts.err.push(chunk));
  const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString('utf8');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out: text(parts.out), err: text(parts.err) }));
  });
}

/** The same with `--json`: the whole of stdout must be one JSON value. */
export async function notaryJson<T>(
  args: readonly string[],
  options?: CallOptions,
): Promise<{ code: number | null; err: string; json: T }> {
  const { code, out, err } = await notary([...args, '--json'], options);
  return { code, err, json: JSON.parse(out) as T };
}

/** A folder that goes when the file's tests are done. */
export function scratch(prefix: string): string {
  const dir = mkdtempSync(join(tmpdir(), prefix));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
