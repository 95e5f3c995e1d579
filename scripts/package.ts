import { parseArgs } from 'node:util';
import { build as buildPackage, Platform } from 'electron-builder';
import { build } from './build.ts';
import { type FoundElectron, findElectron } from './electron-runtime.ts';
import { projectRoot, runMain, say, Trouble } from './lib/project.ts';
import { packageConfig } from './package/config.ts';

const usage = `npm run package -- [--linux | --win | --mac] [TARGET…]
Without a system: this one. Without a target: dir, an unpacked folder under release/.
Targets to hand out: --linux AppImage deb, --win nsis, --mac dmg.`;

interface Wanted {
  readonly platform: Platform;
  readonly targets: readonly string[];
}

/** Makes what is wanted and gives back the files or folders made. */
export async function makePackage({ platform, targets }: Wanted): Promise<readonly string[]> {
  const electron = platform === Platform.current() ? await findElectron() : undefined;
  refuseToShip(electron, targets);
  await build();
  const made = await buildPackage({
    projectDir: projectRoot,
    targets: platform.createTarget([...targets]),
    config: packageConfig(electron),
    publish: 'never',
  });
  if (electron?.fallback)
    say('This package is for tests on this machine only: its Electron is too old to be handed out.');
  return made;
}

function refuseToShip(electron: FoundElectron | undefined, targets: readonly string[]): void {
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
    if (wanted === undefined) process.stdout.write(`${usage}\n`);
    else for (const made of await makePackage(wanted)) process.stdout.write(`${made}\n`);
    return 0;
  });
