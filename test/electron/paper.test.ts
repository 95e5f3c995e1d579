import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { recoveryPage, recoveryText, saveRecovery } from '../../electron/paper.ts';
import { shellWords } from '../../electron/words.ts';

vi.mock('electron', () => ({ app: {}, shell: {}, BrowserWindow: class {} }));

const code = 'XW1ZJ-P6JYE-10GC4-JR8HM-E0KQ9-NR1V8';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'notary-paper-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each(['zh', 'en'] as const)('the recovery sheet in %s has the code and what it is for', (language) => {
  const words = shellWords[language];
  const page = recoveryPage(code, words);
  const text = recoveryText(code, words);
  for (const line of words.recoveryLines) expect(text).toContain(line);
  expect(page).toContain(code);
  expect(text).toContain(`\n${code}\n`);
});

test('whatever is given as the code stays text', () => {
  const page = recoveryPage('<script>alert("&")</script>', shellWords.en);
  expect(page).not.toContain('<script>');
  expect(page).toContain('&#60;script&#62;alert(&#34;&#38;&#34;)');
});

test('a saved code replaces the file that was there, and only its owner can read it', async () => {
  const file = join(folder, 'code.txt');
  await writeFile(file, 'old', { mode: 0o644 });
  await saveRecovery(file, code, shellWords.en);
  expect(await readFile(file, 'utf8')).toContain(code);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a code that cannot be saved is an error with the file, not with the code', async () => {
  const saving = saveRecovery(join(folder, 'no/such/folder.txt'), code, shellWords.en);
  await expect(saving).rejects.toMatchObject({ code: 'write-failed', details: { file: expect.any(String) } });
  await expect(saving).rejects.not.toMatchObject({ message: expect.stringContaining(code) });
});
