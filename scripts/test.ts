import { build } from './build.ts';
import { findElectron } from './electron-runtime.ts';
import { hasDisplay, isRoot } from './lib/machine.ts';
import { runMain, say, Trouble } from './lib/project.ts';
import { isInstalled, missingPrograms } from './test/programs.ts';
import { runTool, runVitest } from './test/steps.ts';
import { addUp, countLine, oneFailed, oneNotRun, onePassed, strict, type Tally } from './test/tally.ts';

// its colours would fill a log file
const lint = ['ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'];
const projects = ['core', 'core/node', 'electron', 'renderer', 'test'];

/** With NOTARY_CI nothing may be skipped: skipped tests count as failed. */
const nothingLeftOut = Boolean(process.env.NOTARY_CI);

async function testAll(): Promise<number> {
  const parts: Tally[] = [missingTools(), await runTool('lint', 'biome', lint)];
  for (const project of projects) parts.push(await runTool(`types of ${project}`, 'tsc', ['-p', project]));
  parts.push(await runVitest('unit tests', 'vitest.config.ts'));
  const built = await tryBuild();
  parts.push(built, built.failed.length > 0 ? oneNotRun('end-to-end tests', 'the build failed') : await endToEnd());
  return report(nothingLeftOut ? strict(addUp(parts)) : addUp(parts));
}

/** Tests that need a missing program report that themselves; here it is only an error when nothing may be skipped. */
function missingTools(): Tally {
  const missing = missingPrograms();
  for (const line of missing) say(`Not on this machine: ${line}. Tests that need it are not run.`);
  return { passed: 0, failed: nothingLeftOut ? missing : [], notRun: [] };
}

async function tryBuild(): Promise<Tally> {
  say('\n— build');
  try {
    await build();
    return onePassed;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(error.message);
    return oneFailed('build');
  }
}

async function endToEnd(): Promise<Tally> {
  const name = 'end-to-end tests';
  if (!(hasDisplay() && !isRoot()) && process.platform === 'linux' && !isInstalled('Xvfb'))
    return oneNotRun(name, 'there is no display and no Xvfb to make one');
  try {
    await findElectron();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    return oneNotRun(name, `no Electron could be had: ${error.message}`);
  }
  return await runVitest(name, 'vitest.e2e.config.ts');
}

function report(tally: Tally): number {
  if (tally.slowest && tally.slowest.length > 0) say('\nThe slowest tests:');
  for (const { name, seconds } of tally.slowest ?? []) say(`  ${seconds.toFixed(1)} s  ${name}`);
  if (tally.notRun.length > 0) say('\nNot run:');
  for (const { name, reason } of tally.notRun) say(`  ${name}: ${reason}`);
  if (tally.failed.length > 0) say('\nFailed:');
  for (const name of tally.failed) say(`  ${name}`);
  process.stdout.write(`\n${countLine(tally)}\n`);
  return tally.failed.length > 0 ? 1 : 0;
}

await runMain(testAll);
