import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { InlineConfig } from 'vite';
import { nodeEntries, pageEntry, preloadEntry } from './build/entries.ts';
import { digestOfInputs } from './build/inputs.ts';
import { withLock } from './lib/lock.ts';
import { projectRoot, runMain, say, Trouble } from './lib/project.ts';
import { writeReleaseNotes } from './release-notes.ts';

/** A folder of dist/ that is built as a whole. */
interface Part {
  readonly folder: string;
  readonly entries: readonly string[];
  /** Globs of the files that the output depends on. */
  readonly inputs: readonly string[];
  readonly build: (outDir: string) => Promise<void>;
}

// Vite and core are loaded late, because an up-to-date dist/ does not need them.
const parts: readonly Part[] = [
  {
    folder: 'electron',
    entries: [...Object.values(nodeEntries), preloadEntry],
    inputs: ['core/**/*', 'electron/**/*'],
    build: async (outDir) => {
      const { nodeBundle, preloadBundle } = await import('./build/bundles.ts');
      await bundle(nodeBundle(outDir));
      await bundle(preloadBundle(outDir));
    },
  },
  {
    folder: 'renderer',
    entries: [pageEntry],
    inputs: ['core/**/*', 'renderer/**/*', 'electron/api.ts'],
    build: async (outDir) => await bundle((await import('./build/bundles.ts')).pageBundle(outDir)),
  },
  {
    folder: 'fonts',
    entries: [],
    inputs: ['core/formats/template.ts'],
    build: async (outDir) => await (await import('./build/fonts.ts')).copyFonts(outDir),
  },
];

/** The folder for everything that runs. */
export const distFolder: string = join(projectRoot, 'dist');

/** Brings dist/ up to date; a part whose inputs have not changed is skipped. Throws {@link Trouble} or Vite's error. */
export async function build(): Promise<void> {
  await withLock(join(projectRoot, '.runtime/build.lock'), 'building', async () => {
    for (const part of parts) await buildPart(part);
    await buildChecker();
  });
}

async function buildPart(part: Part): Promise<void> {
  const missing = part.entries.filter((entry) => !existsSync(join(projectRoot, entry)));
  if (missing.length > 0) throw new Trouble(`Cannot build: ${missing.join(', ')} is missing.`);
  const folder = join(distFolder, part.folder);
  const current = await digestOfInputs(part.inputs);
  if ((await builtFrom(folder)) === current) return;
  say(`Building ${part.folder} …`);
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await part.build(draft);
  await writeFile(stamp(draft), `${current}\n`);
  await replace(folder, draft);
}

/** The checker page is one file next to the folders: `share` includes it unchanged. The release notes name it. */
async function buildChecker(): Promise<void> {
  const page = join(distFolder, 'notary-check.html');
  const builtFromFile = join(distFolder, '.notary-check.built-from');
  const inputs = ['core/**/*', 'renderer/verifier/**/*', 'scripts/build-verifier.ts', 'package.json'];
  const current = await digestOfInputs(inputs);
  const last = await readFile(builtFromFile, 'utf8').catch(() => '');
  if (!existsSync(page) || last.trim() !== current) {
    say('Building the checker page …');
    const { buildVerifier } = await import('./build-verifier.ts');
    await buildVerifier(page);
    await writeFile(builtFromFile, `${current}\n`);
  }
  writeReleaseNotes(page);
  const { NOTICES, noticesOf, shippedPackages } = await import('./build/notices.ts');
  await writeFile(join(distFolder, NOTICES), noticesOf(shippedPackages(distFolder)));
}

async function bundle(config: InlineConfig): Promise<void> {
  // read by React's packages while they are bundled; people must not run the development build
  process.env.NODE_ENV = 'production';
  const vite = await import('vite');
  try {
    await vite.build(config);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // the message shows the place in the source; the stack is the bundler's own
    throw new Trouble(process.stderr.isTTY ? error.message : stripVTControlCharacters(error.message));
  }
}

async function builtFrom(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(stamp(folder), 'utf8')).trim();
  } catch {
    return undefined;
  }
}

async function replace(folder: string, draft: string): Promise<void> {
  const old = `${folder}.old`;
  await mkdir(distFolder, { recursive: true });
  await rm(old, { recursive: true, force: true });
  if (existsSync(folder)) await rename(folder, old);
  await rename(draft, folder);
  await rm(old, { recursive: true, force: true });
}

function stamp(folder: string): string {
  return join(folder, '.built-from');
}

if (import.meta.main)
  await runMain(async () => {
    await build();
    return 0;
  });
