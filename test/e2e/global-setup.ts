import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from '../../scripts/build.ts';
import { electronEnvironment, type FoundElectron, findElectron } from '../../scripts/electron-runtime.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { chooseUser, succeedsAs } from './account.ts';
import { openDisplay } from './display.ts';
import { publishStage, type User } from './stage.ts';

/** Builds, finds an Electron, opens a display, and sees to it that the user who runs the app can read all of it. */
export default async function setup(): Promise<() => Promise<void>> {
  await build();
  const electron = await findElectron();
  const user = await chooseUser();
  const display = await openDisplay();
  const files = await readableFiles(electron, user);
  const noSandbox = await whyNoSandbox(user);
  publishStage({
    executable: files.electron.executable,
    app: files.app,
    env: { ...electronEnvironment(files.electron), ...display.env },
    ...(user === undefined ? {} : { user }),
    ...(noSandbox === undefined ? {} : { noSandbox }),
  });
  return async () => {
    await display.stop();
    await files.remove();
  };
}

interface Files {
  readonly electron: FoundElectron;
  readonly app: string;
  readonly remove: () => Promise<void>;
}

/** The files where they are, or copies of them where the user cannot reach them (a checkout in /root, say). */
async function readableFiles(electron: FoundElectron, user: User | undefined): Promise<Files> {
  const needed = [
    electron.executable,
    join(projectRoot, 'dist/electron/main.js'),
    electron.nativeBinding ?? projectRoot,
  ];
  const readable = await Promise.all(needed.map((file) => succeedsAs(user, ['test', '-r', file])));
  if (user === undefined || !readable.includes(false)) return { electron, app: projectRoot, remove: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'notary-e2e-stage-'));
  await chmod(folder, 0o755);
  const app = join(folder, 'app');
  for (const name of ['package.json', 'dist', 'node_modules/better-sqlite3'])
    await cp(join(projectRoot, name), join(app, name), { recursive: true });
  await cp(electron.dist, join(folder, 'electron'), { recursive: true, verbatimSymlinks: true });
  const copied: FoundElectron = {
    ...electron,
    dist: join(folder, 'electron'),
    executable: join(folder, 'electron', basename(electron.executable)),
    ...(await copyBinding(electron.nativeBinding, folder)),
  };
  return { electron: copied, app, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function copyBinding(binding: string | undefined, folder: string): Promise<{ nativeBinding?: string }> {
  if (binding === undefined) return {};
  const nativeBinding = join(folder, basename(binding));
  await cp(binding, nativeBinding);
  return { nativeBinding };
}

async function whyNoSandbox(user: User | undefined): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  if (await succeedsAs(user, ['unshare', '--user', 'true'])) return undefined;
  return 'this machine gives unprivileged users no user namespaces, which Chromium needs for its sandbox';
}
