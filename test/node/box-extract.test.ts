import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extractFrom } from '../../core/node/box/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'box-extract-'));
const filePath = join(folder, 'a.zip');
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));

beforeAll(() => {
  const inner = zipSync({ '合同.txt': utf8('the inner contract'), 'mail.eml': utf8('Subject: x\r\n\r\ny') });
  writeFileSync(filePath, zipSync({ 'one.txt': utf8('one'), 'deep/inner.zip': inner, 'broken.zip': utf8('PK') }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const extract = async (path: string) => (await extractFrom({ filePath, path: 'in/a.zip' }, path))?.toString() ?? null;

test('a file is taken out of an archive, and out of one inside it', async () => {
  expect(await extract('in/a.zip!/one.txt')).toBe('one');
  expect(await extract('in/a.zip!/deep/inner.zip!/合同.txt')).toBe('the inner contract');
});

test('what is not there, or in a mail, is nothing; an archive that cannot be read says so', async () => {
  for (const path of ['in/a.zip!/two.txt', 'in/b.zip!/one.txt', 'in/a.zip!/deep/inner.zip!/mail.eml!/attachment-1'])
    expect(await extract(path)).toBeNull();
  await expect(extract('in/a.zip!/broken.zip!/x')).rejects.toMatchObject({ details: { reason: 'damaged' } });
});
