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
  const work = await mkdtemp(join(tmpdir(), 'notary-e2e-'));
  await chmod(work, 0o755);
  const files = await readableFiles(electron, user, work);
  const noSandbox = await whyNoSandbox(user);
  publishStage({
    executable: files.electron.executable,
    app: files.app,
    work,
    env: { ...electronEnvironment(files.electron), ...display.env },
    ...(user === undefined ? {} : { user }),
    ...(noSandbox === undefined ? {} : { noSandbox }),
  });
  return async () => {
    await display.stop();
    await rm(work, { recursive: true, force: true });
  };
}

interface Files {
  readonly electron: FoundElectron;
  readonly app: string;
}

/** The files where they are, or copies of them where the user cannot reach them (a checkout in /root, say). */
async function readableFiles(electron: FoundElectron, user: User | undefined, work: string): Promise<Files> {
  const needed = [
    electron.executable,
    join(projectRoot, 'dist/electron/main.js'),
    electron.nativeBinding ?? projectRoot,
  ];
  const readable = await Promise.all(needed.map((file) => succeedsAs(user, ['test', '-r', file])));
  if (user === undefined || !readable.includes(false)) return { electron, app: projectRoot };
  const app = join(work, 'app');
  for (const name of ['package.json', 'dist', 'node_modules/better-sqlite3'])
    await cp(join(projectRoot, name), join(app, name), { recursive: true });
  await cp(electron.dist, join(work, 'electron'), { recursive: true, verbatimSymlinks: true });
  const copied: FoundElectron = {
    ...electron,
    dist: join(work, 'electron'),
    executable: join(work, 'electron', basename(electron.executable)),
    ...(await copyBinding(electron.nativeBinding, work)),
  };
  return { electron: copied, app };
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
