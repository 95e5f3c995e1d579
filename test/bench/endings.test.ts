// A bench that is stopped leaves nothing behind, also when it is told twice.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'endings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const endings = join(import.meta.dirname, 'endings.ts');
/** Opens three things: one that cannot be ended, one that takes a while, and one that is ended before. */
const program = (file: string) => `
import { rmSync, writeFileSync } from 'node:fs';
import { ending, endOnSignals } from ${JSON.stringify(endings)};
endOnSignals(() => process.stdout.write(' last'));
writeFileSync(${JSON.stringify(file)}, '');
ending(async () => { await new Promise((done) => setTimeout(done, 200)); rmSync(${JSON.stringify(file)}); });
ending(async () => { throw new Error('cannot be ended'); });
const end = ending(async () => process.stdout.write('once '));
await end();
await end();
process.stdout.write('ready');
setInterval(() => {}, 1000);
`;

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s ends what is open, then the bench', async (signal, expected) => {
  const file = join(folder, signal);
  const script = join(folder, `${signal}.ts`);
  writeFileSync(script, program(file));
  const bench = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  bench.stdout.on('data', (part: Buffer) => {
    out += part.toString();
    if (out.endsWith('ready')) for (let i = 0; i < 2; i++) bench.kill(signal);
  });
  const [code] = (await once(bench, 'exit')) as [number | null];
  expect(out).toBe('once ready last');
  expect(code).toBe(expected);
  expect(existsSync(file)).toBe(false);
});
