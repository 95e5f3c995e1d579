/** Proofs on paper, read from pictures of the printed page: what survives a scanner, a camera and an office. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { picturesIn } from '../../core/node/paper/pictures.ts';
import { type VerifiedPair, verifyFiles } from '../../core/node/verify/verify-files.ts';
import { joinFragments, type PaperFragment } from '../../core/paper/fragments.ts';
import { readPicture } from '../../core/paper/picture.ts';
import { sampleEvidence } from '../core/certificate-samples.ts';
import { needs } from '../foreign/pdf-programs.ts';
import { bytesOf, DAMAGES, MIDDLES, PROGRAMS, ring, scan } from './support/scans.ts';

const folder = mkdtempSync(join(tmpdir(), 'notary-paper-'));
const pdf = join(folder, 'certificate.pdf');
const set = sampleEvidence({ paper: true, chain: { id: 'notary-1' } });
/** The page with the codes, after the two of every certificate. */
const PAGE = 3;

beforeAll(async () => {
  writeFileSync(pdf, await makeCertificate(set, certificateFonts(), nobleCrypto));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function fragmentsIn(path: string): Promise<readonly PaperFragment[]> {
  const fragments: PaperFragment[] = [];
  const isWhole = (found: readonly PaperFragment[]) =>
    joinFragments(found, nobleCrypto).some(({ missing }) => missing.length === 0);
  for (const picture of picturesIn(bytesOf(path)))
    fragments.push(...(await readPicture(picture, nobleCrypto, isWhole)));
  return fragments;
}

const verdicts = (paths: readonly string[], digests: readonly string[] = []): Promise<readonly VerifiedPair[]> =>
  verifyFiles(paths, { trust: [], digests, firstIsCertificate: true });

describe.each([150, 200, 300])('a scan at %i dpi, JPEG of quality 60 in shades of grey', (dpi) => {
  it.each(Object.entries(DAMAGES))('%s: the proof is read whole', async (name, damage) => {
    const path = scan(pdf, PAGE, dpi, damage(dpi), `${dpi}-${Object.keys(DAMAGES).indexOf(name)}.jpg`);
    const [found] = joinFragments(await fragmentsIn(path), nobleCrypto);
    expect(found).toMatchObject({ missing: [], files: set.files });
  });
});

describe('what cannot be read', () => {
  it('two codes of a page under coffee-rings: they are named', async (context) => {
    needs(context, ...PROGRAMS);
    const covered = ring(200, MIDDLES[1] ?? [0, 0], MIDDLES[3] ?? [0, 0]);
    const [line, ...others] = await verdicts([scan(pdf, PAGE, 200, covered, 'two-rings.jpg')]);
    expect(others).toEqual([]);
    expect(line?.report?.verdict).toBe('unreadable');
    expect(line?.report?.checks[0]).toMatchObject({
      name: 'attachments',
      state: 'failed',
      reason: 'codes-missing',
      detail: 'codes 2, 4 of 5 are missing',
    });
  });

  it('a scan that is too coarse is a document without codes, and never half a proof', async (context) => {
    needs(context, ...PROGRAMS);
    const [line] = await verdicts([scan(pdf, PAGE, 50, [], 'coarse.jpg')]);
    expect(line?.report).toMatchObject({ verdict: 'unreadable', digest: null });
  });
});

describe('verifying pictures', () => {
  it('of single codes, in any order: the verdict is that of the PDF, but for the page', async (context) => {
    needs(context, ...PROGRAMS);
    const side = 240;
    const pictures = MIDDLES.slice(0, 4).map(([x, y], i) => {
      const [width, left, top] = [side, x - side / 2, y - side / 2].map((points) => Math.round((points * 200) / 72));
      return scan(pdf, PAGE, 200, ['-crop', `${width}x${width}+${left}+${top}`, '+repage'], `code-${i}.png`);
    });
    const [onPaper, ...others] = await verdicts([...pictures].reverse());
    expect(others).toEqual([]);
    const [original] = await verdicts([pdf]);
    expect(onPaper?.report?.checks.find(({ name }) => name === 'page')).toMatchObject({ state: 'not-run' });
    const withoutPage = (pair: VerifiedPair | undefined) => ({
      ...pair?.report,
      checks: pair?.report?.checks.filter(({ name }) => name !== 'page'),
    });
    expect(withoutPage(onPaper)).toEqual(withoutPage(original));
    expect(onPaper?.certificate?.split(' + ')).toHaveLength(4);
  });

  it('in a scanned PDF, with the digest typed', async (context) => {
    needs(context, ...PROGRAMS);
    const document = await PDFDocument.create();
    for (const page of [1, 2, PAGE]) {
      const image = await document.embedJpg(bytesOf(scan(pdf, page, 200, [], `page-${page}.jpg`)));
      document.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 });
    }
    const scanned = join(folder, 'scanned.pdf');
    writeFileSync(scanned, await document.save());
    const sha256 = set.record.digest?.sha256 ?? '';
    const [same] = await verdicts([scanned], [sha256]);
    expect(same?.report).toMatchObject({ verdict: 'untrusted', fileChecked: true, fileDigest: sha256 });
    const [other] = await verdicts([scanned], ['0'.repeat(64)]);
    expect(other?.report?.verdict).toBe('different-file');
  });

  it('a picture that is itself the sealed document stays a document', async (context) => {
    needs(context, ...PROGRAMS);
    const picture = join(folder, 'photo.png');
    writeFileSync(picture, bytesOf(new URL('../../docs/pictures/verify-en.png', import.meta.url).pathname));
    const [line, ...others] = await verdicts([pdf, picture]);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ certificate: pdf, document: picture });
  });
});
