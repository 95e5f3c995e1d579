/** Runs a program in an empty network namespace under strace and says which addresses it tried. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** What is missing to do that, by name; empty when all is there. */
export function lacks(): readonly string[] {
  const programs = ['/usr/bin/strace', '/usr/bin/unshare', '/usr/sbin/ip'].filter((path) => !existsSync(path));
  if (programs.length > 0) return programs;
  try {
    execFileSync('unshare', ['-n', 'true'], { stdio: 'ignore' });
    return [];
  } catch {
    return ['the right to make a network namespace'];
  }
}

export interface Watched {
  readonly code: number | null;
  readonly out: string;
  /** Calls that name an internet address family, whatever came of them. */
  readonly attempts: readonly string[];
}

/** Follows every child process. */
export function watch(
  trace: string,
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Watched {
  const strace = ['-f', '-qq', '-e', 'trace=socket,connect,sendto,sendmsg,sendmmsg', '-o', trace];
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    ['-n', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"', 'strace', ...strace, program, ...args],
    {
      encoding: 'utf8',
      timeout: 120_000,
      ...options,
    },
  );
  const lines = readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => line.includes('('));
  const attempts = lines.filter((line) => /\bAF_INET6?\b/.test(line));
  return { code: status, out: stdout + stderr, attempts };
}
