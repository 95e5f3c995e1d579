/** `notary match`: a trade on a desk, one difference found, the tables, and the statement as a record of its own. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../core/node/cli/main.ts';
import type { MatchResult } from '../../core/node/desk/match-types.ts';
import { notesOf, parseMatchStatement, repeatMatch } from '../../core/trace/match/statement.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('cli-match-');
const home = join(dir, 'home');

async function call(args: readonly string[]) {
  const said = { out: '', err: '' };
  const out = (text: string) => {
    said.out += text;
  };
  const err = (text: string) => {
    said.err += text;
  };
  const code = await main(['--home', home, ...args], { out, err, showsProgress: false });
  return { code, ...said };
}
async function json<T>(...args: string[]): Promise<{ code: number; json: T }> {
  const { code, out } = await call([...args, '--json']);
  return { code, json: JSON.parse(out) as T };
}

interface Added {
  readonly records: readonly { readonly id: string; readonly file: string }[];
}
type Answer = MatchResult & { readonly record: string | null };

const TABLE = `文件名,记录种类,类型,编号,当事方,日期,金额,币种,发票制式,销售方,购买方,发货方,收货方,货物,数量,计量单位,付款方,收款方
contract.txt,,合同,HT-1,甲公司；乙公司,2026-11-01,1000,CNY,,,,,,,,,,
delivery.txt,送货单,,,,2026-11-10,,,,,,甲公司,乙公司,钢卷,12.5,吨,,
invoice.txt,发票,,26332000000000000001,,2026-11-12,1005,CNY,cn-20,甲公司,乙公司,,,,,,,
payment.txt,付款凭证,,,,2026-11-20,1005,CNY,,,,,,,,,乙公司,丙公司
other.txt,,,,,,,,,,,,,,,,,
`;
const FILES = ['contract.txt', 'delivery.txt', 'invoice.txt', 'payment.txt', 'other.txt'] as const;
const ids = new Map<string, string>();
const idOf = (name: (typeof FILES)[number]) => ids.get(name) ?? '';

beforeAll(async () => {
  await json('init', '--holder', '甲公司', '--lang', 'en');
  for (const name of FILES) writeFileSync(join(dir, name), name);
  writeFileSync(join(dir, 'facts.csv'), TABLE);
  const files = FILES.map((name) => join(dir, name));
  const { records } = (await json<Added>('add', ...files, '--facts', join(dir, 'facts.csv'))).json;
  for (const { id, file } of records) ids.set(file, id);
});

const states = ({ statement }: MatchResult) =>
  Object.fromEntries(
    (statement.groups[0]?.findings ?? []).map(({ rule, state, by }) => [
      rule,
      by === null ? state : `${state} ${by.amount}`,
    ]),
  );

describe('notary match', () => {
  it('finds what differs and what is missing, and says which record says nothing of itself', async () => {
    const { code, json: found } = await json<Answer>('match', ...FILES.map(idOf));
    expect(code).toBe(27);
    expect(states(found)).toMatchObject({
      'contract-there': 'pass',
      'seller-in-contract': 'pass',
      'payee-is-seller': 'differs',
      'payer-is-buyer': 'pass',
      'invoices-within-contract': 'differs 5.00',
      'payments-within-invoices': 'pass',
      'quantity-received': 'missing',
      'delivered-by-invoice': 'pass',
    });
    expect(found.leftOut).toEqual([idOf('other.txt')]);
    expect(found.record).toBeNull();
  });

  it('allows a tolerance, by part or amount', async () => {
    const all = FILES.slice(0, 4).map(idOf);
    for (const tolerance of ['0.5%', '5.00'])
      expect(states((await json<Answer>('match', ...all, '--tolerance', tolerance)).json)).toMatchObject({
        'invoices-within-contract': 'pass',
      });
  });

  it('takes a role that a person says, for a three-way match', async () => {
    const given = ['--three-way', '--as', `order=${idOf('contract.txt')}`, '--as', `receipt=${idOf('other.txt')}`];
    const { json: found } = await json<Answer>('match', ...FILES.map(idOf), ...given);
    expect(found.statement.documents.map(({ role }) => role)).toEqual([
      'order',
      'delivery',
      'invoice',
      'payment',
      'receipt',
    ]);
    expect(states(found)).toMatchObject({ 'seller-in-order': 'pass', 'invoices-as-ordered': 'differs 5.00' });
  });

  it('of one record compares what hangs together with it, which is itself where nothing does', async () => {
    const { json: found } = await json<Answer>('match', idOf('invoice.txt'));
    expect(found.statement.documents.map(({ id }) => id)).toEqual([idOf('invoice.txt')]);
  });

  it('says it in words, in both languages, and that it is no proof', async () => {
    const { out, err } = await call(['match', ...FILES.map(idOf)]);
    expect(out).toContain(
      '[differs] The invoices, less credit notes, are not more than the contract: CNY 5.00 too much',
    );
    expect(out).toContain('    Payee: 丙公司 (Payment payment.txt)');
    expect(out).toContain('    no receipt of goods');
    expect(err).toContain('does not show that what they state is true');
    expect((await call(['match', ...FILES.map(idOf), '--lang', 'zh'])).out).toContain('[不符] 收款方就是销售方');
  });

  it('writes tables, and a statement that becomes a record of its own and can be repeated', async () => {
    const [table, statement] = [join(dir, 'match.csv'), join(dir, 'match.json')];
    const all = FILES.slice(0, 4).map(idOf);
    const { json: found } = await json<Answer>('match', ...all, '--out', table, '--out', statement, '--record');
    const csv = readFileSync(table, 'utf8');
    expect(csv).toContain('"The payee is the seller","differs"');
    expect(csv).toContain('HT-1');
    const bytes = readFileSync(statement);
    expect(parseMatchStatement(bytes)).toEqual(found.statement);
    expect(repeatMatch(parseMatchStatement(bytes))).toBe('same');
    const { json: record } = await json<{ facts: Record<string, unknown> }>('show', found.record ?? '');
    expect(record.facts).toMatchObject({ fileName: 'match.json', title: 'Four-flow match (4)', kind: 'report' });
  });

  it('notes on the trade and on a rule, in words, tables and statement, and takes them over', async () => {
    const contract = idOf('contract.txt');
    const all = FILES.slice(0, 4).map(idOf);
    const [table, statement] = [join(dir, 'noted.csv'), join(dir, 'noted.json')];
    const notes = ['--note', `${contract}=已电话核实`, '--note', `${contract}/payee-is-seller=paid to the factor`];
    const { out } = await call(['match', ...all, ...notes, '--out', table, '--out', statement]);
    expect(out).toContain('[differs] The payee is the seller');
    expect(out).toContain('    Note: paid to the factor');
    const csv = readFileSync(table, 'utf8');
    expect(csv).toContain('"Contract HT-1","The whole trade","differs","","","","已电话核实"');
    expect(csv).toMatch(/"Contract HT-1","The payee is the seller","differs",.*"paid to the factor"/);
    const again = ['--notes', statement, '--note', `${contract}=settled`];
    const { json: found } = await json<Answer>('match', ...all, ...again);
    expect(notesOf(found.statement)).toEqual([
      { group: contract, rule: null, text: 'settled' },
      { group: contract, rule: 'payee-is-seller', text: 'paid to the factor' },
    ]);
  });

  it.each([
    [['match', '1', '--by', 'seller'], 'one-of'],
    [['match', '1', '--note', '1'], 'form'],
    [['match', '1', '--note', '1/no-rule=x'], 'form'],
    [['match', '1', '--note', '2=x'], 'no-such-row'],
    [['match'], 'needs-ids'],
    [['match', '1', '--tolerance', 'much'], 'not-a-tolerance'],
    [['match', '1', '--days', 'x'], 'not-a-number'],
    [['match', '1', '--four-flow', '--three-way'], 'one-of'],
    [['match', '1', '--as', 'thing=1'], 'form'],
    [['match', '1', '--out', 'x.pdf'], 'one-of'],
    [['match', '1', '--record'], 'needs-option'],
  ])('refuses %s: %s', async (args, reason) => {
    const { json: answer } = await json<{ error: { details: { reason: string } } }>(...args);
    expect(answer.error.details.reason).toBe(reason);
  });
});
