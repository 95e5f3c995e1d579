// A trade between two desks, from order to invoice: followed, drawn, handed over as one pack, and verified as one.
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../core/node/cli/main.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import type { TracePackReport } from '../../core/trace/certified.ts';
import type { Trace } from '../../core/trace/types.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('trace-');
const at = (...parts: string[]) => join(dir, ...parts);

const open = (home: string, name: string) =>
  Desk.init(
    { home: at(home), version: '9.9.9', oldRuntime: false, program: 'test' },
    { language: 'en', holder: { name, creditCode: null, operator: null } },
  ).then(({ desk }) => desk);

async function recorded(desk: Desk, number: string, facts: object): Promise<string> {
  writeFileSync(at(`${number}.txt`), `document ${number}`);
  const [item] = await desk.intake({ paths: [at(`${number}.txt`)], again: false }).done;
  const id = item?.recordId ?? '';
  await desk.edit({ ids: [id], facts: { number, ...facts } });
  return id;
}

let invoice = '';
let order = '';

beforeAll(async () => {
  const [buyer, seller] = [await open('buyer', 'Buyer'), await open('seller', 'Seller')];
  order = await recorded(buyer, 'PO-7', { kind: 'order', date: '2026-11-01' });
  await buyer.seal();
  const { certificates } = await buyer.certificates.certify([order], [], at('sent'));

  // the seller takes in the order's certificate, refers to it, and sends what it has
  const taken = await seller.links.takeIn(certificates[0]?.path ?? '');
  const delivery = await recorded(seller, 'DN-5', { date: '2026-11-10' });
  seller.links.link(delivery, { rel: 'order', to: taken.to });
  await seller.seal();
  const sent = await seller.certificates.certify([delivery], [], at('sent'));

  // the buyer's invoice refers to all of it, and waits in one batch with the contract that it names
  const contract = await recorded(buyer, 'HT-1', {
    kind: 'contract',
    date: '2026-11-03',
    note: 'HT-1 replaces a draft',
  });
  invoice = await recorded(buyer, 'INV-9', { kind: 'invoice', date: '2026-11-12' });
  const foreign = await buyer.links.takeIn(sent.certificates[0]?.path ?? '');
  buyer.links.link(contract, { rel: 'order', to: { record: order } });
  buyer.links.link(invoice, { rel: 'contract', to: { record: contract } });
  buyer.links.link(invoice, { rel: 'delivery', to: foreign.to });
  await buyer.seal();
  await Promise.all([buyer.close(), seller.close()]);
});

it('says nothing of a partner who is forgotten while it is followed', async () => {
  cpSync(at('buyer'), at('forgetting'), { recursive: true });
  const options = { home: at('forgetting'), version: '9.9.9', oldRuntime: false, program: 'test' };
  const desk = await Desk.open(options);
  const view = DeskView.open(options);
  const [partner] = desk.links.partners();
  const leaf = partner?.record.leaf ?? '';
  expect(view.trace(invoice).nodes.find(({ key }) => key === leaf)?.record?.facts.number).toBe('DN-5');
  let forgotten: boolean | null = null;
  const onStep = () => {
    forgotten ??= desk.links.forget(leaf);
  };
  const trace = await view.traceInSlices(invoice, { signal: new AbortController().signal, ms: 0, onStep });
  view.close();
  await desk.close();
  expect(forgotten).toBe(true);
  // its link stays
  expect(trace.nodes.find(({ key }) => key === leaf)?.record).toBeNull();
  expect(JSON.stringify(trace)).not.toContain('DN-5');
});

/** The command line in this process. */
async function call(...args: string[]): Promise<{ readonly code: number; readonly out: string }> {
  const out: string[] = [];
  const code = await main(args, { out: (text) => void out.push(text), err: () => {}, showsProgress: false });
  return { code, out: out.join('') };
}

const cli = (...args: string[]) => call('--home', at('buyer'), ...args);
async function json<T>(...args: string[]): Promise<{ readonly code: number; readonly json: T }> {
  const { code, out } = await call(...args, '--json');
  return { code, json: JSON.parse(out) as T };
}

interface Verified {
  readonly traces?: readonly TracePackReport[];
  readonly results: readonly { readonly verdict: string }[];
}
/** Somebody who has no home. */
const verified = (file: string, ...args: string[]) =>
  json<Verified>('--home', at('nobody'), 'verify', at(file), ...args);

