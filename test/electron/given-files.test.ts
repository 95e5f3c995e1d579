import { expect, test, vi } from 'vitest';
import { filesOf } from '../../electron/given-files.ts';

vi.mock('electron', () => ({ app: {} }));

test.each([
  ['packaged', ['/opt/notary-desk', 'a.pdf', '/x/b.pdf'], false, ['/home/clerk/a.pdf', '/x/b.pdf']],
  ['from a checkout', ['/e/electron', '--no-sandbox', '/work/app', 'a.pdf', '--flag=1'], true, ['/home/clerk/a.pdf']],
  ['without files', ['/e/electron', '/work/app'], true, []],
])('files on a command line, %s', (_name, argv, ownFolder, files) => {
  expect(filesOf(argv, ownFolder, '/home/clerk')).toEqual(files);
});
