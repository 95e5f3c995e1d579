import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Canvas, PAGE } from '../../core/certificate/drawing/canvas.ts';
import type { Element, Mark } from '../../core/certificate/drawing/structure.ts';
import { goldenEvidence } from '../../core/certificate/golden.ts';
import { type CertificateFonts, comparePage, makeCertificate } from '../../core/certificate/index.ts';
import { readStatement } from '../../core/certificate/statement.ts';
import { GOLDEN_NAMES } from '../../core/certificate/template.ts';
import { template2 } from '../../core/certificate/template-2/index.ts';
import { CERTIFICATE_TEMPLATES } from '../../core/certificate/templates.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { NotaryError } from '../../core/errors.ts';
import { concat, toHex, utf8 } from '../../core/formats/bytes.ts';
import { ATTACHMENT_NAMES, type EvidenceSet, parseEvidenceSet } from '../../core/formats/evidence.ts';
import { TEMPLATE_1, TEMPLATES } from '../../core/formats/template.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { allFacts, FACT_NAMES } from '../../core/records/facts.ts';
import { type SampleOptions, sampleEvidence, sampleFonts } from './certificate-samples.ts';

const make = (set: EvidenceSet) => makeCertificate(set, sampleFonts(), nobleCrypto);
const sha256 = (bytes: Uint8Array) => toHex(nobleCrypto.sha256(bytes));

