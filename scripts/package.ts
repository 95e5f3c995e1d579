import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build as buildPackage, Platform } from 'electron-builder';
import { NOTICES } from './build/notices.ts';
import { build, distFolder } from './build.ts';
import { type FoundElectron, findElectron } from './electron-runtime.ts';
import { packageVersion, projectRoot, runMain, say, Trouble } from './lib/project.ts';
import { packageConfig } from './package/config.ts';
import { billOfMaterials, SBOM } from './package/sbom.ts';
import { type System, signingOf, signingRemark } from './package/signing.ts';

const usage = `npm run package -- [--linux | --win | --mac] [TARGET…]
Without a system: this one. Without a target: dir, an unpacked folder under release/.
Targets to hand out: --linux AppImage deb, --win nsis, --mac dmg.`;

interface Wanted {
  readonly platform: Platform;
  readonly targets: readonly string[];
}

/** A package that was made. */
export interface MadePackage {
  /** The unpacked app that the files below were made from. */
  readonly folder: string;
  /** Files to distribute. */
  readonly files: readonly string[];
}

/**
 * Makes the requested packages. Throws {@link Trouble} if they are to be distributed and the only available Electron is
 * for tests.
 */
export async function makePackage({ platform, targets }: Wanted): Promise<MadePackage> {
  const electron = platform === Platform.current() ? await findElectron() : undefined;
  refuseToShip(electron, targets);
  await build();
  const version = electron?.version ?? (await packageVersion('electron'));
  await writeFile(join(distFolder, SBOM), await billOfMaterials(distFolder, version));
  const system = platform.buildConfigurationKey as System;
  let folder = '';
  const config = packageConfig(electron, system, (appOutDir) => {
    folder = appOutDir;
  });
  const targetMap = platform.createTarget([...targets]);
  const files = await buildPackage({ projectDir: projectRoot, targets: targetMap, config, publish: 'never' });
  if (electron?.fallback)
    say('This package is for tests on this machine only: its Electron is too old to be handed out.');
  const remark = signingRemark(system, signingOf(system, process.env));
  if (remark !== null) say(remark);
  return { folder, files };
}

/** Throws {@link Trouble} for targets to be distributed when the Electron must not be. */
export function refuseToShip(
  electron: Pick<FoundElectron, 'fallback' | 'version'> | undefined,
  targets: readonly string[],
): void {
  const handedOut = targets.filter((target) => target !== 'dir');
  if (electron?.fallback && handedOut.length > 0)
    throw new Trouble(
      `Refused to make ${handedOut.join(', ')}: the only Electron here is ${electron.version}, for tests, which must not be handed out. Set ELECTRON_MIRROR to a mirror that you can reach, and try again.`,
    );
}

function readArguments(): Wanted | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      linux: { type: 'boolean' },
      win: { type: 'boolean' },
      mac: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return undefined;
  const platform = values.linux
    ? Platform.LINUX
    : values.win
      ? Platform.WINDOWS
      : values.mac
        ? Platform.MAC
        : Platform.current();
  return { platform, targets: positionals.length > 0 ? positionals : ['dir'] };
}

if (import.meta.main)
  await runMain(async () => {
    const wanted = readArguments();
    if (wanted === undefined) {
      process.stdout.write(`${usage}\n`);
      return 0;
    }
    const { folder, files } = await makePackage(wanted);
    const besides = ['notary-check.html', 'notary-check.html.sha256', 'release-notes.md', NOTICES, SBOM];
    // needed with files to distribute; a folder is only tried out here
    const handedOut = files.length > 0 ? [...files, ...besides.map((name) => join(distFolder, name))] : [folder];
    for (const made of handedOut) process.stdout.write(`${made}\n`);
    return 0;
  });
