/** Paths of the app: the desk's home, and the built files next to this one. */
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { environment } from '../core/node/system/environment.ts';

/**
 * The desk's home is Electron's userData, or `NOTARY_HOME`; then everything of this desk is there, including the
 * single-instance lock. Chromium keeps its caches in a folder of their own, so that a backup of the home can leave them
 * out.
 */
export function chooseHome(): string {
  const chosen = environment.NOTARY_HOME;
  if (chosen) app.setPath('userData', resolve(chosen));
  const home = app.getPath('userData');
  app.setPath('sessionData', join(home, 'window'));
  app.setPath('crashDumps', join(home, 'window', 'crashes'));
  return home;
}

export interface AppPaths {
  readonly home: string;
  readonly page: string;
  readonly preload: string;
  readonly deskHost: string;
  readonly doctorReader: string;
  readonly windowState: string;
}

/** All paths, given the home and the folder of the built main.js. */
export function appPaths(home: string, folder: string): AppPaths {
  return {
    home,
    page: join(folder, '../renderer'),
    preload: join(folder, 'preload.cjs'),
    deskHost: join(folder, 'desk-host.js'),
    doctorReader: join(folder, 'doctor-reader.js'),
    windowState: join(home, 'window', 'window.json'),
  };
}
