import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { launchApp } from './launch.ts';
import { currentStage } from './stage.ts';

const onLinux = process.platform === 'linux';

test.runIf(onLinux)('the window runs as an unprivileged user with the sandbox on', async (context) => {
  const { noSandbox } = currentStage();
  if (noSandbox !== undefined) context.skip(noSandbox);
  const desk = await launchApp();
  try {
    const main = desk.app.process().pid ?? 0;
    const renderers = (await descendants(main)).filter((child) => child.command.includes('--type=renderer'));
    expect(renderers).not.toHaveLength(0);
    for (const { status, command } of renderers) {
      expect(command).not.toContain('--no-sandbox');
      // a system call filter, and no way to gain rights
      expect(field(status, 'Seccomp')).toBe('2');
      expect(field(status, 'NoNewPrivs')).toBe('1');
      expect(field(status, 'Uid')).not.toContain('\t0');
    }
  } finally {
    await desk.close();
  }
});

interface Running {
  readonly command: string;
  readonly status: string;
}

async function descendants(root: number): Promise<readonly Running[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(numbers.map(describe));
  const alive = all.filter((one) => one !== undefined);
  const family = new Set([root]);
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const one of alive) if (family.has(one.parent)) family.add(one.pid);
  }
  return alive.filter((one) => family.has(one.pid));
}

async function describe(pid: string): Promise<(Running & { pid: number; parent: number }) | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    return { pid: Number(pid), parent: Number(field(status, 'PPid')), status, command };
  } catch {
    // it ended meanwhile
    return undefined;
  }
}

function field(status: string, name: string): string {
  return new RegExp(`^${name}:\\t(.*)$`, 'm').exec(status)?.[1] ?? '';
}
