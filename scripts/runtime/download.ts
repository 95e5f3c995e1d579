import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeOnce } from '../lib/folder.ts';
import { packageFolder, packageVersion, say } from '../lib/project.ts';

/** Electron's own download is given up when this many milliseconds bring less than {@link leastBytes}. */
const patience = 20_000;
const leastBytes = 2_000_000;

interface Progress {
  readonly transferred: number;
  readonly percent: number;
}
type Download = (details: Readonly<Record<string, unknown>>) => Promise<string>;
type Extract = (zip: string, options: { dir: string }) => Promise<void>;

/** Path of the pinned version of {@link downloadElectron}, whether or not it exists. */
export async function downloadFolder(runtimeDir: string): Promise<string> {
  const version = await packageVersion('electron');
  return join(runtimeDir, `electron-${version}-${process.platform}-${process.arch}`);
}

/**
 * Downloads the pinned Electron with the electron package's own means (mirrors, proxies, cache and checksums are its
 * business). Rejects after {@link patience} without progress.
 */
export async function downloadElectron(runtimeDir: string): Promise<string> {
  return await makeOnce(await downloadFolder(runtimeDir), 'downloading Electron', async (folder) => {
    const zip = await fetchZip();
    await extractZip(zip, folder);
  });
}

async function fetchZip(): Promise<string> {
  const version = await packageVersion('electron');
  const checksums: unknown = JSON.parse(await readFile(join(packageFolder('electron'), 'checksums.json'), 'utf8'));
  const { downloadArtifact } = await importFrom<{ downloadArtifact: Download }>('@electron/get');
  const watch = watchProgress();
  say(`Looking for Electron ${version} …`);
  try {
    return await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums,
      downloadOptions: { quiet: true, signal: watch.signal, getProgressCallback: watch.onProgress },
    });
  } finally {
    watch.stop();
  }
}

function watchProgress(): { signal: AbortSignal; onProgress: (progress: Progress) => void; stop: () => void } {
  const controller = new AbortController();
  let transferred = 0;
  let percent = 0;
  let before = 0;
  const timer = setInterval(() => {
    if (transferred - before < leastBytes) return controller.abort(new Error('no answer, or too slow'));
    before = transferred;
    say(`  Electron: ${Math.floor(percent * 100)} %`);
  }, patience);
  const onProgress = (progress: Progress): void => {
    ({ transferred, percent } = progress);
  };
  return { signal: controller.signal, onProgress, stop: () => clearInterval(timer) };
}

/** Unpacks a zip with the electron package's own extractor, so that no `unzip` is needed. */
export async function extractZip(zip: string, dir: string): Promise<void> {
  const { extract } = await importFrom<{ extract: Extract }>('@electron-internal/extract-zip');
  await extract(zip, { dir });
  // included by the publisher for editors only
  await rm(join(dir, 'electron.d.ts'), { force: true });
}

async function importFrom<T>(name: string): Promise<T> {
  const require = createRequire(join(packageFolder('electron'), 'package.json'));
  return (await import(pathToFileURL(require.resolve(name)).href)) as T;
}
