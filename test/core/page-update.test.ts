/** What may be appended to a certificate: signatures that leave the page as it was, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { comparePage } from '../../core/certificate/index.ts';
import type { Rendering } from '../../core/certificate/make.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { concat, utf8 } from '../../core/formats/bytes.ts';
import { examineUpdate, UPDATE_LIMITS } from '../../core/verification/page-update/index.ts';
import { exitCode, type Report } from '../../core/verification/report.ts';
import { verify } from '../../core/verification/verify.ts';
import { revision } from './attachments-pdf.ts';
import { sampleEvidence, sampleFonts, sampleRendering } from './certificate-samples.ts';
import { attacks } from './support/attacks/content.ts';
import { catalogAttacks, pageAttacks } from './support/attacks/entries.ts';
import { fieldAttacks } from './support/attacks/field.ts';
import { structureAttacks } from './support/attacks/structure.ts';
import { entriesOf, numbersOf, showAt, signed, signedTwice, trailerOf } from './support/updates.ts';

const set = sampleEvidence();
let made: Rendering;
let issued: Uint8Array;
const examine = (pdf: Uint8Array) => examineUpdate(pdf, issued.length, made.pages);

beforeAll(async () => {
  made = await sampleRendering(set);
  issued = made.pdf;
});

const FREE = '[46 60 246 110]';

const accepts = (pdf: Uint8Array, signatures = 1, visible = 0) =>
  expect(examine(pdf)).toEqual({ kind: 'harmless', signatures, visible });

describe('leaves the page as it was', () => {
  it('a signature that cannot be seen', () => accepts(signed(issued)));
  it('two, one after the other', () => accepts(signedTwice(issued), 2));
  it('a visible one where nothing is printed', () => accepts(signed(issued, showAt(FREE)), 1, 1));
  it('one that is hidden, wherever it lies', () =>
    accepts(
      signed(issued, (parts, numbers) => {
        showAt('[46 600 500 700]')(parts, numbers);
        parts.field = parts.field.replace('/F 132', '/F 2');
      }),
    ));
  it('one that is neither on the screen nor in print', () =>
    accepts(
      signed(issued, (parts, numbers) => {
        showAt('[46 600 500 700]')(parts, numbers);
        parts.field = parts.field.replace('/F 132', '/F 32');
      }),
    ));
  it('annotations in an array of their own, the page tree written once more, a new date', () =>
    accepts(
      signed(issued, (parts, { field, free, information }) => {
        parts.page = parts.page.replace(`[${field} 0 R]`, `${free} 0 R`);
        parts.objects.set(free, `[${field} 0 R]`).set(1, `<<${entriesOf(issued, 1)}>>`);
        const now = entriesOf(issued, information).replace(/\/ModDate \(.*\)/, '/ModDate (D:20270101000000Z)');
        parts.objects.set(information, `<<${now}>>`);
      }),
    ));
  it('validation data, an extension and a certification', () =>
    accepts(
      signed(issued, (parts, { signature, free }) => {
        parts.catalog += ` /DSS ${free} 0 R /Perms <</DocMDP ${signature} 0 R>>`;
        parts.catalog += ' /Extensions <</ESIC <</BaseVersion /1.7 /ExtensionLevel 1>>>>';
        parts.objects.set(free, `<</Certs [${free + 1} 0 R] /VRI <</00 <</Cert [${free + 1} 0 R]>>>>>>`);
        parts.objects.set(free + 1, '<</Length 4>>\nstream\n0123\nendstream');
      }),
    ));
  it('a document time stamp with the tooltip that programs give it', () =>
    accepts(
      signed(issued, (parts) => {
        parts.signature = parts.signature.replace('/Type /Sig', '/Type /DocTimeStamp');
        parts.field += ' /TU (Timestamp)';
      }),
    ));
  it('as many updates as are allowed, and not one more', () => {
    let pdf = signed(issued);
    const { information } = numbersOf(issued);
    const again = (base: Uint8Array) => {
      const objects = new Map([[information, `<<${entriesOf(issued, information)}>>`]]);
      return revision(base, objects, trailerOf(base, numbersOf(base).form));
    };
    for (let i = 1; i < UPDATE_LIMITS.revisions; i++) pdf = again(pdf);
    accepts(pdf);
    refuses(again(pdf), /^too many updates$/);
  });
});

/** Refused, and for its own reason: the same file without the change is accepted. */
const refuses = (pdf: Uint8Array, why: RegExp) =>
  expect(examine(pdf)).toEqual({ kind: 'refused', why: expect.stringMatching(why) });

describe.each([
  ['what the pages show', attacks],
  ['entries of the page', pageAttacks],
  ['entries of the catalog', catalogAttacks],
  ['the field and its appearance', fieldAttacks],
  ['trailer, table and bytes', structureAttacks],
])('is another page: %s', (_, list) => {
  it.each(list)('$name', ({ make, why }) => refuses(make(issued), why));
});

