/** What stays of a test network: certificates that it confirmed need its trust bundle for good. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, takeDown } from '../../scripts/consortium/commands.ts';
import { makeNetwork } from '../../scripts/consortium/network.ts';

test('only the trust bundle stays, and the next network leaves it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'down-'));
  const names: string[] = [];
  for (const text of ['first', 'second']) {
    const { chain } = await makeNetwork(dir, 1);
    writeFileSync(filesOf(dir).trust, text);
    writeFileSync(filesOf(dir).consortium, '{}');
    names.push(`${chain}.trust.json`);
    expect(await takeDown(dir)).toBe(join(dir, `${chain}.trust.json`));
  }
  expect(readdirSync(dir).sort()).toEqual([...names].sort());
  expect(names.map((name) => readFileSync(join(dir, name), 'utf8'))).toEqual(['first', 'second']);
});

test('a network that never wrote one leaves nothing', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'down-'));
  await makeNetwork(join(dir, 'net'), 1);
  expect(await takeDown(join(dir, 'net'))).toBeNull();
  expect(readdirSync(dir)).toEqual([]);
});
