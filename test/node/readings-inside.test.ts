/** Invoices inside other files, at intake: what becomes a fact, what is told, and what adding a file again does. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import type { IntakeWish } from '../../core/node/desk/intakes.ts';
import { KINDS } from '../../core/node/desk/kinds.ts';
import { DOCUMENT } from '../../core/records/index.ts';
import { cii } from '../core/reading/support/cii.ts';
import { fattura } from '../core/reading/support/national.ts';
import { p7m } from '../core/reading/support/p7m-maker.ts';
import { pdfWith } from '../core/reading/support/pdf-maker.ts';
import { scratch } from './support/cli.ts';
import { EVERYTHING } from './support/query.ts';
import { ubl } from './support/ubl.ts';

const folder = scratch('readings-inside-');
const holder = { name: 'Somebody', creditCode: null, operator: null };
const optionsOf = (name: string) =>
  ({ home: join(folder, name), version: '0', oldRuntime: false, program: 'test' }) as const;
let desk: Desk;
let files = 0;

beforeAll(async () => {
  desk = (await Desk.init(optionsOf('home'), { language: 'en', holder })).desk;
});
afterAll(() => desk.close());

function saved(bytes: Uint8Array | string, name: string): string {
  const path = join(folder, `${++files}-${name}`);
  writeFileSync(path, bytes);
  return path;
}

/** Takes in a file; its record, and what was said of it. */
async function added(path: string, wish: Partial<IntakeWish> = {}, to = desk) {
  const [item] = await to.intake({ paths: [path], again: false, ...wish }).done;
  const warnings = item?.warnings.map(({ code, detail }) => [code, detail]);
  return { record: to.record(item?.recordId ?? ''), state: item?.state, warnings };
}

describe('an invoice inside another file', () => {
  it('in a PDF becomes the facts of its record, and verify reads it again', async () => {
    const { record, warnings } = await added(saved(pdfWith([{ name: 'factur-x.xml', contents: cii() }]), 'hybrid.pdf'));
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      kind: 'invoice',
      facts: { number: '471102', money: { amount: '529.87', currency: 'EUR' }, read: { reader: 'pdf.cii-d16b', v: 1 } },
    });
    await desk.seal();
    const { certificates } = await desk.certificates.certify([record.id], [], join(folder, 'certificates'));
    const [verified] = await desk.verification.verify([certificates[0]?.path ?? '', record.path ?? '']);
    expect(verified?.report?.checks.find(({ name }) => name === 'facts')?.state).toBe('passed');
  });

  it('in a signed message too; that nobody checked the signature is said, and no longer that nobody looked inside', async () => {
    const { record, warnings } = await added(saved(p7m(fattura()), 'fattura.xml.p7m'));
    expect(record).toMatchObject({ kind: 'invoice', facts: { number: '12/A', read: { reader: 'p7m.fatturapa-1.2' } } });
    expect(warnings).toEqual([['signature-not-checked', '']]);
    const contract = await added(saved(p7m('a contract'), 'contract.pdf.p7m'));
    expect(contract.warnings).toEqual([['not-opened', '']]);
  });

  it('that cannot be read there is said', async () => {
    const zugferd1 = [{ name: 'ZUGFeRD-invoice.xml', contents: '<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd"/>' }];
    const { record, warnings } = await added(saved(pdfWith(zugferd1), 'old.pdf'));
    expect([record.kind, warnings]).toEqual(['document', [['not-read', 'other-format']]]);
  });

  it('beside others is not picked', async () => {
    const two = [
      { name: 'factur-x.xml', contents: cii().replace('471102', 'two') },
      { name: 'ubl.xml', contents: ubl({ number: 'three' }) },
    ];
    const { record, warnings } = await added(saved(pdfWith(two), 'two.pdf'));
    expect([record.kind, warnings]).toEqual(['document', [['several-invoices', '2']]]);
  });

  it('in an archive is told with the files that say the same one', async () => {
    const xml = utf8(ubl({ number: 'Z-1' }));
    const inner = zipSync({ 'a.xml': xml });
    const pdf = pdfWith([{ name: 'ubl.xml', contents: xml }]);
    const { record, warnings } = await added(
      saved(zipSync({ 'a.pdf': pdf, 'a.zip': inner, 'a.txt': xml.slice(0, 9) }), 'all.zip'),
    );
    expect([record.kind, warnings]).toEqual(['document', [['invoices-inside', 'a.pdf = a.zip!/a.xml; +1']]]);
    // it stays with the record, and holds nothing back
    expect(desk.warnings()[record.id]?.map(({ code }) => code)).toEqual(['invoices-inside']);
    expect(desk.heldBack()).not.toContain(record.id);
  });
});

describe('a file that was recorded and not read, by a program that was killed in between', () => {
  const killed = async (name: string, path: string) => {
    const home = optionsOf(name);
    await (await Desk.init(home, { language: 'en', holder })).desk.close();
    // readers find nothing where there is no kind for it: as far as the record goes, nobody has read the file
    const before = await Desk.open({ ...home, kinds: { ...KINDS, records: [DOCUMENT] } });
    const { record } = await added(path, {}, before);
    expect(record.kind).toBe('document');
    await before.close();
    return { id: record.id, after: await Desk.open(home) };
  };

  it('is read into its record when it is added again', async () => {
    const path = saved(ubl({ number: 'late' }), 'late.xml');
    const { id, after } = await killed('killed', path);
    try {
      const { state, record } = await added(path, {}, after);
      expect([state, record.id, record.kind, record.facts.number]).toEqual(['existing', id, 'invoice', 'late']);
      expect(after.records(EVERYTHING).total).toBe(1);
      // once: it is an invoice now
      expect((await added(path, {}, after)).warnings).toEqual([['duplicate', '']]);
    } finally {
      await after.close();
    }
  });

  it('what was stated meanwhile stands, and the difference is said', async () => {
    const path = saved(ubl({ number: 'read' }), 'edited.xml');
    const { id, after } = await killed('edited', path);
    try {
      await after.edit({ ids: [id], facts: { number: 'typed' } });
      const { record, warnings } = await added(path, {}, after);
      expect([record.kind, record.facts.number, record.facts.date]).toEqual(['invoice', 'typed', '2026-03-14']);
      expect(warnings).toContainEqual(['stated-otherwise', 'number']);
    } finally {
      await after.close();
    }
  });

  it('is left as it is once it is sealed', async () => {
    const path = saved(ubl({ number: 'sealed' }), 'sealed.xml');
    const { id, after } = await killed('sealed', path);
    try {
      await after.seal();
      const { record, warnings } = await added(path, {}, after);
      expect([record.id, record.kind, warnings]).toEqual([id, 'document', [['duplicate', '']]]);
    } finally {
      await after.close();
    }
  });
});
