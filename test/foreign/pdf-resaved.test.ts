/** Certificates that went through other programs: the attachments are still found, and the page is told apart. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { comparePage, makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { readAttachments } from '../../core/formats/attachments/index.ts';
import { revision, startOf } from '../core/attachments-pdf.ts';
import { sampleEvidence, sampleFonts } from '../core/certificate-samples.ts';
import { inFolder, needs, put, run } from './pdf-programs.ts';

const set = sampleEvidence();
const compare = (pdf: Uint8Array) => comparePage(pdf, set, sampleFonts(), nobleCrypto);

const WAYS: readonly (readonly [string, string, readonly string[]])[] = [
  ['qpdf', 'qpdf', ['IN', 'OUT']],
  ['qpdf with object streams', 'qpdf', ['--object-streams=generate', 'IN', 'OUT']],
  ['qpdf, linearised', 'qpdf', ['--linearize', '--object-streams=generate', 'IN', 'OUT']],
  ['qpdf, nothing compressed', 'qpdf', ['--qdf', 'IN', 'OUT']],
  [
    'qpdf with another attachment',
    'qpdf',
    ['IN', '--add-attachment', 'IN', '--key=copy', '--filename=copy.pdf', '--', 'OUT'],
  ],
  ['mutool', 'mutool', ['clean', 'IN', 'OUT']],
  ['mutool, cleaned and compressed', 'mutool', ['clean', '-gggz', 'IN', 'OUT']],
];

describe('re-saved', () => {
  it.for(WAYS)('by %s', async ([, program, args], context) => {
    needs(context, program);
    await inFolder(async (folder) => {
      const path = put(folder, 'in.pdf', await makeCertificate(set, sampleFonts(), nobleCrypto));
      const out = join(folder, 'out.pdf');
      run(
        program,
        args.map((arg) => (arg === 'IN' ? path : arg === 'OUT' ? out : arg)),
      );
      const resaved = new Uint8Array(readFileSync(out));
      expect(readAttachments(resaved).files).toEqual(set.files);
      expect(await compare(resaved)).toEqual({ state: 'different' });
    });
  });

  it('encrypted: refused by name', async (context) => {
    needs(context, 'qpdf');
    await inFolder(async (folder) => {
      const path = put(folder, 'in.pdf', await makeCertificate(set, sampleFonts(), nobleCrypto));
      const out = join(folder, 'out.pdf');
      run('qpdf', ['--encrypt', '', 'owner', '256', '--', path, out]);
      const details = { reason: 'encrypted' };
      expect(() => readAttachments(new Uint8Array(readFileSync(out)))).toThrow(expect.objectContaining({ details }));
    });
  });
});

describe('with something appended', () => {
  it('an update without a signature is another page, though qpdf and the attachments know no difference', async (context) => {
    needs(context, 'qpdf');
    const issued = await makeCertificate(set, sampleFonts(), nobleCrypto);
    const text = Buffer.from(issued).toString('latin1');
    const trailer = /\/Root \d+ 0 R/.exec(text)?.[0] ?? '';
    const stamped = revision(
      issued,
      new Map([[900, '<< /Type /Stamp >>']]),
      `${trailer} /Size 901 /Prev ${startOf(issued)}`,
    );
    expect(await compare(stamped)).toEqual({ state: 'different', update: expect.any(String) });
    const read = readAttachments(stamped);
    expect(read.revisions).toBe(2);
    expect(read.files).toEqual(set.files);
    await inFolder((folder) => run('qpdf', ['--check', put(folder, 'stamped.pdf', stamped)]));
  });
});
