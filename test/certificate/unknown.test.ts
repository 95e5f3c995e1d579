/**
 * A program that knows less judges right: each entry is taken out of each table, one by one, and every golden certificate
 * is verified by what is left. None is ever called altered, and the check says which thing is not known.
 */
import { describe, expect, it } from 'vitest';
import type { AnchorKinds } from '../../core/anchors/kind.ts';
import { comparePage } from '../../core/certificate/compare.ts';
import { makeCertificate, renderCertificate } from '../../core/certificate/make.ts';
import { readStatement } from '../../core/certificate/statement.ts';
import type { CertificateTemplate } from '../../core/certificate/template.ts';
import { template1 } from '../../core/certificate/template-1/index.ts';
import { CERTIFICATE_TEMPLATES } from '../../core/certificate/templates.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { concat, fromUtf8, utf8 } from '../../core/formats/bytes.ts';
import { type EvidenceFiles, type EvidenceSet, parseEvidenceSet } from '../../core/formats/evidence.ts';
import { RECORD_KINDS } from '../../core/records/index.ts';
import type { Check, CheckName, Report } from '../../core/verification/report.ts';
import { verify } from '../../core/verification/verify.ts';
import { sampleFonts } from '../core/certificate-samples.ts';
import { outcome } from '../core/support/outcome.ts';
import { GOLDEN_KINDS, goldenSets } from './support/goldens.ts';

/** What a program knows. */
interface Known {
  readonly kinds: AnchorKinds;
  readonly templates: readonly CertificateTemplate[];
}

const ALL: Known = { kinds: GOLDEN_KINDS, templates: CERTIFICATE_TEMPLATES };
const without = (kind: string): AnchorKinds => ({
  of: (one) => (one === kind ? null : GOLDEN_KINDS.of(one)),
  ofForm: (one) => (one === kind ? null : GOLDEN_KINDS.ofForm(one)),
});

/** Verifies a certificate as a program that knows only that much: its page and its evidence. */
async function judged(pdf: Uint8Array, files: EvidenceFiles, known: Known): Promise<Report> {
  const templates = known.templates.map(({ definition }) => definition);
  const set = parseEvidenceSet(files, nobleCrypto, { templates });
  const page = await comparePage(pdf, set, sampleFonts(), nobleCrypto, known.kinds, known.templates);
  return verify(files, { document: null, trust: [], page, anchorKinds: known.kinds, templates });
}

const checkOf = (report: Report, name: CheckName) => report.checks.find((check) => check.name === name) as Check;

const golden = CERTIFICATE_TEMPLATES.flatMap((template) =>
  goldenSets(template).map(([name, set]) => ({
    name: `${name} of template ${template.definition.template}`,
    template,
    set,
  })),
);

describe.each(golden)('golden certificate $name', ({ template, set }) => {
  const made = renderCertificate(set, template, sampleFonts(), nobleCrypto, GOLDEN_KINDS);
  const kindsIn = [...new Set(set.evidence.anchors.map(({ kind }) => kind))];

  it('is what was issued, for a program that knows everything', async () => {
    const report = await judged((await made).pdf, set.files, ALL);
    expect(report.verdict).toBe('untrusted');
    expect(checkOf(report, 'page')).toMatchObject({ state: 'passed', reason: 'ok' });
  });

  it.each(['cometbft', 'cometbft-2'])('is not altered, for one without anchors of kind %s', async (kind) => {
    const report = await judged((await made).pdf, set.files, { ...ALL, kinds: without(kind) });
    expect(report.verdict).toBe('untrusted');
    const page = checkOf(report, 'page');
    if (!kindsIn.includes(kind)) expect(page).toMatchObject({ state: 'passed', reason: 'ok' });
    else {
      expect(page).toMatchObject({ state: 'not-run', reason: 'page-unknown-kind' });
      expect(page.detail).toContain(`anchors of kind ${kind} are not known`);
      expect(checkOf(report, 'anchors')).toMatchObject({ state: 'not-run', reason: 'unknown-kind' });
      expect(checkOf(report, 'anchors').detail).toContain(`${kind}: not known`);
    }
  });

  it('was added to where it has a kind that no template carries, for one without it', async () => {
    const report = await judged((await made).pdf, set.files, { ...ALL, kinds: without('stamp') });
    if (kindsIn.includes('stamp')) {
      expect(report.verdict).toBe('tampered');
      expect(checkOf(report, 'anchors')).toMatchObject({ state: 'failed', reason: 'foreign-kind' });
    } else expect(report.verdict).toBe('untrusted');
  });

  it('is of a newer version, for one without records of its kind', () => {
    const recordKinds = RECORD_KINDS.filter(({ key }) => key !== set.kind.key);
    const page = { state: 'not-run', reason: 'no-page' } as const;
    const report = verify(set.files, { document: null, trust: [], page, recordKinds });
    expect(report.verdict).toBe('unreadable');
    expect(checkOf(report, 'attachments')).toMatchObject({ state: 'failed', reason: 'newer-version' });
    expect(checkOf(report, 'attachments').detail).toContain(`records of type ${set.kind.type}`);
  });

  it.each(CERTIFICATE_TEMPLATES.map(({ definition }) => definition.template))(
    'is not altered, for one without template %i',
    async (number) => {
      const templates = CERTIFICATE_TEMPLATES.filter(({ definition }) => definition.template !== number);
      const report = await judged((await made).pdf, set.files, { ...ALL, templates });
      expect(report.verdict).toBe('untrusted');
      const page = checkOf(report, 'page');
      if (template.definition.template !== number) expect(page).toMatchObject({ state: 'passed', reason: 'ok' });
      else {
        expect(page).toMatchObject({ state: 'not-run', reason: 'page-unknown-template' });
        expect(page.detail).toContain(`page template ${number} is not known`);
      }
    },
  );
});

