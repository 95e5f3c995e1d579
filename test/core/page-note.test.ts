/** What keeps a page from being compared cannot be brought in by whoever holds a certificate. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { comparePage } from '../../core/certificate/compare.ts';
import { renderCertificate } from '../../core/certificate/make.ts';
import { template2 } from '../../core/certificate/template-2/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { readAttachments } from '../../core/formats/attachments/index.ts';
import { fromUtf8 } from '../../core/formats/bytes.ts';
import { type Anchor, type EvidenceFiles, parseEvidenceSet } from '../../core/formats/evidence.ts';
import { parsePageNote } from '../../core/formats/page-note.ts';
import { isForeignAnchor } from '../../core/formats/template.ts';
import type { PageComparison } from '../../core/verification/page.ts';
import type { CheckName } from '../../core/verification/report.ts';
import { verify } from '../../core/verification/verify.ts';
import { sampleFonts } from './certificate-samples.ts';
import { desk, sampleBundle } from './support/evidence.ts';
import { outcome } from './support/outcome.ts';
import { files, NOT_ISSUED, OF_3, ofTemplate3, PIN, pageNote, withMembers } from './support/page-notes.ts';

const NO_PAGE: PageComparison = { state: 'not-run', reason: 'no-page' };

function answer(changed: EvidenceFiles, about: CheckName, page = NO_PAGE) {
  const trust = [{ bundle: sampleBundle(), fingerprint: '0'.repeat(64), compared: true }];
  const { verdict, checks } = verify(changed, { document: null, trust, page });
  const check = checks.find(({ name }) => name === about);
  return [verdict, check?.state, check?.reason];
}

describe('a template that nobody knows', () => {
  it('is not altered when the issuer has signed for it', () => {
    expect(parsePageNote(pageNote())).toMatchObject({ origin: desk.key.name, template: '3', pin: PIN });
    expect(answer(ofTemplate3(pageNote()), 'page')).toEqual(['proven', 'not-run', 'page-no-page']);
    const unknown = { state: 'not-run', reason: 'unknown-template' } as const;
    expect(answer(ofTemplate3(pageNote()), 'page', unknown)).toEqual(['proven', 'not-run', 'page-unknown-template']);
  });

  it.each(NOT_ISSUED)('is altered: %s', (_, changed) => {
    expect(answer(changed, 'page')).toEqual(['tampered', 'failed', 'page-not-issued']);
  });

  it.each([1, 2])('needs no note for a program without template %i, which has none', (template) => {
    const { page } = JSON.parse(fromUtf8(files.evidence));
    const changed = template === page.template ? files : withMembers({ page: { template, options: { pin: PIN } } });
    const report = verify(changed, { document: null, trust: [], page: NO_PAGE, templates: [] });
    expect(report.checks.find(({ name }) => name === 'page')).toMatchObject({ state: 'not-run' });
  });

  it('is the only one that may carry a note', () => {
    const { page } = JSON.parse(fromUtf8(files.evidence));
    const changed = withMembers({ page: { ...page, options: { ...page.options, issued: pageNote() } } });
    expect(outcome(() => parseEvidenceSet(changed, nobleCrypto))).toBe('malformed');
  });
});

describe('an anchor of an invented kind', () => {
  const invented: Anchor = { kind: 'zz', zz: {} };

  it('was added, for a template that is known', async () => {
    const changed = withMembers({ anchors: [invented] });
    expect(answer(changed, 'anchors')).toEqual(['tampered', 'failed', 'foreign-kind']);
    const set = parseEvidenceSet(changed, nobleCrypto);
    const { pdf } = await renderCertificate(
      parseEvidenceSet(files, nobleCrypto),
      template2,
      sampleFonts(),
      nobleCrypto,
    );
    expect(await comparePage(pdf, set, sampleFonts(), nobleCrypto)).toEqual({ state: 'different' });
  });

  it.each([
    [1, 'cometbft-2', true, true],
    [1, 'cometbft', true, false],
    [2, 'cometbft-2', false, false],
    [2, 'stamp', true, false],
    [2, 'stamp', false, true],
    [3, 'stamp', false, false],
  ])('for template %i: kind %s, which the program knows: %s', (template, kind, isKnown, isForeign) => {
    expect(isForeignAnchor(template, kind, isKnown)).toBe(isForeign);
  });

  it('may belong to a later template that the issuer has signed for', () => {
    const signed = pageNote({ evidence: withMembers({ anchors: [invented], page: OF_3 }).evidence });
    const page = { template: 3, options: { pin: PIN, issued: signed } };
    expect(answer(withMembers({ anchors: [invented], page }), 'anchors')).toEqual([
      'proven',
      'not-run',
      'unknown-kind',
    ]);
  });
});

describe('a bit inside the compressed evidence', () => {
  const certificate = join(import.meta.dirname, '../vectors/0.1.0/certificates/chain-four-votes.pdf');

  it('that renames a kind twice is seen', () => {
    const pdf = new Uint8Array(readFileSync(certificate));
    const issued = readAttachments(pdf).files;
    const found = streams(pdf).flatMap(([from, to]) => renamings(pdf, from, to, fromUtf8(issued.evidence)));
    expect(found.length).toBeGreaterThan(0);
    for (const changed of found) expect(answer(changed, 'anchors').slice(0, 2)).toEqual(['tampered', 'failed']);
  });
});

/** Where the streams of a PDF begin and end. */
function streams(pdf: Uint8Array): readonly (readonly [number, number])[] {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(({ 0: all, 1: body = '', index }) => {
    const from = index + all.indexOf(body);
    return body.length > 1500 && body.length < 9000 ? [[from, from + body.length] as const] : [];
  });
}

/** Evidence with another kind of anchor that one changed bit gives. */
function renamings(pdf: Uint8Array, from: number, to: number, issued: string): readonly EvidenceFiles[] {
  const found: EvidenceFiles[] = [];
  // the names of the members come early in the file
  for (let at = from; at < Math.min(to, from + 350); at++)
    for (let bit = 0; bit < 8; bit++) {
      const changed = pdf.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      const read = evidenceIn(changed);
      if (read && fromUtf8(read.evidence) !== issued) found.push(read);
    }
  return found;
}

/** The evidence in a PDF that is read and names an anchor of another kind; else null. */
function evidenceIn(pdf: Uint8Array): EvidenceFiles | null {
  try {
    const read = readAttachments(pdf).files;
    const { evidence } = parseEvidenceSet(read, nobleCrypto);
    return evidence.anchors.some(({ kind }) => kind !== 'cometbft') ? read : null;
  } catch {
    return null;
  }
}
