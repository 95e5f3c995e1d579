/** A match of what hangs together by links: versions, records that nobody has shown, and records that are gone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import { EXACT } from '../../core/trace/match/match.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('match-links-');
const PARTIES = ['甲公司', '乙公司'];
const ELSEWHERE = { origin: `desk/${'cd'.repeat(32)}`, leaf: 'ef'.repeat(32) };
const ELSEWHERE_TOO = { origin: ELSEWHERE.origin, leaf: 'aa'.repeat(32) };
const INVOICE = {
  number: '26332000000000000001',
  scheme: 'cn-20',
  seller: '甲公司',
  buyer: '乙公司',
  date: '2026-11-12',
};
let desk: Desk;

beforeAll(async () => {
  ({ desk } = await Desk.init(
    { home: join(dir, 'home'), version: '9.9.9', oldRuntime: false, program: 'test' },
    { language: 'zh', holder: { name: '甲公司', creditCode: null, operator: null } },
  ));
});
afterAll(() => desk.close());

let made = 0;
async function recorded(facts: object, profile: string | null = null, supersedes?: string): Promise<string> {
  made += 1;
  const path = join(dir, `${made}.txt`);
  writeFileSync(path, `document ${made}`);
  const version = supersedes === undefined ? {} : { supersedes };
  const [item] = await desk.intake({ paths: [path], again: false, ...version }).done;
  const id = item?.recordId ?? '';
  await desk.edit({ ids: [id], facts, ...(profile === null ? {} : { profile }) });
  return id;
}
const contract = (amount: string, kind: string | null, supersedes?: string) =>
  recorded({ kind, parties: PARTIES, money: { amount, currency: 'CNY' }, date: '2026-11-01' }, null, supersedes);
const invoice = (amount: string) => recorded({ ...INVOICE, money: { amount, currency: 'CNY' } }, 'invoice');

function matched(id: string) {
  const { statement, names } = desk.match({ ids: [id], set: 'four-flow', allowance: EXACT, linked: true });
  const states = Object.fromEntries(
    statement.groups.flatMap(({ findings }) => findings.map(({ rule, state }) => [rule, state])),
  );
  const findings = statement.groups.flatMap((group) => group.findings);
  return { ...statement, findings, states, names };
}

describe('a match by links', () => {
  it('counts the newest version once, as what links call the one before it', async () => {
    const first = await contract('1000', null);
    await desk.seal();
    const bill = await invoice('1500');
    desk.links.link(bill, { rel: 'contract', to: { record: first } });
    await desk.seal();
    const second = await contract('1200', null, first);
    await desk.seal();
    for (const from of [bill, first, second]) {
      const { documents, states } = matched(from);
      expect(documents.map(({ id, role }) => [id, role]).toSorted()).toEqual(
        [
          [bill, 'invoice'],
          [second, 'contract'],
        ].toSorted(),
      );
      // 1,500 is more than 1,200, and less than both versions together
      expect(states['invoices-within-contract']).toBe('differs');
    }
  });

  it('says which record nobody has shown, and passes no rule that looks at its role', async () => {
    const own = await contract('5000', 'contract');
    const bill = await invoice('10');
    desk.links.link(bill, { rel: 'contract', to: { record: own } });
    desk.links.link(bill, { rel: 'payment', to: ELSEWHERE });
    desk.links.link(bill, { rel: 'contract', to: ELSEWHERE_TOO });
    await desk.seal();
    const { notShown, states, findings } = matched(bill);
    expect(notShown).toHaveLength(2);
    expect(notShown).toEqual(
      expect.arrayContaining([
        { role: 'payment', record: ELSEWHERE.leaf },
        { role: 'contract', record: ELSEWHERE_TOO.leaf },
      ]),
    );
    expect(states).toMatchObject({
      'contract-there': 'missing',
      'payment-there': 'missing',
      'invoices-within-contract': 'missing',
      'invoice-there': 'pass',
    });
    expect(findings.find(({ rule }) => rule === 'payment-there')?.lacks).toContainEqual({
      role: 'payment',
      record: ELSEWHERE.leaf,
      fact: null,
    });
  });

  it('takes what was erased for not shown, and facts by which invoices are told apart as they are', async () => {
    const gone = await contract('5000', null);
    const bill = await invoice('10');
    desk.links.link(bill, { rel: 'contract', to: { record: gone } });
    await desk.seal();
    await desk.erasing.erase([gone]);
    const { notShown, states } = matched(bill);
    expect(notShown).toMatchObject([{ role: 'contract' }]);
    expect(states).toMatchObject({ 'contract-there': 'missing', 'invoices-once': 'pass' });
  });

  it('compares nothing that was withdrawn, and refuses it where it is chosen', async () => {
    const back = await contract('5000', null);
    const bill = await invoice('10');
    desk.links.link(bill, { rel: 'contract', to: { record: back } });
    await desk.withdraw([back], 'a test');
    const { documents, notShown, states } = matched(bill);
    expect(documents.map(({ id }) => id)).toEqual([bill]);
    // who withdraws a record takes back the links to it
    expect(notShown).toEqual([]);
    expect(states['contract-there']).toBe('missing');
    for (const linked of [true, false])
      expect(() => desk.match({ ids: [back], set: 'four-flow', allowance: EXACT, linked })).toThrow(
        expect.objectContaining({ code: 'bad-input', details: expect.objectContaining({ reason: 'nothing-stated' }) }),
      );
  });
});

describe('a match of chosen records', () => {
  const order = (number: string, amount: string, supersedes?: string) =>
    recorded(
      { kind: '订单', number, parties: PARTIES, money: { amount, currency: 'CNY' }, date: '2026-11-01' },
      null,
      supersedes,
    );
  const chosen = (ids: readonly string[], more: Partial<Parameters<Desk['match']>[0]> = {}) =>
    desk.match({ ids, set: 'three-way', allowance: EXACT, ...more });

  it('tells trades apart by what links say of any version, and counts only the newest one', async () => {
    const [first, second] = [await order('PO-1', '100'), await order('PO-2', '200')];
    await desk.seal();
    const [one, two] = [await invoice('100'), await invoice('250')];
    desk.links.link(one, { rel: 'order', to: { record: first } });
    desk.links.link(two, { rel: 'order', to: { record: second } });
    await desk.seal();
    const newer = await order('PO-2a', '250', second);
    for (const isSealed of [false, true]) {
      if (isSealed) await desk.seal();
      const { statement, replaced, names } = chosen([first, second, newer, one, two]);
      expect(replaced).toEqual([{ id: second, by: newer }]);
      expect(names[second]).toBe('PO-2');
      expect(statement.groups.map(({ name, documents }) => [name, ...documents])).toEqual([
        [first, first, one],
        [newer, newer, two],
      ]);
      const amounts = statement.groups.map(({ findings }) =>
        findings.find(({ rule }) => rule === 'invoices-as-ordered'),
      );
      expect(amounts.map((found) => found?.state)).toEqual(['pass', 'pass']);
    }
    // the same from the orders alone, with what hangs together with them
    const { statement } = chosen([first, newer], { linked: true, grouping: 'order' });
    expect(statement.groups.map(({ name, documents }) => [name, documents.length])).toEqual([
      [first, 2],
      [newer, 2],
    ]);
    expect(chosen([first, second, one, two], { grouping: 'one' }).statement.groups).toHaveLength(1);
  });

  it('is one trade where nothing says that there are several', async () => {
    const ids = [await order('PO-8', '10'), await order('PO-9', '20'), await invoice('30')];
    const { statement } = chosen(ids);
    expect([statement.grouping, statement.groups.length]).toEqual(['one', 1]);
    expect(statement.groups[0]?.findings.find(({ rule }) => rule === 'invoices-as-ordered')?.state).toBe('pass');
  });
});
