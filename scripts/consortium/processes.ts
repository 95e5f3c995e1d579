/**
 * Programs that keep running after the command that started them. A file keeps their pid and start time, so that only
 * processes of this network are ever ended: a pid alone may have been reused.
 */
import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Identifies a process until the machine restarts. */
interface Mark {
  readonly pid: number;
  readonly began: string;
}

/** Start time of a process, as the kernel reports it; null when there is none. */
function beganAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // field 3 is the state: a zombie is gone; field 22 is the start time
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return existsSync('/proc/self') || !isAlive(pid) ? null : 'unknown';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function readMark(file: string): Mark | null {
  if (!existsSync(file)) return null;
  const [pid, began] = readFileSync(file, 'utf8').trim().split(' ');
  return pid && began ? { pid: Number(pid), began } : null;
}

/** True while the process of this file runs. */
export function isRunning(file: string): boolean {
  const mark = readMark(file);
  return mark !== null && beganAt(mark.pid) === mark.began;
}

/** Starts a program in the background; its output goes to `log`. `env` is added to the variables of this process. */
export function startProcess(
  file: string,
  command: string,
  args: readonly string[],
  log: string,
  env: Readonly<Record<string, string>> = {},
): void {
  const out = openSync(log, 'a', 0o600);
  const child = spawn(command, args, {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', out, out],
  });
  child.unref();
  if (child.pid === undefined) return;
  writeFileSync(file, `${child.pid} ${beganAt(child.pid) ?? 'gone'}\n`, { mode: 0o600 });
}

/** Ends the process of this file: with SIGTERM and, after five seconds, SIGKILL; or directly with `SIGKILL`. */
export async function endProcess(file: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const mark = readMark(file);
  const alive = () => mark !== null && beganAt(mark.pid) === mark.began;
  if (mark && alive()) {
    process.kill(mark.pid, signal);
    for (let waited = 0; alive() && waited < 5000; waited += 50) await sleep(50);
    if (alive()) process.kill(mark.pid, 'SIGKILL');
    for (let waited = 0; alive() && waited < 5000; waited += 50) await sleep(50);
  }
  rmSync(file, { force: true });
}
