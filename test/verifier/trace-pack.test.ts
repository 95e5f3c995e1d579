// A trace pack that was dropped on the checker page: judged as one, like on the command line.
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import { trustBundleBytes } from '../../core/formats/trust.ts';
import { leafHash } from '../../core/log/merkle.ts';
import { contentsBytes } from '../../core/trace/contents.ts';
import { readAll } from '../../renderer/verifier/reading.ts';
import { Session } from '../../renderer/verifier/session.ts';
import { isShare } from '../../renderer/verifier/share.ts';
import { certificateObjects, pdfOf } from '../core/attachments-pdf.ts';
import { desk, makeEvidence, sampleBundle } from '../core/support/evidence.ts';

const order = makeEvidence({ before: 1, record: { id: '019a1b2c-3d4e-7f60-8a9b-000000000001' } });
const leaf = (files: EvidenceFiles) => toHex(leafHash(files.record, nobleCrypto));
const links = { v: 1, refs: [{ rel: 'order', origin: desk.key.name, leaf: leaf(order), basis: 'typed' }] };
const invoice = makeEvidence({ before: 2, facts: { links }, record: { id: '019a1b2c-3d4e-7f60-8a9b-000000000002' } });

const pdf = (files: EvidenceFiles) =>
  pdfOf(certificateObjects(undefined, files as Parameters<typeof certificateObjects>[1]));

const contents = contentsBytes({
  v: 1,
  type: 'trace',
  start: leaf(invoice),
  certificates: [
    { file: 'certificates/1.pdf', leaf: leaf(order) },
    { file: 'certificates/2.pdf', leaf: leaf(invoice) },
  ],
});
const WHOLE: Readonly<Record<string, Uint8Array>> = {
  'trace.json': contents,
  'README.txt': strToU8('read me'),
  'certificates/1.pdf': pdf(order),
  'certificates/2.pdf': pdf(invoice),
};

const zip = (files: Readonly<Record<string, Uint8Array>>) => new File([zipSync({ ...files })], 'pack.zip');

async function judged(files: Readonly<Record<string, Uint8Array>>) {
  const session = new Session();
  for (const one of await readAll(zip(files), () => {}, new AbortController().signal)) session.add(one);
  return session;
}

describe('a trace pack on the checker page', () => {
  it('is judged as one, and each certificate by itself', async () => {
    const session = await judged(WHOLE);
    expect(session.packs()).toMatchObject([{ name: 'pack.zip', contents: [], links: { holds: 1 } }]);
    expect(session.outcomes().map(({ certificate, report }) => [certificate, report?.verdict])).toEqual([
      ['pack.zip!/certificates/1.pdf', 'untrusted'],
      ['pack.zip!/certificates/2.pdf', 'untrusted'],
    ]);
  });

  it('misses what was taken out, and says what is there in its place', async () => {
    const { 'certificates/1.pdf': _, ...rest } = WHOLE;
    const session = await judged({ ...rest, 'certificates/3.pdf': strToU8('no certificate') });
    expect(session.packs()).toMatchObject([{ links: { holds: 0, 'not-shown': 1 } }]);
    expect(session.packs()[0]?.contents).toEqual([
      { code: 'missing', file: 'certificates/1.pdf' },
      { code: 'unlisted', file: 'certificates/3.pdf' },
    ]);
    expect(session.outcomes().map(({ report }) => report?.verdict)).toContain('unreadable');
  });

  it('with a table of contents that cannot be read says so', async () => {
    const session = await judged({ ...WHOLE, 'trace.json': strToU8('{}') });
    expect(session.packs()).toEqual([]);
    expect(session.outcomes().map(({ certificate, report }) => [certificate, report?.verdict])).toContainEqual([
      'pack.zip!/trace.json',
      'unreadable',
    ]);
  });

  it('of any number of certificates is no sheet', async () => {
    const many = Array.from({ length: 40 }, (_, i) => [`certificates/${i}.pdf`, strToU8('x')] as const);
    const given = (file: File) => ({ files: [{ file, path: file.name }] }) as unknown as Parameters<typeof isShare>[0];
    expect(await isShare(given(zip({ ...Object.fromEntries(many), 'trace.json': contents })))).toBe(true);
    expect(await isShare(given(zip(Object.fromEntries(many))))).toBe(false);
  });

  it('offers the trust bundle that lies in it, and accepts none', async () => {
    const session = await judged({ ...WHOLE, 'desk.trust.json': trustBundleBytes(sampleBundle()) });
    expect(session.bundles.map(({ accepted }) => accepted)).toEqual(['no']);
  });

  it('is forgotten with the rest', async () => {
    const session = await judged(WHOLE);
    session.clear();
    expect(session.packs()).toEqual([]);
  });
});
