import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder, projectRoot, say } from '../lib/project.ts';
import { oneFailed, onePassed, type Tally } from './tally.ts';
import { tallyVariable } from './tally-reporter.ts';

type Output = 'inherit' | 'ignore';

/** Programs of packages, as script files for Node, because node_modules/.bin differs on Windows. */
const tools = {
  biome: ['@biomejs/biome', 'bin/biome'],
  tsc: ['typescript', 'bin/tsc'],
  vitest: ['vitest', 'vitest.mjs'],
} as const;

/** Runs a tool, its output shown; one thing passed or failed. */
export async function runTool(name: string, command: keyof typeof tools, args: readonly string[]): Promise<Tally> {
  say(`\n— ${name}`);
  return (await exitCode(command, args, {}, 'inherit')) === 0 ? onePassed : oneFailed(name);
}

/** Runs Vitest with a configuration file and counts what came out. */
export async function runVitest(name: string, config: string): Promise<Tally> {
  say(`\n— ${name}`);
  return await tallyVitest(name, config, 'inherit');
}

/** The same, with or without showing Vitest's output. */
export async function tallyVitest(name: string, config: string, output: Output): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'notary-tally-'));
  const file = join(folder, 'tally.json');
  const reporters = ['--reporter=default', `--reporter=${join(projectRoot, 'scripts/test/tally-reporter.ts')}`];
  try {
    const args = ['run', '--config', config, '--allowOnly=false', ...reporters];
    const code = await exitCode('vitest', args, { [tallyVariable]: file }, output);
    const tally = JSON.parse(await readFile(file, 'utf8')) as Tally;
    // an error of Vitest that is not in the tally must not look like success
    return code === 0 || tally.failed.length > 0 ? tally : { ...tally, failed: [`${name}: Vitest ended with ${code}`] };
  } catch (error) {
    return oneFailed(`${name}: Vitest gave no result (${error instanceof Error ? error.message : error})`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function exitCode(
  tool: keyof typeof tools,
  args: readonly string[],
  env: Record<string, string>,
  output: Output,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const [name, file] = tools[tool];
    const child = spawn(process.execPath, [join(packageFolder(name), file), ...args], {
      cwd: projectRoot,
      stdio: output,
      env: { ...process.env, ...env },
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 70));
  });
}
