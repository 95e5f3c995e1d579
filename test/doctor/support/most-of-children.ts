/** The most memory that the processes started by this one ever had (Linux, `/proc`); elsewhere it stays 0. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const OFTEN_MS = 20;

export class MostOfChildren {
  readonly #mostKb = new Map<number, number>();
  readonly #timer = setInterval(() => this.look(), OFTEN_MS);
  /** MB of all that lived at the same time. */
  mostMb = 0;
  /** MB of the largest. */
  largestMb = 0;

  look(): void {
    const alive = childrenOf();
    for (const pid of alive) this.#mostKb.set(pid, Math.max(this.#mostKb.get(pid) ?? 0, mostKbOf(pid)));
    const now = alive.map((pid) => this.#mostKb.get(pid) ?? 0);
    this.mostMb = Math.max(this.mostMb, now.reduce((sum, kb) => sum + kb, 0) / 1024);
    this.largestMb = Math.max(this.largestMb, ...now.map((kb) => kb / 1024));
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function childrenOf(): readonly number[] {
  const tasks = '/proc/self/task';
  if (!existsSync(tasks)) return [];
  return readdirSync(tasks).flatMap((task) => read(`${tasks}/${task}/children`).split(' ').filter(Boolean).map(Number));
}

/** The system keeps the most that a living process had. */
const mostKbOf = (pid: number) => Number(/^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // ended in between
  }
}
