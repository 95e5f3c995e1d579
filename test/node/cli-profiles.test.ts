/** Profiles and their facts on the command line and in tables: `add`, `edit`, a table of facts, and the list that is exported. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../core/node/cli/main.ts';
import { listTable } from '../../core/node/desk/handover/record-list.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { columnOf } from '../../core/node/table/heads.ts';
import { readTable } from '../../core/node/table/table.ts';
import { tableTemplate } from '../../core/node/table/template.ts';
import { writeTable } from '../../core/node/table/write.ts';
import { PROFILE_FORMS } from '../../core/records/profiles/facts.ts';
import { profileFactWords } from '../../core/records/profiles/words.ts';
import { SAMPLES, scratch } from './support/cli.ts';

const dir = scratch('cli-profiles-');
const home = join(dir, 'home');

async function cli<T>(...args: string[]): Promise<{ code: number; json: T }> {
  let out = '';
  const collect = (text: string) => {
    out += text;
  };
  const terminal = { out: collect, err: () => {}, showsProgress: false };
  const code = await main(['--home', home, '--json', ...args], terminal);
  return { code, json: JSON.parse(out) as T };
}
interface Answer {
  readonly records: readonly { readonly id: string; readonly kind: string; readonly facts: Record<string, unknown> }[];
  readonly errors: readonly { readonly details: Record<string, unknown> }[];
  readonly error: { readonly code: string; readonly details: Record<string, unknown> };
  readonly kind: string;
  readonly facts: Record<string, unknown>;
}
const run = (...args: string[]) => cli<Answer>(...args);
const file = (name: string, content: string) => {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
};

beforeAll(async () => {
  await run('init', '--holder', '甲公司', '--lang', 'en');
  copyFileSync(join(SAMPLES, 'contract.pdf'), join(dir, 'note.pdf'));
});

describe('profiles on the command line', () => {
  let id = '';

  it('add states what sort of document it is, and its facts', async () => {
    const facts = ['--sender', '甲公司', '--goods', '钢卷', '--quantity', '1,250', '--unit', '吨'];
    const { code, json } = await run('add', join(dir, 'note.pdf'), '--profile', 'Delivery note', ...facts);
    id = json.records[0]?.id ?? '';
    expect([code, json.records[0]?.kind]).toEqual([0, 'delivery']);
    expect((await run('show', id)).json.facts).toMatchObject({
      sender: '甲公司',
      goods: '钢卷',
      quantity: '1250',
      unit: '吨',
      receiver: null,
    });
  });

  it('finds it by them', async () => {
    expect((await run('list', '钢卷')).json.records.map((row) => row.id)).toEqual([id]);
  });

  it('edit changes them, and the profile only with a word about what goes', async () => {
    expect((await run('edit', id, '--receiver', '乙公司', '--unit', '')).json.records[0]?.facts).toMatchObject({
      receiver: '乙公司',
      unit: null,
    });
    const refused = await run('edit', id, '--profile', 'payment');
    expect([refused.code, refused.json.error.details]).toMatchObject([
      70,
      { reason: 'would-drop', names: 'sender, receiver, goods, quantity' },
    ]);
    const changed = await run('edit', id, '--profile', 'payment', '--payee', '乙公司', '--drop');
    expect(changed.json.records[0]).toMatchObject({ kind: 'payment', facts: { payee: '乙公司', payer: null } });
  });

  it.each([
    [['add', 'x', '--seller', 'A'], 'not-of-profile'],
    [['add', 'x', '--profile', 'invoice', '--net', '5'], 'no-currency'],
    [['add', 'x', '--profile', 'bill'], 'no-profile'],
    [['edit', 'x'], 'needs-facts'],
    [['edit', '--payee', 'A'], 'needs-ids'],
  ])('refuses %s: %s', async (args, reason) => {
    expect((await run(...args)).json.error.details.reason).toBe(reason);
  });

  it('add --facts takes profile and facts from the columns of a table, and says which cells have no place', async () => {
    const files = ['a.txt', 'b.txt', 'c.txt'].map((name) => file(name, name));
    const heads = '文件名,记录种类,付款方,销售方,不含税金额（元）,金额,币种,付款到期日';
    const rows = ['a.txt,发票,,甲公司,100.00,119,CNY,2026/12/1', 'b.txt,,丙公司,,,,,', 'c.txt,付款凭证,丙公司,,,,,'];
    const table = file('facts.csv', `${[heads, ...rows].join('\n')}\n`);
    const { code, json } = await run('add', ...files, '--facts', table);
    expect([code, json.records.map(({ kind }) => kind)]).toEqual([70, ['invoice', 'document', 'payment']]);
    expect(json.errors.map(({ details }) => details)).toEqual([{ reason: 'not-of-profile', fact: 'payer', row: 3 }]);
    expect((await run('show', json.records[0]?.id ?? '')).json.facts).toMatchObject({
      seller: '甲公司',
      net: '100.00',
      money: { amount: '119', currency: 'CNY' },
      due: '2026-12-01',
    });
  });

  it('gives back in an exported list, and in a table to fill in, what was stated', async () => {
    const view = DeskView.open({ home, version: '0', oldRuntime: false });
    const all = { search: '', states: [], kind: null, from: null, to: null, sort: 'seq', descending: false } as const;
    const list = listTable(view, all, ['profile', 'file'], 'en');
    expect(list.columns).toEqual(expect.arrayContaining(['Profile', 'Seller', 'Net amount', 'Due date', 'Payer']));
    expect(list.columns).not.toContain('Carrier');
    const seller = list.columns.indexOf('Seller');
    expect(list.rows.map((row) => [row[0], row[1], row[seller]])).toContainEqual(['Invoice', 'a.txt', '甲公司']);
    const rows = view.records({ ...all, offset: 0, limit: 50 }).rows;
    view.close();
    for (const language of ['zh', 'en'] as const) {
      const files = rows.map(({ kind, facts }) => ({ name: facts.fileName ?? '', kind, facts }));
      const path = join(dir, `template-${language}.xlsx`);
      await writeTable(path, 'xlsx', [tableTemplate(files, language)]);
      const read = readTable(path);
      expect([read.unused, read.errors]).toEqual([[], []]);
      const invoice = read.rows.find((row) => row.file === 'a.txt');
      expect(invoice).toMatchObject({ profile: 'invoice', facts: { seller: '甲公司', net: '100.00' } });
    }
  });
});

describe('heads of columns', () => {
  it('are the names of facts in both languages, each of one fact alone', () => {
    for (const name of Object.keys(PROFILE_FORMS) as (keyof typeof PROFILE_FORMS)[])
      for (const head of [name, profileFactWords('zh')[name], profileFactWords('en')[name].toUpperCase()])
        expect([head, columnOf(head)?.column]).toEqual([head, name]);
    expect(columnOf('税额（万元）')).toBeUndefined();
    expect(columnOf('税额（USD）')).toMatchObject({ column: 'tax', unit: 'usd' });
  });
});
