/** Invoices read themselves at intake: what becomes of their facts, what is said, and what an edit, a crash and an erasure do. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warning } from '../../core/documents/warnings.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import type { IntakeWish } from '../../core/node/desk/intakes.ts';
import type { DeskEvent } from '../../core/node/desk/types.ts';
import { readFactIn } from '../../core/records/profiles/read.ts';
import { scratch } from './support/cli.ts';
import { EVERYTHING } from './support/query.ts';
import { type UblInvoice, ubl } from './support/ubl.ts';

const folder = scratch('readings-');
const holder = { name: 'Somebody', creditCode: null, operator: null };
const optionsOf = (name: string) =>
  ({ home: join(folder, name), version: '0', oldRuntime: false, program: 'test' }) as const;
let desk: Desk;
let files = 0;

beforeAll(async () => {
  desk = (await Desk.init(optionsOf('home'), { language: 'en', holder })).desk;
});
afterAll(() => desk.close());

function saved(text: string, name = `${++files}.xml`): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Takes in a file; its record, and what was said of it. */
async function added(text: string, wish: Partial<IntakeWish> = {}, to = desk) {
  const [item] = await to.intake({ paths: [saved(text)], again: false, ...wish }).done;
  return { id: item?.recordId ?? '', warnings: item?.warnings ?? [] };
}

/** Another number each time, so that no two are the same invoice by accident. */
const invoice = (change: UblInvoice = {}) => ubl({ number: `R${++files}`, ...change });
const codes = (warnings: readonly Warning[]) => warnings.map(({ code, detail }) => [code, detail]);
const factsOf = (id: string) => desk.record(id).facts;
const namesRead = (id: string) => readFactIn(factsOf(id))?.names;
const heldBack = () => desk.heldBack();

const ALL = [
  'buyer',
  'code',
  'date',
  'kind',
  'money',
  'net',
  'number',
  'parties',
  'scheme',
  'seller',
  'sellerId',
  'tax',
];

describe('an invoice', () => {
  it('becomes a record of its kind, with the facts that it states, read by a reader', async () => {
    const { id, warnings } = await added(ubl({ number: 'RE-2026-0042' }));
    expect(warnings).toEqual([]);
    expect(desk.record(id)).toMatchObject({
      kind: 'invoice',
      held: false,
      facts: {
        holder: 'Somebody',
        kind: 'invoice',
        number: 'RE-2026-0042',
        date: '2026-03-14',
        money: { amount: '119.00', currency: 'EUR' },
        net: '100.00',
        tax: '19.00',
        parties: ['Seller GmbH', 'Buyer SA'],
        seller: 'Seller GmbH',
        sellerId: 'DE123456789',
        scheme: 'en16931',
        due: null,
        read: { reader: 'ubl-2.1', v: 1, names: ALL },
      },
    });
  });

  it('is found by what it states, in search and in every order, though nobody typed it', async () => {
    const { id } = await added(
      invoice({ buyer: 'Quasar Handels AG', gross: '1190.00', net: '1000.00', tax: '190.00' }),
    );
    const found = (search: string) => desk.records({ ...EVERYTHING, search }).rows.map((row) => row.id);
    expect(found('quasar')).toEqual([id]);
    expect(found('1190.00')).toEqual([id]);
    const kinds = desk.records({ ...EVERYTHING, kind: 'invoice', sort: 'money', descending: true }).rows;
    expect(kinds[0]?.id).toBe(id);
  });

  it('that is none, and an archive that is none, stay documents', async () => {
    const { id, warnings } = await added('<note>to myself</note>');
    expect([desk.record(id).kind, factsOf(id).kind, warnings]).toEqual(['document', null, []]);
  });

  it('is read also where digests of parts are left out', async () => {
    const { id } = await added(invoice(), { fingerprints: false });
    expect(desk.record(id)).toMatchObject({ kind: 'invoice', facts: { fingerprints: null } });
  });
});

