/** qpdf, poppler and MuPDF read, draw and unpack our certificates. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Canvas } from '../../core/certificate/drawing/canvas.ts';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { ATTACHMENT_NAMES, type EvidenceSet } from '../../core/formats/evidence.ts';
import { type SampleOptions, sampleEvidence, sampleFonts } from '../core/certificate-samples.ts';
import { draw, inFolder, ink, needs, put, run } from './pdf-programs.ts';

const make = (set: EvidenceSet) => makeCertificate(set, sampleFonts(), nobleCrypto);

const SAMPLES: readonly (readonly [string, SampleOptions])[] = [
  ['usual', {}],
  ['provisional', { pending: true }],
  ['recorded on a chain', { chain: { id: 'demo-notary-1', voters: [0, 1, 3] } }],
  ['rare characters', { facts: { holder: '𠮷野龘株式会社', operator: 'Дмитрий Ёлкин', title: '한국 😀' } }],
];

afterEach(() => vi.restoreAllMocks());

describe('a certificate of a record on a chain', () => {
  it('says how many signed, when and where, and that it is a test network', async (context) => {
    needs(context, 'pdftotext');
    await inFolder(async (folder) => {
      const set = sampleEvidence({ chain: { id: 'demo-notary-1', voters: [0, 1, 3] } });
      const text = run('pdftotext', ['-layout', put(folder, 'certificate.pdf', await make(set)), '-'])
        .toString()
        .replace(/\s+/g, ' ');
      for (const words of [
        '3 of 4 members signed (at least 3 needed)',
        '; signatures of a test network prove nothing.',
        'cometbft demo-notary-1',
        '测试网络',
        '2026-09-21 14:13:28 (UTC)',
      ])
        expect(text).toContain(words);
      expect(text).not.toContain("issuer's own signatures alone");
    });
  });
});

describe.each(SAMPLES)('a certificate: %s', (_, options) => {
  const set = sampleEvidence(options);

  it('has no fault that qpdf finds', async (context) => {
    needs(context, 'qpdf');
    await inFolder(async (folder) => {
      const output = run('qpdf', ['--check', put(folder, 'certificate.pdf', await make(set))]).toString();
      expect(output).toContain('No syntax or stream encoding errors found');
    });
  });

  it('gives pdfdetach the attached files byte for byte', async (context) => {
    needs(context, 'pdfdetach');
    await inFolder(async (folder) => {
      const path = put(folder, 'certificate.pdf', await make(set));
      expect(run('pdfdetach', ['-list', path]).toString()).toMatch(/^3 embedded files/);
      run('pdfdetach', ['-saveall', '-o', folder, path]);
      for (const kind of ['record', 'evidence', 'proof'] as const)
        expect(readFileSync(join(folder, ATTACHMENT_NAMES[kind])).equals(set.files[kind])).toBe(true);
    });
  });

  it('has all fonts embedded, as subsets, with a way back to Unicode', async (context) => {
    needs(context, 'pdffonts');
    await inFolder(async (folder) => {
      const path = put(folder, 'certificate.pdf', await make(set));
      const fonts = run('pdffonts', [path]).toString().trim().split('\n').slice(2);
      expect(fonts.length).toBeGreaterThanOrEqual(5);
      for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+ .* yes yes yes /);
    });
  });

  it('shows the facts as text', async (context) => {
    needs(context, 'pdftotext');
    await inFolder(async (folder) => {
      const path = put(folder, 'certificate.pdf', await make(set));
      const text = run('pdftotext', ['-layout', path, '-']).toString();
      for (const fact of [
        '存证证书',
        '由存证主体陈述，未经核实',
        options.facts?.holder ?? '上海长风供应链管理有限公司',
        'CNY 1,280,000.00',
      ])
        expect(text).toContain(fact);
      const digest = set.record.digest?.sha256.match(/.{8}/g)?.join(' ') ?? '';
      expect(text).toContain(digest);
    });
  });

  it('puts ink where every character stands, in two renderers', async (context) => {
    needs(context, 'pdftoppm', 'mutool');
    const [line, next] = [vi.spyOn(Canvas.prototype, 'line'), vi.spyOn(Canvas.prototype, 'nextPage')];
    const pdf = await make(set);
    // those of the first page: it is the one that is drawn below
    const end = next.mock.invocationCallOrder[0] ?? Number.POSITIVE_INFINITY;
    const lines = line.mock.calls
      .filter((_call, i) => (line.mock.invocationCallOrder[i] ?? 0) < end)
      .map(([{ glyphs }, x, y]) => ({ glyphs, x, y }));
    await inFolder((folder) => {
      const path = put(folder, 'certificate.pdf', pdf);
      const resolution = 150;
      const picture = draw(path, resolution);
      let drawn = 0;
      for (const { glyphs, x, y } of lines) {
        let at = x;
        for (const glyph of glyphs) {
          const box = { x: at, y: y - glyph.size, width: glyph.width, height: glyph.size * 1.3 };
          at += glyph.width;
          if (glyph.codePoint < 0x4e00 || glyph.codePoint > 0x2ffff) continue;
          // a Chinese character fills far more of its box than an empty frame would leave white; a full-width comma does not
          const isMark = glyph.codePoint >= 0xff00 && glyph.codePoint <= 0xffef;
          const least = isMark ? 0 : 3;
          expect(ink(picture, resolution, box), `U+${glyph.codePoint.toString(16)}`).toBeGreaterThan(least);
          drawn++;
        }
      }
      expect(drawn).toBeGreaterThan(200);
      const text = run('mutool', ['draw', '-q', '-F', 'txt', path]).toString();
      expect(text).toContain('存证证书');
    });
  });
});