const [plain] = golden.map(({ set }) => set) as [EvidenceSet];
const stamped = golden.find(({ name }) => name.startsWith('stamped of')) as (typeof golden)[0];

/** The three files with something else in one of them. */
function rewritten(
  files: EvidenceFiles,
  part: 'record' | 'evidence' | 'proof',
  from: string,
  to: string,
): EvidenceFiles {
  const text = fromUtf8(files[part]);
  expect(text).toContain(from);
  return { ...files, [part]: utf8(text.replace(from, to)) };
}

describe('what a template was made before', () => {
  it('takes no time stamps into template 1: they came later', async () => {
    const set = { ...stamped.set, evidence: { ...stamped.set.evidence, page: plain.evidence.page } };
    expect(await comparePage(new Uint8Array(0), set, sampleFonts(), nobleCrypto, GOLDEN_KINDS)).toEqual({
      state: 'not-run',
      reason: 'unknown-kind',
      what: 'page template 1 has no rows for anchors of kind stamp',
    });
  });

  it.each(CERTIFICATE_TEMPLATES.map((template) => [template.definition.template, template] as const))(
    'takes no records of a later version into template %i',
    (number, template) => {
      const statement = readStatement(plain, nobleCrypto);
      const kind = { ...statement.kind, key: 'document-2' };
      const later = { ...statement, kind, record: { ...statement.record, v: 2 }, template: number };
      expect(outcome(() => template.draw(later, [], sampleFonts()))).toBe('newer-version');
    },
  );

  it('makes no certificate of what it cannot show', async () => {
    const unknown = { ...plain, evidence: { ...plain.evidence, anchors: [{ kind: 'later', later: 1 }] } };
    await expect(makeCertificate(unknown, sampleFonts(), nobleCrypto)).rejects.toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
  });

  it('still finds a page that was changed', async () => {
    const { pdf } = await renderCertificate(plain, template1, sampleFonts(), nobleCrypto);
    const changed = concat(pdf.subarray(0, 5000), Uint8Array.of(0), pdf.subarray(5001));
    expect((await judged(changed, plain.files, ALL)).verdict).toBe('tampered');
  });
});

describe('files of a later version', () => {
  const reading = (files: EvidenceFiles) => {
    const report = verify(files, { document: null, trust: [], page: { state: 'not-run', reason: 'no-page' } });
    return [report.verdict, checkOf(report, 'attachments').reason];
  };

  it.each([
    ['a record of a later version', 'record', '"v":1}', '"v":2}'],
    ['a record of a reserved type', 'record', '"type":"document"', '"type":"dossier"'],
    ['a proof of a later version', 'proof', 'tlog-proof@v1', 'tlog-proof@v2'],
    ['evidence of a later version', 'evidence', '"v":1}', '"v":2}'],
  ] as const)('are unreadable, not altered: %s', (_, part, from, to) => {
    expect(reading(rewritten(plain.files, part, from, to))).toEqual(['unreadable', 'newer-version']);
  });

  it('a template of a later version may have options of its own', () => {
    const { template, options } = plain.evidence.page;
    const page = (number: number, other: object) => `"page":{"options":${JSON.stringify(other)},"template":${number}}`;
    const now = page(template, options);
    const verdict = (number: number, other: object) =>
      reading(rewritten(plain.files, 'evidence', now, page(number, other)));
    const pin = 'ab'.repeat(32);
    // whether the issuer has signed for it is another check: test/core/page-note.test.ts
    expect(verdict(3, { cover: { v: 1 }, pin })).toEqual(['tampered', 'ok']);
    expect(verdict(template, { cover: { v: 1 }, ...options })).toEqual(['unreadable', 'damaged']);
    expect(verdict(3, { cover: 1 })).toEqual(['unreadable', 'damaged']);
  });

  it('a number and a pin of which only one is known contradict each other', () => {
    const { template, options } = plain.evidence.page;
    const swapped = (to: string) => {
      const from = `"page":{"options":{"pin":"${options.pin}"},"template":${template}}`;
      return reading(rewritten(plain.files, 'evidence', from, `"page":${to}`));
    };
    const other = (CERTIFICATE_TEMPLATES[1] as CertificateTemplate).definition;
    expect(swapped(`{"options":{"pin":"${options.pin}"},"template":3}`)).toEqual(['unreadable', 'damaged']);
    expect(swapped(`{"options":{"pin":"${options.pin}"},"template":${other.template}}`)).toEqual([
      'unreadable',
      'damaged',
    ]);
    expect(swapped(`{"options":{"pin":"${'ab'.repeat(32)}"},"template":${template}}`)).toEqual([
      'unreadable',
      'damaged',
    ]);
  });
});
