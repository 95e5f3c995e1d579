import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Platform } from 'electron-builder';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NotaryBridge, Result } from '../../electron/api.ts';
import { type MadePackage, makePackage } from '../../scripts/package.ts';
import { handOver, makeWorkFolder } from './launch.ts';
import { startPackage } from './packaged.ts';

describe.runIf(process.platform === 'linux')('the package for Linux', () => {
  let made: MadePackage;
  beforeAll(async () => {
    made = await makePackage({ platform: Platform.LINUX, targets: ['dir'] });
  });

  test('starts, and makes one certificate', async () => {
    const folder = await makeWorkFolder();
    const document = join(folder, '合同 contract.txt');
    await writeFile(document, '甲方应于三十日内付款。\n');
    await handOver(folder);
    const desk = await startPackage(made.folder, [document]);
    try {
      const certificate = await notarize(desk.window, document);
      expect(certificate.slice(0, 5)).toBe('%PDF-');
      expect(certificate.length).toBeGreaterThan(10_000);
    } finally {
      await desk.stop();
    }
  });

  test('runs its own code only', async () => {
    const fuses = await getCurrentFuseWire(join(made.folder, 'notary-desk'));
    for (const off of [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ])
      expect(fuses[off]).toBe(FuseState.DISABLE);
    expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
  });
});

/** Takes a file in, seals it and gives back the certificate's bytes, one character each. */
async function notarize(window: Page, document: string): Promise<string> {
  return await window.evaluate(async (path) => {
    const { notary } = globalThis as unknown as { notary: NotaryBridge };
    const unwrap = <T>(result: Result<T>): T => {
      if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
      return result.value;
    };
    const holder = { name: '某某公司', creditCode: null, operator: null };
    unwrap(await notary.setup({ language: 'zh', holder }));
    const recorded = new Promise<string>((resolve, reject) => {
      let id: string | null = null;
      notary.onEvent((event) => {
        if (event.kind !== 'intake') return;
        // an item is told when it changes, which may be before the last event
        id = event.progress.items.find((item) => item.recordId !== null)?.recordId ?? id;
        if (event.progress.running) return;
        if (typeof id === 'string') resolve(id);
        else reject(new Error(JSON.stringify(event.progress)));
      });
    });
    unwrap(await notary.intake({ paths: [path], again: false }));
    const id = await recorded;
    unwrap(await notary.seal());
    const bytes = unwrap(await notary.certificate(id));
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }, document);
}
