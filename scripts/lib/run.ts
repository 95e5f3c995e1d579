import { spawn } from 'node:child_process';
import { Trouble } from './project.ts';

/** How a program is started by {@link run}. */
export interface RunOptions {
  readonly cwd?: string;
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Purpose of the program, for the message when it is not installed. */
  readonly purpose: string;
}

/**
 * Runs a program and returns its stdout. Throws {@link Trouble} that says how to install a missing program, or shows
 * the end of its output when it failed.
 */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') return reject(error);
      reject(new Trouble(`"${command}" is not installed; it is needed ${options.purpose}.${howToInstall(command)}`));
    });
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(out).toString('utf8'));
      const tail = Buffer.concat(err).toString('utf8').trim().split('\n').slice(-12).join('\n');
      reject(new Trouble(`"${command}" failed (${signal ?? code}), ${options.purpose}:\n${tail}`));
    });
  });
}

const debianPackage: Readonly<Record<string, string>> = { gcc: 'g++', 'g++': 'g++', tar: 'tar', npm: 'npm' };

function howToInstall(command: string): string {
  const name = debianPackage[command];
  return name === undefined ? '' : ` On Debian or Ubuntu: sudo apt install ${name}`;
}