describe('trace', () => {
  it('follows links in both directions, also into what a partner recorded', async () => {
    const { code, json: trace } = await json<Trace>('--home', at('buyer'), 'trace', 'PO-7');
    expect(code).toBe(0);
    expect(trace.nodes.map(({ record, stage }) => [record?.facts.number, stage])).toEqual([
      ['PO-7', 'order'],
      ['DN-5', 'delivery'],
      ['HT-1', 'contract'],
      ['INV-9', 'invoice'],
    ]);
    expect(trace.edges.map(({ rel, state, order }) => [rel, state, order])).toEqual([
      ['order', 'holds', 'link'],
      ['order', 'holds', 'log'],
      ['contract', 'holds', 'log'],
      ['delivery', 'holds', 'link'],
    ]);
    expect(trace.findings).toEqual([]);
    // only the verdict on the partner's certificate is one of an earlier day
    expect(trace.nodes.map(({ record }) => record?.checked !== null)).toEqual([false, true, false, false]);
  });

  it('is drawn in a terminal', async () => {
    const { out } = await cli('trace', invoice, '--lang', 'en');
    expect(out).toContain('#4 INV-9 *');
    expect(out).toContain('└ Delivery note → #2 DN-5');
    expect(out).toContain('4 records, 4 links: 4 hold.');
    expect(out.match(/as checked on \d{4}-\d\d-\d\d/g)).toHaveLength(1);
    expect((await cli('trace', invoice, '--lang', 'zh')).out).toContain('4 条记录、4 个关联：4 个成立。');
  });

  it('is written for programs', async () => {
    await cli('trace', invoice, '--epcis', at('trace.jsonld'), '--prov', at('prov.json'));
    const read = (name: string) => JSON.parse(readFileSync(at(name), 'utf8'));
    expect(read('trace.jsonld').epcisBody.eventList).toHaveLength(4);
    expect(Object.keys(read('prov.json').wasInfluencedBy)).toHaveLength(4);
  });

  it('needs a record', async () => {
    expect((await cli('trace')).code).toBe(64);
    expect((await cli('trace', 'nobody')).code).toBe(70);
  });
});

