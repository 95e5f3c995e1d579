/** Packages that `npm run package` makes with an old Electron, for tests only. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * In such a package, sets what the launcher sets in a checkout: that the runtime is old, and where the database addon
 * that was built for it lies. Only those packages hold that file.
 */
export function adoptTestPackage(resources: string): void {
  const binding = join(resources, 'test-only', 'better_sqlite3.node');
  if (!existsSync(binding)) return;
  process.env.NOTARY_OLD_RUNTIME = '1';
  process.env.NOTARY_SQLITE_BINDING = binding;
}
