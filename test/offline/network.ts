/** Runs a program in an empty network namespace under strace and says which addresses it and its children tried. */
import { execFile, execFileSync } from 'node:child_process';
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
  readonly code: number;
  readonly out: string;
  /** Calls that were seen, of any family: shows that the watching itself works. */
  readonly calls: number;
  /** Calls that name an internet address family, whatever came of them. */
  readonly internet: readonly string[];
  /**
   * Those of them with an address other than this machine's own. In a new namespace nobody else has that: a browser and
   * the program that drives it talk by it.
   */
  readonly beyond: readonly string[];
}

const CALLS = 'trace=socket,bind,connect,sendto,sendmsg,sendmmsg';
/** All of 127.0.0.0/8, ::1, and the address that `bind` takes for "any". */
const OWN = /inet_addr\("(?:127\.[\d.]+|0\.0\.0\.0)"\)|AF_INET6, "::1?"/;

/** Runs it to its end, at most five minutes. */
export async function watch(
  trace: string,
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Watched> {
  // filtered in the kernel: everything else that a browser does goes on at its own speed
  const strace = ['-f', '-qq', '--seccomp-bpf', '-e', CALLS, '-o', trace];
  const command = ['-n', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"', 'strace', ...strace, program, ...args];
  const { code, out } = await run('unshare', command, options);
  // the second half of a call that another thread interrupted names no address
  const lines = readFileSync(trace, 'utf8').split('\n');
  const calls = lines.filter((line) => /^\d+ +\w+\(/.test(line));
  // a question to the kernel about its routes names addresses and sends nothing
  const internet = calls.filter((line) => /\bAF_INET6?\b/.test(line) && !line.includes('AF_NETLINK'));
  const beyond = internet.filter((line) => /sa_family=AF_INET6?\b/.test(line) && !OWN.test(line));
  return { code, out, calls: calls.length, internet, beyond };
}

async function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<{ code: number; out: string }> {
  return await new Promise((resolve) => {
    execFile(program, args, { timeout: 300_000, ...options }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
      resolve({ code, out: stdout + stderr });
    });
  });
}
