/** Packages that `npm run package` makes with an old Electron, for tests only. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setVariable } from '../core/node/system/environment.ts';

/**
 * In such a package, sets what the launcher sets in a checkout: that the runtime is old, and where the database addon
 * that was built for it is. The build marks those packages by that file in their resources, which no other package has;
 * values from the environment were removed before (`closeEnvironment`).
 */
export function adoptTestPackage(resources: string): void {
  const binding = join(resources, 'test-only', 'better_sqlite3.node');
  if (!existsSync(binding)) return;
  setVariable('NOTARY_OLD_RUNTIME', '1');
  setVariable('NOTARY_SQLITE_BINDING', binding);
}
