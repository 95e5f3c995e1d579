/** What a real desk suggests for files, and what a person makes of it, in the program and on the command line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crcOf } from '../../core/documents/reading/invoice-qr.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import type { RecordDetail } from '../../core/node/desk/types.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';
import { codePicture } from './support/code-picture.ts';

const folder = scratch('suggestions-');
const home = join(folder, 'home');
const holder = { name: 'Somebody', creditCode: null, operator: null };
const options = { home, version: '0', oldRuntime: false, program: 'test' } as const;
let desk: Desk;
beforeAll(async () => {
  desk = (await Desk.init(options, { language: 'en', holder })).desk;
});
afterAll(() => desk.close());

const codeOf = (number: string, amount = '4449.00') => {
  const covered = `01,32,,${number},${amount},20260304,,`;
  return covered + crcOf(covered);
};

/** Takes in a picture of a code under this name. */
async function added(name: string, text: string) {
  const path = join(folder, name);
  writeFileSync(path, codePicture(text));
  const [item] = await desk.intake({ paths: [path], again: false }).done;
  const id = item?.recordId ?? '';
  return { id, said: (item?.warnings ?? []).map(({ code, detail }) => [code, detail]) };
}

const shown = ({ suggestions }: Pick<RecordDetail, 'suggestions'>) =>
  suggestions.map(({ name, place, value }) => [name, place, value]);
const MONEY = { amount: '4449.00', currency: 'CNY' };

describe('a picture of an invoice', () => {
  it('is a document of which nothing is filled in; its code and its name suggest facts', async () => {
    const { id } = await added('示例发票_2026-03-05.png', codeOf('26112000000000000201'));
    const record = desk.record(id);
    expect([record.kind, record.facts.number, record.facts.money, record.reading]).toEqual([
      'document',
      null,
      null,
      null,
    ]);
    expect(shown(record)).toEqual([
      ['kind', 'qr', 'invoice'],
      ['scheme', 'qr', 'cn-20'],
      ['number', 'qr', '26112000000000000201'],
      ['date', 'qr', '2026-03-04'],
      ['money', 'qr', MONEY],
      ['title', 'file-name', '示例发票 2026-03-05'],
      ['kind', 'file-name', 'invoice'],
      ['date', 'file-name', '2026-03-05'],
    ]);
  });

  it('has what is taken as stated facts; what differs is left to a person, and sealing leaves nothing suggested', async () => {
    const { id } = await added('示例发票_2026-03-06.png', codeOf('26112000000000000202'));
    const [taken] = await desk.take([id]);
    expect(taken).toEqual({
      id,
      facts: { kind: 'invoice', number: '26112000000000000202', money: MONEY, title: '示例发票 2026-03-06' },
    });
    expect(desk.record(id).facts).toMatchObject({ number: '26112000000000000202', money: MONEY, date: null });
    expect(desk.record(id).facts.read).toBeUndefined();
    expect(await desk.take([id])).toEqual([]);
    expect(desk.record(id).timeline.map(({ kind }) => kind)).toEqual(['recorded', 'edited']);
    await desk.edit({ ids: [id], facts: { date: '2026-03-04' } });
    expect(shown(desk.record(id))).toEqual([['scheme', 'qr', 'cn-20']]);
    await desk.seal();
    expect(desk.record(id).suggestions).toEqual([]);
    await expect(desk.take([id])).resolves.toEqual([]);
  });

  it('may be another picture of one that has a record, also a sealed one', async () => {
    const first = await added('a.png', codeOf('26112000000000000203'));
    await desk.seal();
    const second = await added('b.png', codeOf('26112000000000000203', '4449.0'));
    expect([first.said, second.said]).toEqual([[], [['perhaps-same-invoice', String(desk.record(first.id).seq)]]]);
    expect(desk.heldBack()).not.toContain(second.id);
  });

  it('whose code was changed is told so, and nothing of it is taken with the rest', async () => {
    const { id, said } = await added('c.png', codeOf('26112000000000000204').replace('4449.00', '9449.00'));
    expect(said).toEqual([['code-altered', '']]);
    expect(await desk.take([id])).toEqual([]);
    expect(desk.record(id).suggestions.length).toBeGreaterThan(0);
  });

  it('with a code that says something else suggests nothing', async () => {
    const { id, said } = await added('IMG_1234.png', 'https://example.com/26112000000000000204');
    expect([shown(desk.record(id)), said]).toEqual([[], []]);
  });
});

describe('on the command line', () => {
  const of = (name: string) => ['--home', join(folder, name)];

  it('show says what is suggested, and edit takes it', async () => {
    await notary(['init', '--holder', 'Somebody', ...of('cli')]);
    const path = join(folder, 'scan1.png');
    writeFileSync(path, codePicture(codeOf('26112000000000000301')));
    const add = await notaryJson<{ records: { id: string }[] }>(['add', path, ...of('cli')]);
    expect(add.err).toContain('edit ID --take-suggestions');
    const id = add.json.records[0]?.id ?? '';
    const before = await notary(['show', id, ...of('cli')]);
    expect(before.out).toContain('Invoice number: Suggested by the QR code: 26112000000000000301');
    const edit = await notaryJson<{ taken: object[]; records: { facts: object }[] }>([
      'edit',
      id,
      '--take-suggestions',
      '--date',
      '2026-03-05',
      ...of('cli'),
    ]);
    expect(edit.json.taken).toEqual([{ id, facts: { kind: 'invoice', number: '26112000000000000301', money: MONEY } }]);
    expect(edit.json.records[0]?.facts).toMatchObject({ date: '2026-03-05', number: '26112000000000000301' });
    expect(edit.err).toContain(`show ${id}`);
    const after = await notary(['show', id, ...of('cli')]);
    expect(after.out).toContain('Suggested by the QR code: 2026-03-04');
    expect(after.out).not.toContain('Suggested by the QR code: 26112000000000000301');
  });

  it('edit says what it needs, and refuses what is sealed', async () => {
    expect((await notary(['edit', ...of('cli')])).code).toBe(64);
    expect((await notary(['edit', 'x', ...of('cli')])).code).toBe(64);
    expect((await notary(['edit', '0199aaaa-bbbb-7ccc-addd-eeeeeeeeeeee', '--title', 'x', ...of('cli')])).code).toBe(
      70,
    );
  });
});
