/** Memory of the programs that this process has started, and of those that they have started. */
import { readdirSync, readFileSync } from 'node:fs';

const KIB_IN_MIB = 1024;

function parents(): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      found.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // it has ended meanwhile
    }
  }
  return found;
}

/** MiB that a process has for itself, and its part of what it shares; 0 when it has ended. */
function proportional(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / KIB_IN_MIB;
  } catch {
    return 0;
  }
}

/** MiB of all descendants of this process together. */
export function descendantMemory(): number {
  const parentOf = parents();
  const isOurs = (pid: number): boolean => {
    const parent = parentOf.get(pid);
    return parent !== undefined && (parent === process.pid || isOurs(parent));
  };
  return [...parentOf.keys()].filter(isOurs).reduce((sum, pid) => sum + proportional(pid), 0);
}

/** Asks again and again until `done` settles; the most that was seen, in MiB. */
export async function mostMemory(done: Promise<unknown>, every = 500): Promise<number> {
  let most = descendantMemory();
  const timer = setInterval(() => {
    most = Math.max(most, descendantMemory());
  }, every);
  try {
    await done;
    return most;
  } finally {
    clearInterval(timer);
  }
}
