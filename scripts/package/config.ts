import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { NOTICES } from '../build/notices.ts';
import type { FoundElectron } from '../electron-runtime.ts';
import { projectRoot } from '../lib/project.ts';
import { SBOM } from './sbom.ts';
import { type System, signingConfig, signingOf } from './signing.ts';

/** In the resources of packages that are for tests only; electron/test-package.ts looks for it. */
export const testOnlyFolder = 'test-only';

const icons = join(projectRoot, 'scripts/package/icons');

/**
 * The configuration for electron-builder. `electron` is omitted when packaging for another system: electron-builder
 * then downloads its own. `onFolder` is called with the folder of the unpacked app.
 */
export function packageConfig(
  electron: FoundElectron | undefined,
  system: System,
  onFolder: (folder: string) => void,
): Configuration {
  const { mac, win, ...signing } = signingConfig(system, signingOf(system, process.env));
  return {
    appId: 'notary-desk',
    productName: 'Notary Desk',
    copyright: 'Copyright the Notary Desk authors. Apache-2.0.',
    extraMetadata: { author: 'The Notary Desk authors' },
    directories: { output: electron?.fallback ? 'release/test-only' : 'release', buildResources: icons },
    ...(electron === undefined ? {} : { electronDist: electron.dist, electronVersion: electron.version }),
    ...content,
    ...targets,
    ...signing,
    mac: { ...targets.mac, ...mac },
    win: { ...targets.win, ...win },
    electronFuses: fuses,
    afterPack: async (context) => {
      onFolder(context.appOutDir);
      await finish(context, electron);
    },
    publish: null,
  };
}

/** Everything else of node_modules is inside the bundles in dist/. */
const content: Configuration = {
  files: [
    'dist/{electron,renderer,fonts}/**/*',
    'dist/notary-check.html{,.sha256}',
    'LICENSE',
    '!node_modules/**/*',
    'node_modules/better-sqlite3/{package.json,LICENSE}',
    'node_modules/better-sqlite3/lib/**/*',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in
    'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node',
  ],
  // to be opened by people, so beside the archive
  extraResources: [NOTICES, SBOM].map((name) => ({ from: join('dist', name), to: name })),
  asar: true,
  // a native module must be a real file; fonts are read by workers; the checker page is copied out
  asarUnpack: ['**/*.node', 'dist/fonts/**/*', 'dist/notary-check.html'],
  // better-sqlite3 contains prebuilt addons for every system
  npmRebuild: false,
  electronLanguages: ['en-US', 'zh-CN'],
};

const targets: Configuration = {
  linux: {
    target: ['AppImage', 'deb'],
    executableName: 'notary-desk',
    category: 'Office',
    icon: icons,
    maintainer: 'The Notary Desk authors',
    synopsis: 'Digital evidence for contracts and invoices',
  },
  win: { target: ['nsis'], icon: join(icons, 'icon.ico') },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    target: ['dmg'],
    icon: join(icons, 'icon.icns'),
    category: 'public.app-category.business',
  },
};

/** A shipped program runs its own code from its own archive, regardless of environment and command line. */
const fuses: NonNullable<Configuration['electronFuses']> = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: true,
  onlyLoadAppFromAsar: true,
  // has an effect on Windows and macOS; Electron does not offer it on Linux
  enableEmbeddedAsarIntegrityValidation: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  // the window is served by a protocol of our own
  grantFileProtocolExtraPrivileges: false,
};

async function finish(context: AfterPackContext, electron: FoundElectron | undefined): Promise<void> {
  const resources = context.packager.getResourcesDir(context.appOutDir);
  // Electron's default app, not needed with our own archive
  for (const name of ['app', 'default_app.asar']) await rm(join(resources, name), { recursive: true, force: true });
  if (electron?.fallback) await markTestOnly(context.appOutDir, resources, electron);
}

async function markTestOnly(folder: string, resources: string, electron: FoundElectron): Promise<void> {
  await writeFile(
    join(folder, 'FOR-TESTS-ONLY.txt'),
    `Made with Electron ${electron.version}, which gets no security fixes. For tests on this machine; do not hand it to anybody.\n`,
  );
  if (electron.nativeBinding !== undefined)
    await cp(electron.nativeBinding, join(resources, testOnlyFolder, 'better_sqlite3.node'));
}
