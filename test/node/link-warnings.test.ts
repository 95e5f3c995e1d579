/** A record that refers to one that waits for a decision is not sealed before, and says so and what to do. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import { wordsFor } from '../../core/words/words.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('link-warnings-');
let desk: Desk;

beforeAll(async () => {
  ({ desk } = await Desk.init(
    { home: join(dir, 'home'), version: '9.9.9', oldRuntime: false, program: 'test' },
    { language: 'en', holder: { name: 'Sample', creditCode: null, operator: null } },
  ));
});
afterAll(() => desk.close());

async function recorded(name: string): Promise<string> {
  writeFileSync(join(dir, name), name);
  const [item] = await desk.intake({ paths: [join(dir, name)], again: false }).done;
  return item?.recordId ?? '';
}
const said = (id: string) =>
  (desk.warnings()[id] ?? []).filter(({ code }) => code.startsWith('waits-')).map(({ code, detail }) => [code, detail]);
const stateOf = (id: string) => desk.record(id).state;

it('is told of the record that it waits for, also over others, until a person has decided', async () => {
  const held = await recorded('half.pdf.crdownload');
  const [invoice, payment, other] = [
    await recorded('invoice.txt'),
    await recorded('payment.txt'),
    await recorded('other.txt'),
  ];
  desk.links.link(invoice, { rel: 'order', to: { record: held } });
  desk.links.link(payment, { rel: 'invoice', to: { record: invoice } });
  const seq = String(desk.record(held).seq);
  expect([held, invoice, payment, other].map(said)).toEqual([
    [],
    [['waits-for-held', seq]],
    [['waits-for-held', seq]],
    [],
  ]);
  expect(desk.links.of(invoice).refersTo[0]?.own?.held).toBe(true);
  await desk.seal();
  expect([held, invoice, payment, other].map(stateOf)).toEqual(['recorded', 'recorded', 'recorded', 'anchored']);
  for (const language of ['en', 'zh'] as const)
    expect(wordsFor(language).warnings['waits-for-held'](seq).means).toContain(`#${seq}`);
  await desk.confirm([held], true);
  expect([invoice, payment].map(said)).toEqual([[], []]);
  await desk.seal();
  expect([held, invoice, payment].map(stateOf)).toEqual(['anchored', 'anchored', 'anchored']);
});

it('where all is confirmed first, only a confirmed record is told of one that is not', async () => {
  await desk.settings({ onlyConfirmed: true });
  const [order, invoice] = [await recorded('order-2.txt'), await recorded('invoice-2.txt')];
  desk.links.link(invoice, { rel: 'order', to: { record: order } });
  expect(said(invoice)).toEqual([]);
  await desk.confirm([invoice], true);
  expect(said(invoice)).toEqual([['waits-for-unconfirmed', String(desk.record(order).seq)]]);
  desk.links.unlink(invoice, 'order', { record: order });
  expect(said(invoice)).toEqual([]);
});