describe('a trace pack', () => {
  beforeAll(async () => {
    const { code } = await cli('trace', invoice, '--pack', at('pack.zip'), '--with', 'document,trust');
    expect(code).toBe(0);
  });

  /** The pack with something changed in its folder. */
  function changed(name: string, change: (folder: string) => void): string {
    const folder = at(`${name}-folder`);
    mkdirSync(folder);
    execFileSync('unzip', ['-qq', at('pack.zip'), '-d', folder]);
    change(folder);
    execFileSync('zip', ['-qr', at(`${name}.zip`), '.'], { cwd: folder });
    return `${name}.zip`;
  }

  it('is verified as one: a verdict for each certificate, and every link holds', async () => {
    const { code, json: said } = await verified('pack.zip');
    expect(code).toBe(22);
    const [pack] = said.traces ?? [];
    expect(pack).toMatchObject({ contents: [], links: { holds: 4, 'not-shown': 0 } });
    expect(pack?.trace.nodes.map(({ record }) => [record?.facts.number, record?.verdict])).toEqual(
      ['PO-7', 'DN-5', 'HT-1', 'INV-9'].map((number) => [number, 'untrusted']),
    );
    // the own documents are in the pack and are found by their digests; the partner's is not
    expect(said.results).toHaveLength(4);
  });

  it('is judged by the bundles of who checks it', async () => {
    execFileSync('unzip', ['-qqo', at('pack.zip'), 'desk.trust.json', '-d', dir]);
    const { json: said } = await verified('pack.zip', '--trust', at('desk.trust.json'));
    expect(said.results.map(({ verdict }) => verdict).sort()).toEqual([
      'self-attested',
      'self-attested',
      'self-attested',
      'untrusted',
    ]);
  });

  it('is told to people', async () => {
    const { out } = await call('--home', at('nobody'), 'verify', at('pack.zip'), '--lang', 'en');
    expect(out).toContain('The table of contents and the certificates agree.');
    expect(out).toContain('pack.zip!/certificates/4.pdf');
  });

  it('a certificate that was taken out is missed, and links to it lead to nothing', async () => {
    const file = changed('without', (folder) => rmSync(join(folder, 'certificates/1.pdf')));
    const { code, json: said } = await verified(file);
    expect(code).toBe(26);
    expect(said.traces).toMatchObject([
      { contents: [{ code: 'missing', file: 'certificates/1.pdf' }], links: { holds: 2, 'not-shown': 2 } },
    ]);
  });

  it('its table of contents is never believed', async () => {
    const swap = changed('swapped', (folder) => {
      renameSync(join(folder, 'certificates/1.pdf'), join(folder, 'x.pdf'));
      renameSync(join(folder, 'certificates/2.pdf'), join(folder, 'certificates/1.pdf'));
      renameSync(join(folder, 'x.pdf'), join(folder, 'certificates/2.pdf'));
    });
    const { code, json: said } = await verified(swap);
    expect(code).toBe(26);
    expect(said.traces?.[0]).toMatchObject({ links: { holds: 4 } });
    expect(said.traces?.[0]?.contents.map(({ code }) => code)).toEqual(['other-record', 'other-record']);

    const lying = changed('lying', (folder) => writeFileSync(join(folder, 'trace.json'), '{"v":1}'));
    expect((await verified(lying)).code).toBe(70);
  });

  it('an altered certificate is altered, and its links count for nothing', async () => {
    const file = changed('altered', (folder) => {
      const path = join(folder, 'certificates/4.pdf');
      const pdf = readFileSync(path);
      pdf[9000] = (pdf[9000] ?? 0) ^ 1;
      writeFileSync(path, pdf);
    });
    const { json: said } = await verified(file);
    expect(said.results.filter(({ verdict }) => verdict === 'tampered')).toHaveLength(1);
    expect(said.traces?.[0]?.links.holds).toBe(2);
  });

  it('withholding the links leaves nothing that hangs together', async () => {
    await cli('trace', invoice, '--pack', at('silent.zip'), '--withhold', 'links');
    const { json: said } = await verified('silent.zip');
    // the partner's certificate was issued by the partner, and shows what it refers to
    expect(said.traces?.[0]?.links.holds).toBe(1);
    expect(said.traces?.[0]?.trace.findings.filter(({ code }) => code === 'links-withheld')).toHaveLength(3);
  });

  it('says what is withheld besides of every record of the desk, not only of the first', async () => {
    const args = ['trace', invoice, '--pack', at('besides.zip'), '--withhold', 'number'];
    const { json: said } = await json<{ readonly alsoWithheld: readonly string[] }>('--home', at('buyer'), ...args);
    // only the contract in the middle has a note that repeats its number
    expect(said.alsoWithheld).toEqual(expect.arrayContaining(['fileName', 'note']));
  });

  it.each([
    ['--pack', 'refused.zip', '--withhold', 'nothing-like-that'],
    ['--pack', 'refused.zip', '--for', 'nobody'],
    ['--for', 'bank'],
    ['--show', 'number'],
    ['--to', 'Bank <desk@bank.example>'],
  ])('is refused before anything is written: %s %s', async (...options) => {
    const args = options.map((option) => (option.endsWith('.zip') ? at(option) : option));
    expect((await cli('trace', invoice, '--prov', at('refused.json'), ...args)).code).toBe(64);
    expect([existsSync(at('refused.json')), existsSync(at('refused.zip'))]).toEqual([false, false]);
  });

  it('is the same bytes again, and another ZIP is a document as before', async () => {
    await cli('trace', invoice, '--pack', at('again.zip'), '--with', 'document,trust');
    expect(readFileSync(at('again.zip')).equals(readFileSync(at('pack.zip')))).toBe(true);
    const plain = changed('plain', (folder) => rmSync(join(folder, 'trace.json')));
    copyFileSync(at(plain), at('other.zip'));
    expect((await verified('other.zip')).json.traces).toBeUndefined();
  });

  it('leaves out a record that was erased, and begins with none', async () => {
    const desk = await Desk.open({ home: at('buyer'), version: '9.9.9', oldRuntime: false, program: 'test' });
    desk.erasing.erase([order]);
    await desk.close();
    expect((await cli('trace', invoice, '--pack', at('erased.zip'))).code).toBe(0);
    const { json: said } = await verified('erased.zip');
    expect(said.results).toHaveLength(3);
    expect(said.traces).toMatchObject([{ contents: [], links: { holds: 2, 'not-shown': 2 } }]);
    expect((await cli('trace', order, '--pack', at('from-erased.zip'))).code).toBe(70);
  });
});