describe('in a verdict', () => {
  const reportOf = async (pdf: Uint8Array) =>
    verify(set.files, { document: null, trust: [], page: await comparePage(pdf, set, sampleFonts(), nobleCrypto) });
  const pageOf = ({ checks }: Report) => checks.find(({ name }) => name === 'page');

  it('white space behind the certificate changes nothing, and more than that is no white space', async () => {
    const report = await reportOf(concat(issued, utf8(' \r\n')));
    expect(report).toMatchObject({ verdict: 'untrusted', pageAdditions: { signatures: 0, visible: 0 } });
    expect(pageOf(report)).toMatchObject({ state: 'passed', reason: 'page-appended' });
    expect((await reportOf(concat(issued, utf8(' '.repeat(257))))).verdict).toBe('tampered');
    expect((await reportOf(concat(issued, utf8('\n.')))).verdict).toBe('tampered');
  });

  it('signatures are counted', async () => {
    const pdf = signed(issued, showAt(FREE));
    const report = await reportOf(pdf);
    expect(report).toMatchObject({ verdict: 'untrusted', pageAdditions: { signatures: 1, visible: 1 } });
    const detail = `the issued bytes, followed by ${pdf.length - issued.length} bytes with 1 signatures or time stamps, 1 of them visible`;
    expect(pageOf(report)).toEqual({ name: 'page', state: 'passed', reason: 'page-appended', detail });
  });

  it('another page is tampering, with a reason of its own', async () => {
    const report = await reportOf(
      signed(issued, (parts) => {
        parts.page += ' /Rotate 180';
      }),
    );
    expect(report).toMatchObject({ verdict: 'tampered', pageAdditions: null });
    expect(exitCode(report)).toBe(21);
    const detail = 'the issued bytes, followed by an update: a page has an entry /Rotate';
    expect(pageOf(report)).toEqual({ name: 'page', state: 'failed', reason: 'page-updated', detail });
  });
});

describe('whatever else was done to it', () => {
  it('an attack in the first update that the second one takes back', () => {
    const { page, information } = numbersOf(issued);
    const turned = signed(issued, (parts) => {
      parts.page += ' /Rotate 180';
    });
    const back = revision(
      turned,
      new Map([
        [page, `<<${entriesOf(turned, page).replace('/Rotate 180', '')}>>`],
        [information, `<<${entriesOf(issued, information)}>>`],
      ]),
      trailerOf(turned, numbersOf(turned).form),
    );
    refuses(back, /^a page has an entry \/Rotate$/);
  });

  it('an attack in a second update behind a signature', () => {
    const once = signed(issued);
    const { page } = numbersOf(issued);
    const objects = new Map([[page, `<<${entriesOf(once, page)} /Rotate 180>>`]]);
    refuses(revision(once, objects, trailerOf(once, numbersOf(once).form)), /\/Rotate/);
  });

  it('a field that is never signed', () => {
    const empty = signed(issued, (parts, { signature }) => {
      parts.field = parts.field.replace(/\/V \d+ 0 R/, '');
      parts.objects.set(signature, 'null');
    });
    refuses(empty, /^an update without a signature$/);
  });

  it('cut off anywhere', () => {
    const whole = signed(issued, showAt(FREE));
    for (let end = issued.length + 1; end < whole.length - 1; end += 37)
      expect(examine(whole.subarray(0, end)).kind).toBe('refused');
    // the last line end is no part of what the update says
    expect(examine(concat(whole.subarray(0, -1), utf8('\r\n'))).kind).toBe('harmless');
  });

  it('more bytes, objects, values or depth than a signature needs', () => {
    const big = (body: string | Uint8Array) => signed(issued, (parts, { free }) => parts.objects.set(free, body));
    const stream = (length: number) =>
      concat(utf8(`<</Length ${length}>>\nstream\n`), new Uint8Array(length), utf8('\nendstream'));
    refuses(big(stream(UPDATE_LIMITS.bytes)), /^too many bytes/);
    refuses(big(`[${'1 '.repeat(UPDATE_LIMITS.values)}]`), /too many values/);
    // as many as are allowed are taken, one by one
    accepts(big(`[${'1 '.repeat(UPDATE_LIMITS.values - 2000)}]`));
    refuses(big(`${'['.repeat(100)}${']'.repeat(100)}`), /deep/);
    const many = signed(issued, (parts, { free }) => {
      for (let i = 0; i < UPDATE_LIMITS.objects; i++) parts.objects.set(free + i, 'null');
      parts.trailer = trailerOf(issued, free + UPDATE_LIMITS.objects);
    });
    refuses(many, /broken part of a table|too many objects/);
  });
});
