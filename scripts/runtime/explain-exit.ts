import { execFile } from 'node:child_process';
import type { FoundElectron } from '../electron-runtime.ts';
import { say } from '../lib/project.ts';

/** How a process ended, as reported by Node. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Explains known reasons why Electron does not start on Linux, if a program's exit looks like one of them. */
export async function explainExit(electron: FoundElectron, exit: Exit, lived: number): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = exit.code === 127 ? await missingLibraries(electron.executable) : [];
  if (missing.length > 0)
    say(
      `Electron needs libraries that are not installed: ${missing.join(', ')}. On Debian or Ubuntu: sudo apt install libgtk-3-0 libnss3 libasound2 libgbm1 libatk-bridge2.0-0`,
    );
  // Chromium stops itself like this when the kernel gives it no user namespaces
  if ((exit.signal === 'SIGTRAP' || exit.signal === 'SIGABRT') && lived < 10_000)
    say(
      'Electron stopped at once. If it spoke of the sandbox above: this system forbids unprivileged user namespaces. An administrator can allow them (Ubuntu: sysctl kernel.apparmor_restrict_unprivileged_userns=0), or install the package, which needs none.',
    );
}

async function missingLibraries(executable: string): Promise<readonly string[]> {
  const output = await new Promise<string>((resolve) => {
    execFile('ldd', [executable], (_error, stdout) => resolve(stdout));
  });
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}
