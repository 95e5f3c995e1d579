/** Copies of the database that updates of the program leave behind in a home: they contain every fact of that time. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the copies in a home. */
export function backupsIn(home: string): readonly string[] {
  const folder = join(home, 'backups');
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** Deletes them, because something that is in them was deleted. */
export function removeBackups(home: string): void {
  for (const file of backupsIn(home)) rmSync(file, { force: true });
}
