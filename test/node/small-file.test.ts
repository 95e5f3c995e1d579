/** Files that are read whole: bounded, and neither a pipe nor a device keeps the program waiting. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCode } from '../../core/errors.ts';
import { readSmallFile, readSmallText, SMALL_FILE } from '../../core/node/system/small-file.ts';
import { notary, SAMPLES, scratch } from './support/cli.ts';

const dir = scratch('small-file-');
const place = (name: string) => join(dir, name);

function codeOf(path: string, most?: number): string {
  try {
    readSmallFile(path, most);
    return 'read';
  } catch (error) {
    return errorCode(error);
  }
}

describe('a small file', () => {
  it('is read up to its bound, and an empty one too', () => {
    writeFileSync(place('a'), 'twelve bytes');
    writeFileSync(place('empty'), '');
    expect(readSmallText(place('a'), 12)).toBe('twelve bytes');
    expect(codeOf(place('a'), 11)).toBe('too-large');
    expect(readSmallFile(place('empty'))).toHaveLength(0);
    writeFileSync(place('large'), Buffer.alloc(SMALL_FILE + 1));
    expect(codeOf(place('large'))).toBe('too-large');
  });

  it('may say nothing of its size', (context) => {
    context.skip(!existsSync('/proc/self/status'), 'no /proc on this system');
    expect(readSmallText('/proc/self/status')).toContain('Pid:');
  });

  it('is no folder, device, pipe or nothing at all', (context) => {
    context.skip(process.platform === 'win32', 'no devices and pipes in folders there');
    mkdirSync(place('folder'));
    execFileSync('mkfifo', [place('pipe')]);
    symlinkSync('/dev/zero', place('link'));
    expect(codeOf(place('folder'))).toBe('file-special');
    expect(codeOf(place('pipe'))).toBe('file-special');
    expect(codeOf(place('link'))).toBe('file-special');
    expect(codeOf(place('gone'))).toBe('file-missing');
  });
});

it('a pipe or a device as bundle, table or custody file is refused at once', async (context) => {
  context.skip(process.platform === 'win32', 'no devices and pipes in folders there');
  execFileSync('mkfifo', [place('fifo')]);
  const document = join(SAMPLES, 'contract.pdf');
  for (const path of [place('fifo'), '/dev/zero']) {
    for (const args of [
      ['verify', document, '--trust', path],
      ['custody', path],
    ]) {
      const { code, err } = await notary(args);
      expect(code).not.toBe(0);
      expect(err).toContain(path);
    }
  }
});
