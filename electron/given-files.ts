/** Files given to the program by the system: on its command line, to a second start of it, or dropped on its icon. */
import { resolve } from 'node:path';
import { app } from 'electron';
import * as z from 'zod/mini';
import type { Shell } from './shell.ts';

/**
 * Data passed from a second start to the first. It is a process of the same user, but its message is treated as
 * unknown.
 */
const handed = z.object({ paths: z.array(z.string()).check(z.maxLength(10_000)) });

/** The files named on a command line. */
export function filesOf(argv: readonly string[], ownFolder: boolean, folder: string): readonly string[] {
  const words = argv.slice(1).filter((word) => !word.startsWith('-'));
  // in an unpackaged Electron the first argument is the program
  return words.slice(ownFolder ? 1 : 0).map((word) => resolve(folder, word));
}

/** The files passed to this start. */
export function givenFiles(): readonly string[] {
  return filesOf(process.argv, process.defaultApp === true, process.cwd());
}

/** Handles files passed now, by later starts and by the system. Call it before Electron is ready. */
export function openGivenFiles(shell: Shell): void {
  shell.open(givenFiles(), null);
  // macOS: dropped on the icon, or opened with the program; at start-up this event precedes "ready"
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (app.isReady()) shell.show();
    shell.open([path], null);
  });
  app.on('second-instance', (_event, _argv, _folder, data) => {
    shell.show();
    const parsed = handed.safeParse(data);
    if (parsed.success) shell.open(parsed.data.paths, null);
  });
  // macOS: a click on the program in the dock
  app.on('activate', () => shell.show());
}
