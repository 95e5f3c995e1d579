import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import type { InflateAtOnce } from '../../core/documents/inflate.ts';
import { errorCode, NotaryError } from '../../core/errors.ts';
import { PDF_LIMITS, readAttachments } from '../../core/formats/attachments/index.ts';
import { concat, utf8 } from '../../core/formats/bytes.ts';
import { inflateAtOnce } from '../../core/node/system/inflate.ts';
import {
  certificateObjects,
  FILES,
  HEADER,
  type Objects,
  pdfOf,
  revision,
  startOf,
  streamObject,
} from './attachments-pdf.ts';
import { sampleEvidence, sampleFonts } from './certificate-samples.ts';

const ALLOWED = ['malformed', 'not-a-certificate', 'too-large', 'timed-out'];

/** What is read with a way of unpacking, or the refusal; fails when that is not a clean one, or not quick. */
function outcomeWith(pdf: Uint8Array, atOnce?: InflateAtOnce): unknown {
  const start = performance.now();
  try {
    const { files, others, revisions } = readAttachments(pdf, atOnce);
    return { files: Object.values(files).map((file) => Buffer.from(file).toString('latin1')), others, revisions };
  } catch (error) {
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(error).toBeInstanceOf(NotaryError);
    expect(ALLOWED).toContain(errorCode(error));
    return { code: errorCode(error), message: (error as Error).message };
  }
}

/** The code of the refusal; fails when zlib and universal code do not lead to the same. */
function refusal(pdf: Uint8Array): string {
  const outcome = outcomeWith(pdf) as { readonly code?: string };
  expect(outcomeWith(pdf, inflateAtOnce)).toEqual(outcome);
  return outcome.code ?? 'read';
}

const replaced = (objects: Objects, number: number, body: string | Uint8Array) =>
  objects.map((old, i) => (i + 1 === number ? body : old));

describe('reading attachments', () => {
  it('finds the three files of a small PDF', () => {
    expect(readAttachments(pdfOf(certificateObjects()))).toMatchObject({ files: FILES, others: [], revisions: 1 });
  });

  it('finds the files of a certificate, byte for byte', async () => {
    const set = sampleEvidence();
    const pdf = await makeCertificate(set, sampleFonts(), nobleCrypto);
    expect(readAttachments(pdf)).toMatchObject({ files: set.files, others: [], revisions: 1 });
  });

  it('takes what the newest revision says', () => {
    const base = pdfOf(certificateObjects());
    const update = new Map([[6, streamObject(utf8('another record'))]]);
    const pdf = revision(base, update, `/Root 1 0 R /Size 100 /Prev ${startOf(base)}`);
    const read = readAttachments(pdf);
    expect(read.revisions).toBe(2);
    expect(read.files).toEqual({ ...FILES, record: utf8('another record') });
  });

  it('names other attached files and leaves them alone', () => {
    const names = '(a.pdf) 9 0 R (record.json) 3 0 R (evidence.json) 4 0 R (checkpoint.tlog-proof) 5 0 R';
    const pdf = pdfOf([...certificateObjects(names), '<< /F (a.pdf) /EF << /F 99 0 R >> >>']);
    expect(readAttachments(pdf).others).toEqual(['a.pdf']);
  });

  it('reads names in UTF-16 and a tree with branches', () => {
    const hex = (name: string) =>
      `<FEFF${[...name].map((c) => c.charCodeAt(0).toString(16).padStart(4, '0')).join('')}>`;
    const objects = replaced(
      replaced(certificateObjects(), 2, '<< /EmbeddedFiles << /Kids [ 9 0 R 10 0 R ] >> >>'),
      3,
      `<< /F (record.json) /UF ${hex('record.json')} /EF << /F 6 0 R /UF 6 0 R >> >>`,
    );
    const leaf = '<< /Names [ (checkpoint.tlog-proof) 5 0 R (evidence.json) 4 0 R ] >>';
    const pdf = pdfOf([...objects, leaf, `<< /Names [ ${hex('record.json')} 3 0 R ] >>`]);
    expect(readAttachments(pdf).files).toEqual(FILES);
  });
});

describe('the name and the bytes that count', () => {
  it.each([
    ['/UF alone', '<< /UF (record.json) /EF << /F 6 0 R >> >>'],
    ['/F alone', '<< /F (record.json) /EF << /F 6 0 R >> >>'],
    ['the key alone', '<< /EF << /F 6 0 R >> >>'],
    ['/EF /UF alone', '<< /F (record.json) /EF << /UF 6 0 R >> >>'],
    ['both, and the same', '<< /UF (record.json) /EF << /F 6 0 R /UF 6 0 R >> >>'],
  ])('%s', (_, one) => {
    expect(readAttachments(pdfOf(replaced(certificateObjects(), 3, one))).files).toEqual(FILES);
  });
});

