import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACHMENT_NAMES } from '../../core/formats/evidence.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import { SAMPLES, scratch } from './support/cli.ts';

const dir = scratch('hostile-');
let desk: Desk;
let certificate: Buffer;

beforeAll(async () => {
  const options = { home: join(dir, 'home'), version: '1.0.0', oldRuntime: false, program: 'test' };
  const holder = { name: 'Holder', creditCode: null, operator: null };
  ({ desk } = await Desk.init(options, { language: 'en', holder }));
  const items = await desk.intake({ paths: [join(SAMPLES, 'contract.pdf')], again: false }).done;
  await desk.seal();
  const ids = items.map(({ recordId }) => recordId ?? '');
  const { certificates } = await desk.certificates.certify(ids, [], join(dir, 'out'));
  certificate = readFileSync(certificates[0]?.path ?? '');
  // loads the fonts, which has nothing to do with what is read
  await verifyFiles([certificates[0]?.path ?? ''], { trust: [] });
});
afterAll(() => desk.close());

async function verdictOn(bytes: Uint8Array) {
  const path = join(dir, 'hostile.pdf');
  writeFileSync(path, bytes);
  const before = performance.now();
  const pairs = await verifyFiles([path], { trust: [], firstIsCertificate: true });
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(pairs.length).toBe(1);
  return pairs[0]?.report?.verdict ?? pairs[0]?.error?.code;
}

const pdf = (body: string | Uint8Array) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(body as string)]);
const nested = (depth: number) => `1 0 obj ${'['.repeat(depth)}${']'.repeat(depth)} endobj\n`;

describe('what is no certificate is unreadable, soon', () => {
  it.each<[string, () => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['one byte', () => Buffer.from('x')],
    ['random bytes', () => randomBytes(100_000)],
    ['random bytes that begin like a PDF', () => pdf(randomBytes(1_000_000))],
    ['the largest file that is read, of zeros', () => pdf(new Uint8Array(32 * 1024 * 1024 - 9))],
    ['a larger file', () => pdf(new Uint8Array(32 * 1024 * 1024))],
    ['deep nesting', () => pdf(`${nested(1_000_000)}trailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF`)],
    ['a cross-reference that points at itself', () => pdf('xref\n0 0\ntrailer <</Prev 9>>\nstartxref\n9\n%%EOF')],
    ['a document', () => readFileSync(join(SAMPLES, 'contract.pdf'))],
    [
      'names of our attachments without a file',
      () => pdf(`${Object.values(ATTACHMENT_NAMES).join('\n')}\n`.repeat(50_000)),
    ],
    ['a packed bomb', () => pdf(deflateSync(Buffer.alloc(200_000_000)))],
  ])('%s', async (_, make) => {
    expect(await verdictOn(make())).toBe('unreadable');
  });

  it('a certificate that was cut off anywhere', async () => {
    for (let i = 1; i < 24; i++)
      expect(await verdictOn(certificate.subarray(0, Math.floor((certificate.length * i) / 24)))).toBe('unreadable');
  });

  it('a certificate with any byte changed is never sound', async () => {
    for (let i = 0; i < 60; i++) {
      const at = Math.floor((certificate.length * i) / 60) + (i % 7);
      const changed = Buffer.from(certificate);
      changed[at] = (changed[at] ?? 0) ^ (1 << (i % 8));
      expect(['unreadable', 'tampered']).toContain(await verdictOn(changed));
    }
  });

  it('a folder without one of the attachments, with a huge one, with random ones', async () => {
    const folder = join(dir, 'folder');
    mkdirSync(folder);
    const verdict = async () =>
      (await verifyFiles([folder], { trust: [], firstIsCertificate: true }))[0]?.report?.verdict;
    expect(await verdict()).toBe('unreadable');
    for (const name of Object.values(ATTACHMENT_NAMES)) writeFileSync(join(folder, name), randomBytes(5000));
    expect(await verdict()).toBe('unreadable');
    writeFileSync(join(folder, ATTACHMENT_NAMES.record), '{"v":1,"x":'.repeat(90_000));
    expect(await verdict()).toBe('unreadable');
    writeFileSync(join(folder, ATTACHMENT_NAMES.record), Buffer.alloc(40 * 1024 * 1024, 'x'));
    expect(await verdict()).toBe('unreadable');
  });
});
