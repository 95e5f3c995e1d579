/** The same at moments that nobody chose: hundreds of deaths in one home, each while files for others are written. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { auditOutputs, homeWithRecords, publishing } from './crash/audit-outputs.ts';
import { testFolder } from './support/folder.ts';

const DEATHS = Number(process.env.NOTARY_DEATHS ?? 150);

it(`a desk that is killed ${DEATHS} times tells of the files that are there, once`, {
  timeout: DEATHS * 20_000,
}, async () => {
  const folder = testFolder();
  const home = await homeWithRecords(folder);
  await buildVerifier(join(import.meta.dirname, '../../dist/notary-check.html'));
  const out = (name: string) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  const started = performance.now();
  const whole = { home, folder: out('whole'), steps: ['certify', 'share', 'pack'], fault: null } as const;
  expect((await publishing(whole)).signal).toBeNull();
  const milliseconds = performance.now() - started;
  let killed = 0;
  let { sent } = await auditOutputs(home, whole.folder);
  for (let i = 0; i < DEATHS; i++) {
    const wish = { ...whole, folder: out(`out-${i}`) };
    // the first third is opening the home
    const { signal } = await publishing(wish, milliseconds * (0.3 + 0.7 * ((i * 0.618034) % 1)));
    if (signal === 'SIGKILL') killed++;
    ({ sent } = await auditOutputs(home, wish.folder, sent));
  }
  expect(killed).toBeGreaterThan(DEATHS / 4);
});