describe('what somebody stated', () => {
  it('stands, and the difference is said and has to be decided', async () => {
    const stated = { number: 'typed', money: { amount: '1.00', currency: 'EUR' } };
    const { id, warnings } = await added(invoice({ date: '2026-01-31' }), { factsFor: () => stated });
    expect(factsOf(id)).toMatchObject({ ...stated, date: '2026-01-31' });
    expect(codes(warnings)).toContainEqual(['stated-otherwise', 'number, money']);
    expect(namesRead(id)).toEqual(ALL.filter((name) => name !== 'number' && name !== 'money'));
    expect(heldBack()).toContain(id);
  });

  it('and is what the file says counts as read', async () => {
    const text = invoice({ number: 'same' });
    const { id, warnings } = await added(text, { factsFor: () => ({ number: 'same', title: 'Rent of March' }) });
    expect([namesRead(id), warnings, factsOf(id).title]).toEqual([ALL, [], 'Rent of March']);
  });

  it('later, by hand or by a table, is no longer read; put back, it is read again', async () => {
    const { id } = await added(invoice({ number: 'N-7' }));
    const before = new Map(desk.record(id).facts.read === null ? [] : [[id, factsOf(id)]]);
    await desk.edit({ ids: [id], facts: { number: 'other', note: 'checked' } });
    expect(namesRead(id)).toEqual(ALL.filter((name) => name !== 'number'));
    expect(codes(desk.warnings()[id] ?? [])).toEqual([['stated-otherwise', 'number']]);
    await desk.edit({ ids: [id], facts: { number: 'N-7', note: null } });
    expect([factsOf(id), desk.warnings()[id] ?? []]).toEqual([before.get(id), []]);
    expect(heldBack()).not.toContain(id);

    const table = join(folder, 'facts.csv');
    writeFileSync(table, `File name,Number\n${desk.record(id).facts.fileName},by table\n`);
    await desk.table(table);
    expect(factsOf(id).number).toBe('by table');
    expect(codes(desk.warnings()[id] ?? [])).toEqual([['stated-otherwise', 'number']]);
    expect(heldBack()).toContain(id);
    await desk.edit({ ids: [id], facts: { number: 'N-7' } });
    expect(heldBack()).not.toContain(id);
  });

  it('as an equal amount, with other zeros, contradicts nothing; what counts as read is its exact value', async () => {
    const money = { amount: '128000', currency: 'EUR' };
    const text = invoice({ net: '100000.00', tax: '28000.00', gross: '128000.00' });
    const { id, warnings } = await added(text, { factsFor: () => ({ money }) });
    expect([warnings, factsOf(id).money]).toEqual([[], money]);
    expect(namesRead(id)).toEqual(ALL.filter((name) => name !== 'money'));
    expect(heldBack()).not.toContain(id);
  });

  it('in another currency takes net and tax along: they were not read in that one', async () => {
    const { id } = await added(invoice());
    await desk.edit({ ids: [id], facts: { money: { amount: '119.00', currency: 'USD' } } });
    expect(factsOf(id)).toMatchObject({ net: null, tax: null });
    await desk.edit({ ids: [id], facts: { money: null } });
    expect(factsOf(id)).toMatchObject({ net: null, tax: null });
    await desk.edit({ ids: [id], facts: { money: { amount: '119.00', currency: 'EUR' } } });
    expect(factsOf(id)).toMatchObject({ net: '100.00', tax: '19.00' });
    expect(namesRead(id)).toEqual(ALL);
  });
});