describe('the same evidence gives the same bytes', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each(GOLDEN_NAMES)('the golden certificate "%s" of every template', async (name) => {
    for (const { definition, goldens } of CERTIFICATE_TEMPLATES)
      expect(sha256(await make(goldenEvidence(name, definition, nobleCrypto)))).toBe(goldens[name]);
  });

  it('the time of a chain on template 1, as version 0.1.0 printed it', async () => {
    const times = [4, 1, 3, 2].map((minutes) => ({ seconds: 1_790_000_000 + 60 * minutes, nanos: 0 }));
    const page = await make(sampleEvidence({ template: TEMPLATE_1, chain: { id: 'notary-1', times } }));
    expect(sha256(page)).toBe('c56d3d034e96b11214836ff1dddddf46bf357599586cb0f206e54d5c16298a8a');
  });

  it('in every time zone', async () => {
    for (const { definition, goldens } of CERTIFICATE_TEMPLATES) {
      const set = goldenEvidence('plain', definition, nobleCrypto);
      for (const name of ['Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu']) {
        process.env.TZ = name;
        expect(sha256(await make(set))).toBe(goldens.plain);
      }
    }
  });

  it.each(['constructor', '__proto__', 'toString'])('for a kind that is called %s', async (kind) => {
    for (const template of TEMPLATES) {
      const pdf = await make(sampleEvidence({ template, facts: { kind } }));
      expect(pdf.length).toBeGreaterThan(1000);
    }
  });

  it('after other certificates, and with the other implementation of the primitives', async () => {
    const set = sampleEvidence();
    const first = await make(set);
    await make(sampleEvidence({ facts: { title: '另一份文件', holder: '𠮷' } }));
    expect(sha256(await make(set))).toBe(sha256(first));
    expect(sha256(await makeCertificate(set, sampleFonts(), nodeCrypto))).toBe(sha256(first));
  });

  it('and takes nothing from the platform that differs', () => {
    const folder = fileURLToPath(new URL('../../core/certificate/', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(25);
    for (const file of files) {
      const source = readFileSync(join(folder, file), 'utf8');
      expect(source).not.toMatch(
        /\bIntl\b|toLocale|Date\.now|new Date\(\)|Math\.random|node:|\.get(?:Hours|Date|Month|FullYear)\(/,
      );
    }
  });
});

describe('what makes no certificate', () => {
  const set = sampleEvidence();
  const parse = (files: Partial<EvidenceSet['files']>) => parseEvidenceSet({ ...set.files, ...files }, nobleCrypto);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const refuses = (other: EvidenceSet) =>
    expect(make(other)).rejects.toThrow(expect.objectContaining({ code: 'malformed' }));

  it('a fact that the leaf does not carry', () =>
    refuses(parse({ evidence: utf8(text(set.files.evidence).replace('1280000.00', '9280000.00')) })));

  it('a record that is not in the tree', () =>
    refuses(parse({ record: utf8(text(set.files.record).replace('"seq":17', '"seq":18')) })));

  it('a signature that does not verify', () => {
    const line = text(set.files.proof).trimEnd();
    const other = line.endsWith('AA==') ? 'BA==' : 'AA==';
    return refuses(parse({ proof: utf8(`${line.slice(0, -4)}${other}\n`) }));
  });

  it('an anchor with a vote that does not verify', () => {
    const anchored = sampleEvidence({ chain: { id: 'notary-1' } });
    const [, vote = ''] = /"votes":\[\[0,\d+,\d+,"([^"]+)"/.exec(text(anchored.files.evidence)) ?? [];
    const other = vote.startsWith('A') ? `B${vote.slice(1)}` : `A${vote.slice(1)}`;
    const evidence = utf8(text(anchored.files.evidence).replace(vote, other));
    return refuses(parseEvidenceSet({ ...anchored.files, evidence }, nobleCrypto));
  });

  it('a missing key', () => {
    const evidence = JSON.parse(text(set.files.evidence)) as { keys: string[] };
    return refuses(parse({ evidence: utf8(JSON.stringify({ ...evidence, keys: evidence.keys.slice(0, 1) })) }));
  });

  it('a pending statement about another checkpoint, or not signed by the log', () => {
    const pending = sampleEvidence({ pending: true });
    const swap = (from: string, to: string) =>
      refuses(
        parseEvidenceSet(
          { ...pending.files, evidence: utf8(text(pending.files.evidence).replace(from, to)) },
          nobleCrypto,
        ),
      );
    return Promise.all([swap('cometbft notary-1', 'cometbft notary-2'), swap('v1\\n2\\n', 'v1\\n3\\n')]);
  });
});

describe('comparing a page', () => {
  const set = sampleEvidence();
  const compare = (pdf: Uint8Array, fonts: CertificateFonts | null = sampleFonts(), other = set) =>
    comparePage(pdf, other, fonts, nobleCrypto);

  it('finds the issued bytes identical', async () => {
    expect(await compare(await make(set))).toEqual({ state: 'identical' });
    const rare = sampleEvidence({ facts: { holder: '𠮷' } });
    expect(await compare(await make(rare), sampleFonts(), rare)).toEqual({ state: 'identical' });
  });

  it('finds an amount that was painted over', async () => {
    const edited = await PDFDocument.load(await make(set), { updateMetadata: false });
    edited.getPage(0).drawRectangle({ x: 400, y: 600, width: 80, height: 12 });
    expect(await compare(await edited.save())).toEqual({ state: 'different' });
  });

  it('finds the page of other evidence, a bit, and a missing end', async () => {
    const pdf = await make(set);
    expect(await compare(await make(sampleEvidence({ facts: { number: 'CF-2026-0119' } })))).toEqual({
      state: 'different',
    });
    const flipped = pdf.slice();
    flipped[5000] = (flipped[5000] ?? 0) ^ 1;
    expect(await compare(flipped)).toEqual({ state: 'different' });
    expect(await compare(pdf.subarray(0, -1))).toEqual({ state: 'different' });
  });

  it('takes white space behind the certificate for what it is: nothing that a viewer shows', async () => {
    for (const added of ['\n', ' ', '\r\n\r\n'])
      expect(await compare(concat(await make(set), utf8(added)))).toEqual({
        state: 'appended',
        bytes: added.length,
        signatures: 0,
        visible: 0,
      });
  });

  it('takes bytes that are no signature for another page', async () => {
    for (const added of ['% a stamp\n', 'x', `${' '.repeat(256)}.`])
      expect(await compare(concat(await make(set), utf8(added)))).toEqual({
        state: 'different',
        update: expect.any(String),
      });
  });

  it('says why it was not run', async () => {
    const pdf = await make(set);
    expect(await compare(pdf, null)).toEqual({ state: 'not-run', reason: 'no-fonts' });
    const later = { ...set, evidence: { ...set.evidence, page: { template: 3, options: { pin: 'ab'.repeat(32) } } } };
    expect(await compare(pdf, sampleFonts(), later)).toEqual({ state: 'not-run', reason: 'unknown-template' });
    const wrong: CertificateFonts = { ...sampleFonts(), fixed: () => new Map() };
    expect(await compare(pdf, wrong)).toEqual({ state: 'not-run', reason: 'self-test-failed' });
  });

  it('says so when the face for rare characters is missing', async () => {
    const fonts = sampleFonts();
    const missing = () => {
      throw new NotaryError('file-missing', 'no such font');
    };
    const withoutRare: CertificateFonts = {
      ...fonts,
      face: (name) => (name === 'rare' ? missing() : fonts.face(name)),
    };
    const rare = sampleEvidence({ facts: { holder: '𠮷' } });
    expect(await compare(await make(rare), withoutRare, rare)).toEqual({ state: 'not-run', reason: 'no-fonts' });
  });

  it('takes evidence that does not hold for another page', async () => {
    const pdf = await make(set);
    const [first, ...others] = set.evidence.disclosures;
    const lie = { ...set, evidence: { ...set.evidence, disclosures: [[first?.[0], 'holder', '别人'], ...others] } };
    expect(await compare(pdf, sampleFonts(), lie as EvidenceSet)).toEqual({ state: 'different' });
  });
});

describe('the page', () => {
  const long = '中华人民共和国长江三角洲生态绿色一体化发展示范区'.repeat(9).slice(0, 200);
  const everything: SampleOptions = {
    pending: true,
    witnesses: ['a.example/w', `b.example/${'w'.repeat(240)}`],
    facts: {
      holder: long,
      operator: long,
      title: 'W'.repeat(200),
      fileName: '№'.repeat(200),
      kind: 'Ж'.repeat(200),
      number: '，'.repeat(200),
      parties: Array.from({ length: 20 }, (_, i) => `${i}${long.slice(0, 190)}`),
      obtained: '😀'.repeat(200),
      note: `${'a b '.repeat(49)}end`,
    },
  };
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ['usual', {}],
    ['everything at its longest', everything],
    ['nothing stated', { facts: allFacts({}), witnesses: [] }],
    ['all withheld', { withheld: FACT_NAMES }],
    ['recorded on a chain', { chain: { id: 'x'.repeat(50) } }],
  ] as const)('keeps every line inside its margins: %s', async (_, options) => {
    const line = vi.spyOn(Canvas.prototype, 'line');
    await make(sampleEvidence(options));
    expect(line).toHaveBeenCalled();
    for (const [{ width }, x, y] of line.mock.calls) {
      expect(x).toBeGreaterThanOrEqual(45.9);
      expect(x + width).toBeLessThanOrEqual(PAGE.width - 45.9);
      expect(y).toBeLessThanOrEqual(PAGE.height - 26);
    }
  });

  it('is two pages for usual facts, and more for very long ones', async () => {
    const pages = async (options: SampleOptions) =>
      (await PDFDocument.load(await make(sampleEvidence(options)))).getPageCount();
    expect(await pages({})).toBe(2);
    expect(await pages({ pending: true })).toBe(2);
    expect(await pages({ chain: { id: 'demo-notary-1' } })).toBe(2);
    expect(await pages(everything)).toBeGreaterThan(2);
  });

  it('has on its first page all that is for everybody', async () => {
    for (const options of [{}, { pending: true }, { chain: { id: 'notary-1' } }] as const) {
      const statement = readStatement(sampleEvidence(options), nobleCrypto);
      const { structure } = template2.draw(statement, [], sampleFonts());
      const pageOf = (kid: Element | Mark): number =>
        'page' in kid ? kid.page : pageOf(kid.kids[0] as Element | Mark);
      const headings = structure.filter(({ role }) => role === 'H2').map(pageOf);
      // file, statements, signers, times, how to check, what it proves | checkpoint, attached
      expect(headings).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
    }
  });

  it('stays well under 200 KB', async () => {
    expect((await make(sampleEvidence())).length).toBeLessThan(150_000);
  });

  it('carries the three files, and names that a program finds', async () => {
    const set = sampleEvidence();
    const doc = await PDFDocument.load(await make(set));
    const attached = new Map(doc.getAttachments().map(({ name, data }) => [name, sha256(data)]));
    expect([...attached]).toHaveLength(3);
    for (const kind of ['record', 'evidence', 'proof'] as const)
      expect(attached.get(ATTACHMENT_NAMES[kind])).toBe(sha256(set.files[kind]));
  });
});
