import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders } from '../../core/node/system/folders.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('folders-');

describe('a folder', () => {
  it('is made with all that lead to it', () => {
    makeFolders(join(dir, 'a/b/c'));
    expect(statSync(join(dir, 'a/b/c')).isDirectory()).toBe(true);
  });

  it('that is there already is left as it is', () => {
    mkdirSync(join(dir, 'there'));
    writeFileSync(join(dir, 'there/file'), 'x');
    makeFolders(join(dir, 'there'));
    expect(existsSync(join(dir, 'there/file'))).toBe(true);
  });

  it('is for its owner only when that is asked for', (context) => {
    if (process.platform === 'win32') context.skip('Windows has other permissions');
    makeFolders(join(dir, 'own/inner'), 0o700);
    expect(['own', 'own/inner'].map((name) => statSync(join(dir, name)).mode & 0o777)).toEqual([0o700, 0o700]);
  });

  it('is refused where a file stands in the way', () => {
    writeFileSync(join(dir, 'file'), 'x');
    expect(() => makeFolders(join(dir, 'file'))).toThrow(/EEXIST/);
    expect(() => makeFolders(join(dir, 'file/below'))).toThrow(/ENOTDIR/);
  });

  it('is refused at once where nothing can be made, though the system says that something is missing', (context) => {
    if (process.platform !== 'linux') context.skip('only Linux has /proc');
    expect(() => makeFolders('/proc/no-such-folder/below')).toThrow(/ENOENT/);
  });
});
