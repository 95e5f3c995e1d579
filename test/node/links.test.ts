/** Links on the command line: between records that wait and those that are sealed, from an invoice's own references, and to a partner's record. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KnownForeign, RecordLinks } from '../../core/node/desk/link-types.ts';
import { notary, notaryJson, SAMPLES, scratch } from './support/cli.ts';
import { ubl } from './support/ubl.ts';

const dir = scratch('links-');
const home = join(dir, 'home');
const partner = join(dir, 'partner');
const cli = (...args: string[]) => notary(['--home', home, ...args], { cwd: dir });
const json = <T>(...args: string[]) => notaryJson<T>(['--home', home, ...args], { cwd: dir });
type Answer = RecordLinks & {
  readonly id: string;
  readonly accepted?: number;
  readonly error?: { readonly code: string };
};

interface Partners {
  readonly partners: readonly KnownForeign[];
}

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

interface Added {
  readonly records: readonly { readonly id: string; readonly file: string }[];
}
const ids: Record<string, string> = {};

const reference = (name: string, id: string) => `<cac:${name}><cbc:ID>${id}</cbc:ID></cac:${name}>`;

beforeAll(async () => {
  for (const [folder, holder] of [
    [home, '江南样例贸易有限公司'],
    [partner, 'Seller GmbH'],
  ])
    await notary(['--home', folder as string, 'init', '--holder', holder as string]);
  mkdirSync(join(dir, 'docs'));
  const named = (file: string, text: string) => writeFileSync(join(dir, 'docs', file), text);
  named('order.txt', 'We order twelve pumps.');
  named('delivery.txt', 'Twelve pumps were handed over.');
  named(
    'invoice.xml',
    ubl({ more: '' }).replace(
      '<cac:AccountingSupplierParty>',
      `${reference('OrderReference', 'PO-0017')}${reference('DespatchDocumentReference', 'DN 88')}<cac:AccountingSupplierParty>`,
    ),
  );
  const add = async (file: string, ...facts: string[]) => {
    const { json: added } = await json<Added>('add', join('docs', file), ...facts);
    ids[file] = added.records[0]?.id ?? '';
  };
  await add('order.txt', '--number', 'PO-0017', '--title', 'Order of pumps', '--kind', 'order');
  await add('invoice.xml');
  await add('delivery.txt', '--number', 'dn88', '--kind', 'delivery');
  // a partner's own record and certificate
  copyFileSync(join(SAMPLES, 'contract.pdf'), join(dir, 'contract.pdf'));
  const theirs = (...args: string[]) => notary(['--home', partner, ...args], { cwd: dir });
  await theirs('add', 'contract.pdf', '--number', 'C-9', '--title', 'Frame contract');
  await theirs('seal');
  await theirs('certify', '--all', '--out', 'theirs');
}, 300_000);

const invoice = () => ids['invoice.xml'] ?? '';
const order = () => ids['order.txt'] ?? '';

describe('links on the command line', () => {
  it('suggests what the invoice itself names, strictly and loosely, and states nothing', async () => {
    const { code, json: found } = await json<Answer>('links', invoice());
    expect(code).toBe(0);
    expect(found.refersTo).toEqual([]);
    expect(found.suggestions).toMatchObject([
      { rel: 'order', basis: 'xml:BT-13', number: 'PO-0017', strict: true, own: { title: 'Order of pumps' } },
      { rel: 'despatch', basis: 'xml:BT-16', number: 'DN 88', strict: true, to: { record: ids['delivery.txt'] } },
    ]);
    const text = await cli('links', invoice(), '--lang', 'zh');
    expect(text.out).toContain('订单: #1  PO-0017  Order of pumps');
    expect(text.out).toContain('文件中载有编号：PO-0017（xml:BT-13）');
  });

  it('accepts one of them, and says it at both ends', async () => {
    const { json: accepted } = await json<Answer>('links', invoice(), '--accept', '1');
    expect(accepted).toMatchObject({ accepted: 1, refersTo: [{ rel: 'order', basis: 'xml:BT-13', leaf: null }] });
    expect(accepted.suggestions).toHaveLength(1);
    const { json: other } = await json<Answer>('links', order());
    expect(other.referredToBy).toMatchObject([{ rel: 'order', own: { id: invoice(), state: 'recorded' } }]);
    expect((await cli('links', order(), '--accept', '9')).code).toBe(64);
  });

  it('refuses a circle in plain words, and a relation that there is not', async () => {
    const circle = await cli('link', order(), '--to', invoice(), '--as', 'about');
    expect(circle.code).toBe(70);
    expect(circle.err).toContain('That record refers to this one already');
    expect((await cli('link', order(), '--to', invoice(), '--as', 'friend')).code).toBe(64);
    expect((await cli('link', order(), '--as', 'about')).code).toBe(64);
  });

  it('takes in a partner’s certificate; one that was altered is refused, and so is what is none', async () => {
    const [file = ''] = readdirSync(join(dir, 'theirs'));
    const path = join('theirs', file);
    const { json: linked } = await json<Answer>('link', invoice(), '--to', path, '--as', 'contract');
    expect(linked.refersTo[1]).toMatchObject({
      rel: 'contract',
      own: null,
      foreign: { facts: { number: 'C-9', title: 'Frame contract', holder: 'Seller GmbH' }, verdict: 'untrusted' },
    });
    const leaf = linked.refersTo[1]?.leaf ?? '';
    const again = await json<Answer>('link', invoice(), '--to', leaf, '--as', 'about');
    expect(again.json.refersTo).toHaveLength(3);
    expect((await json<Answer>('unlink', invoice(), '--to', leaf, '--as', 'about')).json.refersTo).toHaveLength(2);
    expect((await json<Answer>('link', invoice(), '--to', 'ab'.repeat(32), '--as', 'about')).json.error?.code).toBe(
      'not-found',
    );
    const altered = readFileSync(join(dir, path));
    altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(dir, 'altered.pdf'), altered);
    const refused = await json<Answer>('link', invoice(), '--to', 'altered.pdf', '--as', 'about');
    expect(['bad-input', 'malformed']).toContain(refused.json.error?.code);
    expect((await json<Answer>('link', invoice(), '--to', 'contract.pdf', '--as', 'about')).json.error?.code).toBe(
      'not-a-certificate',
    );
  });

  it('lists what is known of partners, and forgets it only when that is said; the link stays', async () => {
    const { json: known } = await json<Partners>('links', '--partners');
    expect(known.partners).toMatchObject([{ referring: 1, record: { facts: { number: 'C-9' } } }]);
    const leaf = known.partners[0]?.record.leaf ?? '';
    expect((await cli('links', '--partners', '--lang', 'zh')).out).toContain(`${leaf}  `);
    expect((await cli('links', '--forget', leaf)).code).toBe(64);
    expect((await cli('links', '--forget', 'C-9', '--yes')).code).toBe(64);
    const notKnown = await json<Answer>('links', '--forget', 'ab'.repeat(32), '--yes');
    expect(notKnown.json.error?.code).toBe('not-found');
    mkdirSync(join(dir, 'home', 'backups'), { recursive: true });
    writeFileSync(join(dir, 'home', 'backups', 'notary-1.db'), 'Frame contract');
    const forgotten = await cli('links', '--forget', leaf, '--yes');
    expect([forgotten.code, forgotten.out]).toEqual([0, expect.stringContaining('Forgotten')]);
    expect(forgotten.err).toContain('records that refer to it: 1');
    for (const file of filesBelow(join(dir, 'home')))
      expect(readFileSync(file).includes('Frame contract'), file).toBe(false);
    const { json: after } = await json<Answer>('links', invoice());
    expect(after.refersTo[1]).toMatchObject({ rel: 'contract', leaf, own: null, foreign: null });
    const [file = ''] = readdirSync(join(dir, 'theirs'));
    await json<Answer>('link', invoice(), '--to', join('theirs', file), '--as', 'about');
    const again = await json<Answer>('unlink', invoice(), '--to', leaf, '--as', 'about');
    expect(again.json.refersTo[1]).toMatchObject({ foreign: { facts: { number: 'C-9' } } });
  });

  it('seals the order before the invoice, and the certificate says which leaf it knew', async () => {
    expect((await cli('seal')).code).toBe(0);
    const { json: found } = await json<Answer>('links', invoice());
    expect(found).toMatchObject({ changeable: false, suggestions: [], other: false });
    expect(found.refersTo[0]?.leaf).toMatch(/^[0-9a-f]{64}$/);
    await cli('certify', invoice(), '--out', 'ours');
    const [file = ''] = readdirSync(join(dir, 'ours'));
    const verified = await json<{ facts: { links: unknown } }>(
      'verify',
      join('ours', file),
      join('docs', 'invoice.xml'),
    );
    expect(verified.json.facts.links).toMatchObject({
      v: 1,
      refs: [
        { rel: 'order', leaf: found.refersTo[0]?.leaf, basis: 'xml:BT-13' },
        { rel: 'contract', leaf: found.refersTo[1]?.leaf, basis: 'typed' },
      ],
    });
    const text = await cli('verify', join('ours', file), '--lang', 'en');
    expect(text.out).toContain('refers to that record as its order');
    const refused = await json<Answer>('unlink', invoice(), '--to', order(), '--as', 'order');
    expect(refused.json.error?.code).toBe('wrong-state');
  });

  it('says which version is the newest of what was replaced since', async () => {
    writeFileSync(join(dir, 'docs', 'order-2.txt'), 'We order thirteen pumps.');
    await cli('add', join('docs', 'order-2.txt'), '--supersedes', order());
    await cli('seal');
    const { json: found } = await json<Answer>('links', invoice());
    expect(found.refersTo[0]?.own?.newest).toMatchObject({ seq: 4 });
    await cli('erase', order(), '--yes');
    const { json: later } = await json<Answer>('links', invoice());
    expect(later.refersTo[0]?.own).toMatchObject({ state: 'erased', title: null });
  });
});
