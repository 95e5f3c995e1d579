import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NotaryBridge } from '../../electron/api.ts';
import { CALL_NAMES } from '../../electron/calls.ts';
import { callChannel } from '../../electron/channels.ts';
import { preloadBundle } from '../../scripts/build/bundles.ts';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preload-'));
  await build(preloadBundle(folder));
  script = readFileSync(join(folder, 'preload.cjs'), 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the built script as a sandbox does: `electron` is all that it may require. */
function load() {
  const invoked: unknown[][] = [];
  const exposed: Record<string, unknown> = {};
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => Object.assign(exposed, { [name]: value }) },
    ipcRenderer: { invoke: (...all: unknown[]) => invoked.push(all), on: () => {}, send: () => {} },
    webUtils: {},
  };
  const required: string[] = [];
  const require = (name: string) => {
    required.push(name);
    return electron;
  };
  runInNewContext(script, { require, process: { platform: 'linux' }, exports: {}, module: {} });
  return { bridge: exposed.notary as NotaryBridge, exposed, invoked, required };
}

test('the preload is one small script that requires nothing but Electron', () => {
  expect(load().required).toEqual(['electron']);
  expect(script.length).toBeLessThan(6_000);
});

test('the page gets a function for every call of the table, and no other way to send', () => {
  const { bridge, exposed, invoked } = load();
  expect(Object.keys(exposed)).toEqual(['notary']);
  expect(Object.keys(bridge).sort()).toEqual([...CALL_NAMES, 'onEvent', 'pathOf', 'platform'].sort());
  for (const name of CALL_NAMES) (bridge[name] as (...args: unknown[]) => unknown)('first', 'second');
  expect(invoked).toEqual(CALL_NAMES.map((name) => [callChannel(name), 'first', 'second']));
});
