import { spawn } from 'node:child_process';
import { build } from './build.ts';
import { electronEnvironment, type FoundElectron, findElectron } from './electron-runtime.ts';
import { runCommandLine } from './lib/cli.ts';
import { withHeartbeat } from './lib/heartbeat.ts';
import { hasDisplay, isRoot } from './lib/machine.ts';
import { projectRoot, runMain, say } from './lib/project.ts';
import { explainLines } from './runtime/chromium-lines.ts';
import { explainExit } from './runtime/explain-exit.ts';

async function start(args: readonly string[]): Promise<number> {
  if (!hasDisplay()) {
    say('No display here, so no window can open: doing the same job in the terminal, with the sample documents.');
    return await runCommandLine(['demo']);
  }
  const electron = await withHeartbeat(async () => {
    await build();
    return await findElectron();
  });
  return await open(electron, args);
}

async function open(electron: FoundElectron, args: readonly string[]): Promise<number> {
  if (electron.fallback)
    say(`Running on Electron ${electron.version}, which is for development and tests only; the title bar says so.`);
  const flags = isRoot() ? ['--no-sandbox'] : [];
  if (isRoot()) say('Started as root, where Chromium has no sandbox: use an ordinary account for real work.');
  const started = Date.now();
  const child = spawn(electron.executable, [...flags, projectRoot, ...args], {
    stdio: ['inherit', 'inherit', 'pipe'],
    // paths among the arguments are the caller's
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: { ...withoutNodeMode(), ...electronEnvironment(electron) },
  });
  if (child.stderr) void explainLines(child.stderr, (line) => process.stderr.write(`${line}\n`));
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, () => child.kill(signal));
  const exit = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  if (exit.code !== 0) await explainExit(electron, exit, Date.now() - started);
  return exit.code ?? 70;
}

/** Editors based on Electron set this in their terminals; with it Electron would run as plain Node. */
function withoutNodeMode(): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env;
  return rest;
}

await runMain(() => start(process.argv.slice(2)));