describe('what is said', () => {
  it('of the same invoice in another file: where it is, and whether it says the same', async () => {
    const number = `twice ${++files}`;
    const first = await added(ubl({ number }));
    const { seq } = desk.record(first.id);
    const again = await added(ubl({ number, more: '<!-- saved again -->' }));
    expect(codes(again.warnings)).toEqual([['same-invoice', String(seq)]]);
    expect(heldBack()).not.toContain(again.id);
    const other = await added(ubl({ number, date: '2026-03-15', gross: '120.00', net: '101.00' }));
    expect(codes(other.warnings)).toContainEqual(['same-invoice-otherwise', `${seq}: date, money, net`]);
    expect(heldBack()).toContain(other.id);
    expect(desk.record(first.id).invoice?.same.map(({ id }) => id)).toEqual([again.id, other.id]);
    await desk.withdraw([again.id, other.id], 'twice');
    expect(desk.record(first.id).invoice?.same).toEqual([]);
  });

  it('of the same invoice in another form: amounts with other zeros are the same', async () => {
    const number = `zeros ${++files}`;
    const first = await added(ubl({ number }));
    const again = await added(ubl({ number, net: '100', tax: '19.0', gross: '119.000' }));
    expect(codes(again.warnings)).toEqual([['same-invoice', String(desk.record(first.id).seq)]]);
    expect(heldBack()).not.toContain(again.id);
  });

  it('of two files of one intake, once', async () => {
    const number = `together ${++files}`;
    const paths = [saved(ubl({ number })), saved(ubl({ number, more: ' ' }))];
    const items = await desk.intake({ paths, again: false }).done;
    expect(items.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([[], ['same-invoice']]);
  });

  it('of an invoice that is numbered almost alike', async () => {
    const { id } = await added(ubl({ number: 'AB-007/2026' }));
    const { warnings } = await added(ubl({ number: 'ab 7 2026' }));
    expect(codes(warnings)).toEqual([['perhaps-same-invoice', String(desk.record(id).seq)]]);
  });

  it('of a credit note: which invoice it takes back, if that is here, and of that invoice if it comes later', async () => {
    const number = `credited ${++files}`;
    const note = await added(invoice({ credits: number }));
    expect(codes(note.warnings)).toEqual([['takes-back-unknown', '']]);
    const taken = await added(ubl({ number }));
    expect(codes(taken.warnings)).toEqual([['taken-back', String(desk.record(note.id).seq)]]);
    const second = await added(invoice({ credits: number }));
    expect(codes(second.warnings)).toEqual([['takes-back', String(desk.record(taken.id).seq)]]);
    expect(heldBack()).not.toContain(second.id);
  });

  it('of amounts that do not add up', async () => {
    const { id, warnings } = await added(invoice({ gross: '119.01' }));
    expect(codes(warnings)).toEqual([['not-adding-up', '']]);
    expect(heldBack()).toContain(id);
  });

  it('of places that disagree: nothing is chosen', async () => {
    const { id, warnings } = await added(invoice({ more: '<cbc:IssueDate>2026-03-15</cbc:IssueDate>' }));
    expect(codes(warnings)).toEqual([['places-disagree', 'date']]);
    expect([factsOf(id).date, namesRead(id)?.includes('date')]).toEqual([null, false]);
    expect(heldBack()).toContain(id);
  });

  it('of an invoice that cannot be read: it has a record as a document', async () => {
    const { id, warnings } = await added(invoice().replace('</cbc:ID>', '</cbc:id>'));
    expect(codes(warnings)).toEqual([['not-read', 'malformed']]);
    expect([desk.record(id).kind, heldBack().includes(id)]).toEqual(['document', false]);
    expect(codes(desk.warnings()[id] ?? [])).toEqual([['not-read', 'malformed']]);
  });
});

it('a record is sealed as an invoice, and its reading is not kept any longer', async () => {
  const other = (await Desk.init(optionsOf('sealed'), { language: 'en', holder })).desk;
  const { id } = await added(invoice({ number: 'S-1' }), {}, other);
  expect(other.record(id).reading?.facts.number).toBe('S-1');
  expect((await other.seal()).sealed).toBe(1);
  expect(other.record(id)).toMatchObject({ kind: 'invoice', reading: null, facts: { number: 'S-1' } });
  const { certificates } = await other.certificates.certify([id], [], join(folder, 'certificates'));
  const verified = async (document: string) =>
    (await other.verification.verify([certificates[0]?.path ?? '', document]))[0]?.report;
  const same = await verified(other.record(id).path ?? '');
  expect(same?.checks.find(({ name }) => name === 'facts')?.state).toBe('passed');
  const altered = await verified(saved(invoice({ number: 'S-1', gross: '118.00' })));
  expect([altered?.verdict, altered?.checks.find(({ name }) => name === 'facts')?.state]).toEqual([
    'different-file',
    'not-run',
  ]);
  other.erasing.erase([id]);
  expect(other.records({ ...EVERYTHING, search: 'S-1' }).total).toBe(0);
  await other.close();
});

it('an intake that was cut off before its files were read reads them when it goes on', async () => {
  const home = optionsOf('cut-off');
  const { desk: first } = await Desk.init(home, { language: 'en', holder });
  const started = new Date().toISOString();
  // a document that was taken in by a program without readers, say
  const path = saved(invoice({ number: 'late' }));
  const kinds = { ...(await import('../../core/node/desk/kinds.ts')).KINDS };
  await first.close();
  const { DOCUMENT } = await import('../../core/records/index.ts');
  const before = await Desk.open({ ...home, kinds: { ...kinds, records: [DOCUMENT] } });
  const [item] = await before.intake({ paths: [path], again: false }).done;
  expect(before.record(item?.recordId ?? '').kind).toBe('document');
  await before.close();
  writeFileSync(join(home.home, 'intake.json'), JSON.stringify({ paths: [path], again: false, started }));
  let emit: (event: DeskEvent) => void = () => {};
  const ended = new Promise<void>((resolve) => {
    emit = (event) => {
      if (event.kind === 'intake' && !event.progress.running) resolve();
    };
  });
  const again = await Desk.open({ ...home, resident: true, emit });
  try {
    await ended;
    expect(again.records(EVERYTHING).rows).toMatchObject([{ kind: 'invoice', facts: { number: 'late' } }]);
  } finally {
    await again.close();
  }
});
