/** What logs have signed is remembered in a folder of each test file's own, and not in the account of whoever runs the tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { setVariable } from '../core/node/system/environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'notary-state-'));
setVariable('NOTARY_STATE', folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
