import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRoot } from '../../scripts/lib/machine.ts';
import { Trouble } from '../../scripts/lib/project.ts';

/** A display for the tests. */
export interface Display {
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/**
 * The display of the caller, or a virtual one of our own where there is none. Root gets one of its own in any case: the
 * app runs as somebody else there, who could not open root's.
 */
export async function openDisplay(): Promise<Display> {
  const given = process.env.DISPLAY;
  if (process.platform !== 'linux') return { env: {}, stop: async () => {} };
  if (given && !isRoot()) return { env: displayOf(given), stop: async () => {} };
  return await startXvfb();
}

function displayOf(name: string): Record<string, string> {
  const authority = process.env.XAUTHORITY;
  return authority === undefined ? { DISPLAY: name } : { DISPLAY: name, XAUTHORITY: authority };
}

async function startXvfb(): Promise<Display> {
  // -ac: another account connects; -nolisten tcp: but only from this machine
  const options = ['-screen', '0', '1600x1000x24', '-ac', '-nolisten', 'tcp', '-displayfd', '3'];
  const server = spawn('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await displayNumber(server);
  return { env: { DISPLAY: `:${number}` }, stop: () => stop(server) };
}

async function displayNumber(server: ChildProcess): Promise<string> {
  const pipe = server.stdio[3];
  if (pipe === null || pipe === undefined) throw new Error('no pipe to Xvfb');
  return await new Promise((resolve, reject) => {
    server.once('error', () => reject(new Trouble('There is no display and no Xvfb. Debian: apt install xvfb')));
    server.once('exit', (code) => reject(new Trouble(`Xvfb stopped (${code}).`)));
    pipe.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
  });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  await gone;
}
