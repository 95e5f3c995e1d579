import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shownName, shownPath, type WalkLimits, walkDocuments, walkFiles } from '../../core/node/system/files.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (name: string, content = name) => {
  const path = join(dir, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const walk = (roots: readonly (string | Uint8Array)[], limits?: WalkLimits) =>
  [...walkFiles(roots, limits)].map((step) =>
    'fault' in step ? `${step.fault.code} ${shownName(step.path)}` : shownPath(step.path).replace(`${dir}/`, ''),
  );

describe('walkFiles', () => {
  it('keeps the order of the roots and sorts each folder by bytes', () => {
    for (const name of ['b/z.txt', 'b/a.txt', 'b/B.txt', 'b/sub/c.txt', 'b/合同.txt', 'a.txt']) write(name);
    expect(walk([join(dir, 'b'), join(dir, 'a.txt')])).toEqual([
      'b/B.txt',
      'b/a.txt',
      'b/sub/c.txt',
      'b/z.txt',
      'b/合同.txt',
      'a.txt',
    ]);
  });

  it('gives a path once and enters a folder once', () => {
    write('x/1.txt');
    symlinkSync(join(dir, 'x'), join(dir, 'y'));
    expect(walk([join(dir, 'x'), join(dir, 'x', '1.txt'), join(dir, 'y'), dir])).toEqual(['x/1.txt']);
  });

  it('names each bad entry and keeps the good ones', () => {
    write('d/good.txt');
    symlinkSync(join(dir, 'nowhere'), join(dir, 'd/dangling'));
    symlinkSync('self', join(dir, 'd/self'));
    symlinkSync('..', join(dir, 'd/up'));
    symlinkSync('.', join(dir, 'd/here'));
    execFileSync('mkfifo', [join(dir, 'd/pipe')]);
    expect(walk([join(dir, 'd'), '/dev/null', join(dir, 'missing'), join(dir, 'n'.repeat(300))])).toEqual([
      'file-missing dangling',
      'd/good.txt',
      'file-loop here',
      'file-special pipe',
      'file-loop self',
      'file-loop d',
      'file-special null',
      'file-missing missing',
      `file-path-too-long ${'n'.repeat(300)}`,
    ]);
  });

  it('leaves out what file managers write, unless it is named', () => {
    write('d/.DS_Store');
    write('d/Thumbs.db');
    write('d/.hidden');
    expect(walk([join(dir, 'd')])).toEqual(['d/.hidden']);
    expect(walk([join(dir, 'd/Thumbs.db')])).toEqual(['d/Thumbs.db']);
  });

  it('is bounded in count and depth', () => {
    for (let i = 0; i < 5; i++) write(`many/${i}`);
    expect(walk([join(dir, 'many')], { files: 3, depth: 9 })).toEqual(['many/0', 'many/1', 'many/2', 'too-large 3']);
    write('a/b/c/d');
    expect(walk([join(dir, 'a')], { files: 9, depth: 2 })).toEqual(['too-large c']);
  });

  it('walks names that are not UTF-8 and writes them so that they can be read', () => {
    const name = Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0xc3, 0x28, 0xff, 0x41, 0xe4, 0xbd, 0xa0])]);
    writeFileSync(name, 'x');
    const [step] = [...walkFiles([dir])];
    expect(step && shownName(step.path)).toBe('\\xC3(\\xFFA你');
    expect(step && 'size' in step && step.size).toBe(1);
  });

  it('reports a path that grew too long below a folder', () => {
    const part = 'p'.repeat(250);
    execFileSync('sh', ['-c', `cd "${dir}"; for i in $(seq 16); do mkdir ${part}; cd ${part}; done; mkdir ${part}`]);
    const steps = walk([dir]);
    execFileSync('rm', ['-rf', join(dir, part)]);
    expect(steps).toEqual([`file-path-too-long ${part}`]);
  });
});

describe('walkDocuments', () => {
  it('tells what systems and programs left in a folder, and takes what is named itself', () => {
    const meant = ['合同.pdf', '合同.pdf.xltd', '.hidden', '_a', '~a.txt'];
    const left = [
      ...['._合同.pdf', '~$合同.docx', '.~lock.合同.odt#', '.~合同.wps', 'ehthumbs.db', 'THUMBS.DB', 'Desktop.ini'],
      ...['.DS_Store', '合同.pdf:Zone.Identifier'],
    ];
    const folders = [
      '$RECYCLE.BIN',
      '@Recycle',
      'LOST.DIR',
      'FOUND.000',
      '.stfolder',
      '.Trashes',
      '.Trash-1000',
      'System Volume Information',
      '.Spotlight-V100',
      '__MACOSX',
    ];
    for (const name of [...meant, ...left, ...folders.map((folder) => `${folder}/S-1-5/$R1.pdf`)]) write(`usb/${name}`);
    const steps = [...walkDocuments([join(dir, 'usb')])];
    const names = (wanted: boolean) =>
      steps.filter((step) => 'leftOut' in step === wanted).map(({ path }) => shownName(path));
    expect(names(false).sort()).toEqual([...meant].sort());
    expect(names(true).sort()).toEqual([...left, ...folders].sort());
    const [named] = [...walkDocuments([join(dir, 'usb/ehthumbs.db')])];
    expect(named).toMatchObject({ size: expect.any(Number) });
  });
});