describe('ambiguous files are refused', () => {
  it('an attachment that stands twice', () => {
    const again = '(record.json) 3 0 R (record.json) 3 0 R (evidence.json) 4 0 R (checkpoint.tlog-proof) 5 0 R';
    expect(refusal(pdfOf(certificateObjects(again)))).toBe('malformed');
  });

  it('a file that goes by two names', () => {
    const other = '<< /F (other.json) /UF (record.json) /EF << /F 6 0 R >> >>';
    expect(refusal(pdfOf(replaced(certificateObjects(), 3, other)))).toBe('malformed');
    const key = '(r.json) 3 0 R (evidence.json) 4 0 R (checkpoint.tlog-proof) 5 0 R';
    expect(refusal(pdfOf(certificateObjects(key)))).toBe('malformed');
  });

  it('a file with two contents', () => {
    const two = '<< /F (record.json) /UF (record.json) /EF << /F 6 0 R /UF 7 0 R >> >>';
    expect(refusal(pdfOf(replaced(certificateObjects(), 3, two)))).toBe('malformed');
  });

  it('a dictionary that says one thing twice', () => {
    const twice = '<< /F (record.json) /F (record.json) /EF << /F 6 0 R >> >>';
    expect(refusal(pdfOf(replaced(certificateObjects(), 3, twice)))).toBe('malformed');
  });

  it('a file whose contents are missing', () => {
    for (const embedded of ['', '/EF << >>', '/EF << /F null >>', '/EF << /F 99 0 R >>', '/EF << /DOS 6 0 R >>']) {
      const none = `<< /F (record.json) /UF (record.json) ${embedded} >>`;
      expect(refusal(pdfOf(replaced(certificateObjects(), 3, none))), embedded).toBe('malformed');
    }
  });

  it('a stream with another filter, or outside the file', () => {
    const filters = [
      '/LZWDecode',
      '/ASCIIHexDecode',
      '[ /ASCII85Decode /FlateDecode ]',
      '[ /FlateDecode /FlateDecode /FlateDecode ]',
    ];
    for (const filter of filters)
      expect(
        refusal(pdfOf(replaced(certificateObjects(), 6, streamObject(FILES.record, `/Filter ${filter}`, false)))),
        filter,
      ).toBe('malformed');
    expect(refusal(pdfOf(replaced(certificateObjects(), 6, streamObject(FILES.record, '/F (elsewhere)'))))).toBe(
      'malformed',
    );
  });

  it('a table that does not lead where it says: nothing is repaired', () => {
    const pdf = pdfOf(certificateObjects());
    const start = startOf(pdf);
    const text = Buffer.from(pdf).toString('latin1');
    for (const [from, to] of [
      [`startxref\n${start}`, `startxref\n${start + 1}`],
      ['xref\n1 1', 'xref\n2 1'],
      ['1 0 obj', '9 0 obj'],
    ] as const) {
      expect(text).toContain(from);
      expect(refusal(Buffer.from(text.replace(from, to), 'latin1')), to).toMatch(/^(?:malformed|not-a-certificate)$/);
    }
  });

  it('a missing file', () => {
    expect(refusal(pdfOf(certificateObjects('(record.json) 3 0 R (evidence.json) 4 0 R')))).toBe('not-a-certificate');
  });
});

