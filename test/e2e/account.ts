import { execFile } from 'node:child_process';
import { chown, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRoot } from '../../scripts/lib/machine.ts';
import { Trouble } from '../../scripts/lib/project.ts';
import type { User } from './stage.ts';

/** The account that runs the app when root runs the tests (Chromium refuses its sandbox to root); else undefined. */
export async function chooseUser(): Promise<User | undefined> {
  if (!isRoot()) return undefined;
  const accounts = await readFile('/etc/passwd', 'utf8');
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(accounts) ?? [];
  if (uid === undefined || gid === undefined) throw new Trouble('There is no account "nobody" to run the app as.');
  return { uid: Number(uid), gid: Number(gid) };
}

/** The command line that runs a program as this user; the program itself for `undefined`. */
export function asUser(user: User | undefined, command: readonly string[]): readonly string[] {
  if (user === undefined) return command;
  return ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--', ...command];
}

/** Whether a command ends well when run by this user. */
export async function succeedsAs(user: User | undefined, command: readonly string[]): Promise<boolean> {
  const [program = '', ...args] = asUser(user, command);
  return await new Promise((resolve) => {
    execFile(program, args, { cwd: '/' }, (error) => resolve(error === null));
  });
}

/** Gives a folder with all that is in it to the user who runs the app. */
export async function giveTo(user: User | undefined, folder: string): Promise<void> {
  if (user === undefined) return;
  await chown(folder, user.uid, user.gid);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), user.uid, user.gid);
}
