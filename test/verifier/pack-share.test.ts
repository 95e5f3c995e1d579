// A pack for court that was dropped whole on the checker page: its certificates, documents and bundles, and nothing else.
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { filesOfShare, isShare } from '../../renderer/verifier/share.ts';

const zip = (names: readonly string[]) =>
  new File([zipSync(Object.fromEntries(names.map((name) => [name, strToU8(name)])))], 'pack.zip');

const PACK = [
  '0-cover.pdf',
  'notary-check.html',
  'trust/desk.trust.json',
  '1/certificate.pdf',
  '1/document.xml',
  '1/record.json',
  '1/evidence.json',
  '1/checkpoint.tlog-proof',
  '1/custody.pdf',
  '1/custody.json',
  '1/report.pdf',
  '1/report.json',
  'SHA256SUMS',
];

const namesOf = async (file: File) => (await filesOfShare(file))?.map(({ name }) => name);

describe('a ZIP on the checker page', () => {
  it('that is a pack gives what is to be checked', async () => {
    expect(await namesOf(zip(PACK))).toEqual(['desk.trust.json', 'certificate.pdf', 'document.xml']);
  });

  it('that is no pack keeps files of the same names', async () => {
    const names = ['report.pdf', 'custody.pdf', 'a-ABCDEFGHIJKL.pdf', 'README.txt'];
    expect(await namesOf(zip(names))).toEqual(names.slice(0, 3));
    expect(await namesOf(zip(['0-cover.pdf', ...names]))).toEqual(['0-cover.pdf', ...names.slice(0, 3)]);
  });

  it('that is a pack is read certificate by certificate as long as there are few', async () => {
    const given = (file: File) => ({ files: [{ file, path: file.name }] }) as unknown as Parameters<typeof isShare>[0];
    const many = Array.from({ length: 21 }, (_, i) => `${i + 1}/certificate.pdf`);
    expect(await isShare(given(zip(PACK)))).toBe(true);
    expect(await isShare(given(zip(['0-cover.pdf', 'SHA256SUMS', ...many])))).toBe(false);
  });
});
