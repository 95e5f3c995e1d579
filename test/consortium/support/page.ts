/** The administrator's page as a script: its commands, with the places and addresses of a test in the place of its examples. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/lib/project.ts';

export interface Outcome {
  readonly code: number | null;
  readonly said: string;
}

/** Commands of a page, in its order: indented lines, with what `\` continues. */
function commandsOf(page: string): readonly string[] {
  const lines = page.replaceAll('\\\n', ' ').split('\n');
  return lines.filter((line) => line.startsWith('    ')).map((line) => line.trim().replace(/ +/g, ' '));
}

/** `notary` as the page says: `npm run -s notary --` in a checkout, called from elsewhere. */
const NOTARY = `notary() { npm --prefix '${projectRoot}' run -s notary -- "$@"; }; `;

export class Page {
  readonly #commands: readonly string[];

  constructor(file = join(projectRoot, 'docs/consortium.md')) {
    this.#commands = commandsOf(readFileSync(file, 'utf8'));
  }

  /** The one command that begins so; every pair of `changes` replaces an example. Throws when an example is not there. */
  command(start: string, changes: Readonly<Record<string, string>> = {}): string {
    const found = this.#commands.find((one) => one.startsWith(start));
    if (!found) throw new Error(`the page has no command that begins with: ${start}`);
    return Object.entries(changes).reduce((text, [example, real]) => {
      if (!text.includes(example)) throw new Error(`the page has no ${example} in: ${text}`);
      return text.replaceAll(example, real);
    }, found);
  }
}

interface Where {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

function start(command: string, { cwd, env }: Where, output: 'pipe' | number): ChildProcess {
  const { INIT_CWD, NOTARY_HOME, NOTARY_PASSPHRASE, npm_config_prefix, ...clean } = process.env;
  return spawn('sh', ['-c', NOTARY + command], {
    cwd,
    env: { ...clean, LANG: 'en_US.UTF-8', ...env },
    stdio: ['ignore', output, output],
    // a group of its own: npm's children are ended with it
    detached: true,
  });
}

/** Runs a command to its end. */
export async function run(command: string, where: Where): Promise<Outcome> {
  const child = start(command, where, 'pipe');
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => void said.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said: said.join('') };
}

/** Runs a service until `end` is called. */
export function serve(command: string, where: Where, log: string): { end(): Promise<void> } {
  const child = start(`exec ${command}`, where, openSync(log, 'a', 0o600));
  const gone = once(child, 'exit');
  return {
    async end() {
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) process.kill(-child.pid);
      await gone;
    },
  };
}