describe('hostile files end quickly and cleanly', () => {
  it('is no PDF, or an encrypted one', () => {
    expect(refusal(new Uint8Array(0))).toBe('not-a-certificate');
    expect(refusal(utf8('PK\u0003\u0004 a ZIP'))).toBe('not-a-certificate');
    const encrypted = pdfOf(certificateObjects(), '/Root 1 0 R /Size 100 /Encrypt << /V 5 >>');
    expect(() => readAttachments(encrypted)).toThrow(expect.objectContaining({ details: { reason: 'encrypted' } }));
  });

  it('is more than 32 MiB', () => {
    expect(refusal(concat(HEADER, new Uint8Array(PDF_LIMITS.file)))).toBe('too-large');
  });

  it('loops of revisions, references, name trees and lengths', () => {
    const base = pdfOf(certificateObjects());
    expect(refusal(pdfOf(certificateObjects(), `/Root 1 0 R /Prev ${startOf(base)}`))).toBe('malformed');
    expect(refusal(pdfOf(['1 0 R']))).toBe('malformed');
    expect(refusal(pdfOf(['2 0 R', '1 0 R']))).toBe('malformed');
    const tree = replaced(certificateObjects(), 2, '<< /EmbeddedFiles 9 0 R >>');
    expect(refusal(pdfOf([...tree, '<< /Kids [ 9 0 R ] >>']))).toBe('malformed');
    const length = utf8('<< /Length 6 0 R >>\nstream\nx\nendstream');
    expect(refusal(pdfOf(replaced(certificateObjects(), 6, length)))).toBe('malformed');
  });

  it('bombs: one that unpacks to gigabytes, and many small ones', () => {
    const zeros = new Uint8Array(64 * 1024 * 1024);
    expect(refusal(pdfOf(replaced(certificateObjects(), 6, streamObject(zeros))))).toBe('too-large');
    const twice = zlibSync(zlibSync(zeros));
    const nested = concat(
      utf8(`<< /Filter [ /FlateDecode /FlateDecode ] /Length ${twice.length} >>\nstream\n`),
      twice,
      utf8('\nendstream'),
    );
    expect(refusal(pdfOf(replaced(certificateObjects(), 6, nested)))).toBe('too-large');
  });

  it('bounds: an attachment of exactly a mebibyte is read, one more byte is not', () => {
    const ofLength = (length: number) =>
      pdfOf(replaced(certificateObjects(), 6, streamObject(new Uint8Array(length).fill(97))));
    expect(refusal(ofLength(PDF_LIMITS.attachment))).toBe('read');
    expect(refusal(ofLength(PDF_LIMITS.attachment + 1))).toBe('too-large');
  });

  it('depth, and files of one endless value', () => {
    const names = (text: string) => pdfOf(certificateObjects(text));
    expect(refusal(names('['.repeat(100_000)))).toBe('malformed');
    expect(refusal(names('<< /A '.repeat(100_000)))).toBe('malformed');
    expect(refusal(names('(x) << >> '.repeat(2_000_000)))).toBe('too-large');
    expect(refusal(names(`(${'x'.repeat(20_000_000)})`))).toBe('malformed');
    expect(refusal(names(' '.repeat(30_000_000)))).toBe('timed-out');
    expect(refusal(names('%'.repeat(30_000_000)))).toBe('timed-out');
  });

  it('tables that claim too much', () => {
    const table = (text: string) => concat(HEADER, utf8(`${text}\nstartxref\n${HEADER.length}\n%%EOF\n`));
    expect(refusal(table('xref\n0 9999999999\ntrailer << >>'))).toBe('malformed');
    expect(refusal(table(`xref\n${'0 0\n'.repeat(1_000_000)}trailer << >>`))).toBe('malformed');
    expect(refusal(table('1 0 obj << /Type /XRef /W [ 1 9 1 ] /Size 9 /Length 0 >> stream\n\nendstream'))).toBe(
      'malformed',
    );
    const stream = `1 0 obj << /Type /XRef /W [ 0 0 0 ] /Index [ 0 4000000000 ] /Root 1 0 R /Size 9 /Length 0 >> stream\n`;
    expect(refusal(table(`${stream}\nendstream`))).toBe('malformed');
  });
});

describe('fuzz', () => {
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await makeCertificate(sampleEvidence(), sampleFonts(), nobleCrypto);
  });
  const runs = process.env.NOTARY_LONG ? 20_000 : 500;

  it('truncated anywhere', () => {
    for (let length = 0; length < pdf.length; length += 997) expect(refusal(pdf.subarray(0, length))).not.toBe('read');
  });

  it('bytes changed anywhere: the same files, other files or a clean refusal', () => {
    const change = fc.record({ at: fc.nat(), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.boolean(), (changes, atEnd) => {
        const copy = pdf.slice();
        const from = atEnd ? pdf.length - 30_000 : 0;
        for (const { at, byte } of changes) copy[from + (at % (pdf.length - from))] = byte;
        refusal(copy);
      }),
      { numRuns: runs },
    );
  });

  it('random bytes behind a header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
        expect(refusal(concat(HEADER, bytes, utf8('\nstartxref\n9\n%%EOF\n')))).not.toBe('read');
      }),
      { numRuns: runs },
    );
  });

  it('random tokens as objects', () => {
    const token = fc.constantFrom(
      '<<',
      '>>',
      '[',
      ']',
      '/Names',
      '/Kids',
      '1 0 R',
      '2 0 R',
      '(a)',
      '<41>',
      '0',
      'null',
      'stream\n',
      'endstream',
      '/EF',
      '/F',
      '/EmbeddedFiles',
      '/Length',
      'R',
      'obj',
      '%',
    );
    fc.assert(
      fc.property(fc.array(fc.array(token, { maxLength: 20 }), { minLength: 1, maxLength: 6 }), (objects) => {
        expect(refusal(pdfOf(objects.map((tokens) => tokens.join(' '))))).not.toBe('read');
      }),
      { numRuns: runs },
    );
  });
});
