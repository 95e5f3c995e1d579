/** Which links hold, in which order records come, and what is said beside. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logOf } from '../../../core/trace/certified.ts';
import { collectTrace, type TraceSource } from '../../../core/trace/collect.ts';
import { traceOf } from '../../../core/trace/graph.ts';
import { TRACE_BOUNDS, type Trace, type TraceRecord } from '../../../core/trace/types.ts';
import {
  contract,
  delivery,
  invoice,
  leaf,
  link,
  OWN,
  order,
  PARTNER,
  payment,
  record,
  TRADE,
} from './support/records.ts';

const names = ({ nodes }: Trace) => nodes.map(({ key, record }) => record?.id ?? key.slice(0, 8));
const linksIn = ({ edges }: Trace) => edges.map(({ rel, state, order }) => [rel, state, order]);
const said = ({ findings }: Trace) => findings.map(({ code }) => code);

describe('a trade from order to payment', () => {
  const trace = traceOf(TRADE, order.key);

  it('is told in order: what is named before what names it', () => {
    expect(names(trace)).toEqual(['PO-7', 'HT-1', 'DN-5', 'INV-9', 'PAY-2']);
  });

  it('says of each link whether it holds, and what shows which record was first', () => {
    expect(linksIn(trace)).toEqual([
      ['order', 'holds', 'log'],
      ['order', 'holds', 'link'], // the partner's log says nothing of the order of ours
      ['contract', 'holds', 'log'],
      ['delivery', 'holds', 'link'],
      ['invoice', 'waiting', null], // the payment is not sealed: nothing is proven yet
    ]);
    expect(said(trace)).toEqual([]);
  });

  it('keeps what is only stated apart from what is confirmed', () => {
    const [, , toContract] = trace.edges;
    expect(toContract).toMatchObject({ confirmed: 'earlier', dates: 'earlier' });
    expect(trace.edges.at(-1)).toMatchObject({ confirmed: null, dates: 'earlier' });
  });

  it('knows the step of each record by its kind, by what others call it, or by what it is said to be', () => {
    const unnamed = record('DN-8', { facts: { kind: 'scan' } });
    const naming = record('INV-1', {
      place: 1,
      kind: 'invoice',
      links: [link('delivery', 'DN-8'), link('about', 'X')],
    });
    const stages = traceOf([...TRADE, unnamed, naming], null).nodes.map(({ stage, record }) => [record?.id, stage]);
    expect(Object.fromEntries(stages)).toEqual({
      'PO-7': 'order',
      'HT-1': 'contract',
      'DN-5': 'delivery',
      'INV-9': 'invoice',
      'PAY-2': 'payment',
      'DN-8': 'delivery',
      'INV-1': 'invoice',
      undefined: 'other',
    });
  });
});

describe('links that do not hold', () => {
  it('what nobody shows is a node of its own, and never looks like a record', () => {
    const trace = traceOf([invoice, contract], invoice.key);
    expect(trace.nodes.filter(({ record }) => record === null).map(({ key, stage }) => [key, stage])).toEqual([
      [leaf('PO-7'), 'order'],
      [leaf('DN-5'), 'delivery'],
    ]);
    expect(said(trace)).toEqual(['not-shown', 'not-shown']);
  });

  it.each([
    ['other-log', { ...delivery, links: [link('order', 'PO-7', PARTNER)] }, order],
    ['against-log', contract, { ...order, place: 5 }],
    ['against-log', contract, { ...order, place: 4 }],
    ['unsound', contract, { ...order, verdict: 'tampered' }],
    ['waiting', contract, { ...order, place: null }],
  ] as const)('%s', (state, from, named) => {
    const trace = traceOf([from, named as TraceRecord], from.key);
    expect(trace.edges).toMatchObject([{ state, order: null }]);
  });

  it('what a broken certificate says does not count', () => {
    const broken: TraceRecord = { ...contract, verdict: 'tampered' };
    const trace = traceOf([broken, order], null);
    expect(trace.edges).toEqual([]);
    expect(trace.findings).toMatchObject([{ code: 'unsound', key: contract.key }]);
  });

  it('a certificate that withholds its links says nothing, which is said', () => {
    expect(said(traceOf([{ ...contract, links: 'withheld' }], null))).toEqual(['links-withheld']);
    expect(said(traceOf([{ ...contract, links: 'unknown' }], null))).toEqual(['links-unknown']);
  });
});

describe('a record under the origin of a log whose key did not sign it', () => {
  const forged = (changes: Partial<TraceRecord>) =>
    record('forged', { log: `${OWN}/${'f'.repeat(64)}`, verdict: 'untrusted', ...changes });

  it('is not in the order of that log, neither before what names it nor against it', () => {
    const naming = record('INV-1', { place: 5, links: [link('order', 'forged')] });
    for (const place of [1, 5, 9]) {
      const trace = traceOf([forged({ place }), naming], null);
      expect(trace.edges).toMatchObject([{ state: 'holds', order: 'link' }]);
      expect(said(trace)).toEqual([]);
    }
    // nor does it come before what stands behind its place
    const [late, early] = [record('late', { place: 2, recorded: '2026-11-20T08:00:00.000Z' }), forged({ place: 1 })];
    expect(names(traceOf([{ ...early, recorded: '2026-12-01T08:00:00.000Z' }, late], null))).toEqual([
      'late',
      'forged',
    ]);
  });

  it('replaces nothing of that log', () => {
    expect(said(traceOf([order, forged({ supersedes: order.id })], null))).toEqual([]);
    expect(said(traceOf([order, record('newer', { supersedes: order.id })], null))).toEqual(['replaced']);
  });

  it('is told by its key: the first one of the log, one that a bundle names, or another', () => {
    const first = '1'.repeat(64);
    const of = (fingerprint: string | null, isNamed = false, key = leaf('a')) =>
      logOf({ leaf: key, origin: OWN, fingerprint, isNamed });
    expect(of(first)).toBe(OWN);
    expect(of('e'.repeat(64), true)).toBe(OWN);
    expect(of('e'.repeat(64))).not.toBe(OWN);
    expect(of('e'.repeat(64))).toBe(of('e'.repeat(64), false, leaf('b')));
    expect(of('e'.repeat(64))).not.toBe(of('d'.repeat(64)));
    expect(of(null)).not.toBe(of(null, false, leaf('b')));
  });
});

describe('order in time', () => {
  it('what is named and was confirmed later is said, and still holds', () => {
    const late: TraceRecord = { ...delivery, proven: { time: '2026-12-01T00:00:00.000Z', by: 'others' } };
    const trace = traceOf([late, invoice, contract, order], null);
    expect(trace.edges.find(({ rel }) => rel === 'delivery')).toMatchObject({ state: 'holds', confirmed: 'later' });
    expect(trace.findings).toMatchObject([{ code: 'confirmed-later', key: invoice.key, other: delivery.key }]);
  });

  it('what only the issuer says orders nothing between two desks', () => {
    const alone: TraceRecord = { ...delivery, proven: { time: '2026-12-01T00:00:00.000Z', by: 'issuer' } };
    expect(said(traceOf([alone, invoice, contract, order], null))).toEqual([]);
  });

  it('own dates that go the other way are said where a link names what comes first by its nature', () => {
    const backdated: TraceRecord = { ...contract, facts: { ...contract.facts, date: '2026-10-01' } };
    expect(said(traceOf([backdated, order], null))).toEqual(['dates-reversed']);
    // an invoice may be recorded after it was paid
    const paid = record('INV-3', { place: 9, links: [link('payment', 'PAY-1')], facts: { date: '2026-11-01' } });
    const payment = record('PAY-1', { place: 1, facts: { date: '2026-11-09' } });
    expect(said(traceOf([paid, payment], null))).toEqual([]);
  });

  it('a replaced record names its newest version, over as many as there are', () => {
    const versions = ['a', 'b', 'c'].map((name, i, all) =>
      record(name, { place: i, supersedes: i === 0 ? null : (all[i - 1] ?? null) }),
    );
    const replaced = traceOf(versions, null).findings;
    expect(replaced).toMatchObject([
      { code: 'replaced', key: leaf('a'), other: leaf('c') },
      { code: 'replaced', key: leaf('b'), other: leaf('c') },
    ]);
  });

  it('ids of different logs are different records', () => {
    const other = record('b', { supersedes: 'a', origin: PARTNER });
    expect(said(traceOf([record('a'), other], null))).toEqual([]);
  });

  it('a circle, which no hash allows, is named and ends nothing', () => {
    const one = record('one', { links: [link('about', 'two')], place: null });
    const two = record('two', { links: [link('about', 'one')], place: null });
    const trace = traceOf([one, two], null);
    expect(names(trace).sort()).toEqual(['one', 'two']);
    expect(said(trace)).toEqual(['circle', 'circle']);
  });
});

describe('any graph', () => {
  /** Records in one log, each naming some before it, and some that nobody shows. */
  const graphs = fc
    .array(fc.record({ names: fc.array(fc.nat(40), { maxLength: 4 }), own: fc.boolean() }), { maxLength: 40 })
    .map((made) =>
      made.map(({ names, own }, i) =>
        record(`r${i}`, {
          place: i,
          origin: own ? OWN : PARTNER,
          links: names.map((n) => link('about', n < i ? `r${n}` : `unseen${n}`, n < i && made[n]?.own ? OWN : PARTNER)),
        }),
      ),
    );

  it('each record stands once, behind all that it names', () => {
    fc.assert(
      fc.property(graphs, fc.integer(), (records, seed) => {
        const shuffled = [...records].sort((a, b) => leaf(a.id + seed).localeCompare(leaf(b.id + seed)));
        const trace = traceOf(shuffled, null);
        const at = new Map(trace.nodes.map(({ key }, i) => [key, i]));
        expect(at.size).toBe(trace.nodes.length);
        for (const { from, to } of trace.edges) expect(at.get(to)).toBeLessThan(at.get(from) ?? -1);
        expect(trace.edges.length).toBe(records.reduce((sum, one) => sum + one.links.length, 0));
        // the order in which records were found changes nothing
        expect(trace).toEqual(traceOf(records, null));
      }),
    );
  });
});

describe('following links', () => {
  /** A source that holds these records and says who refers to whom. */
  const source = (records: readonly TraceRecord[]): TraceSource => ({
    records: (keys) => records.filter(({ key }) => keys.includes(key)),
    near: (some) =>
      records
        .filter(({ links }) => typeof links !== 'string' && links.some(({ to }) => some.some(({ key }) => key === to)))
        .map(({ key }) => key),
  });

  it('goes both ways from any record', () => {
    for (const start of TRADE) {
      const trace = collectTrace(start.key, source([...TRADE, record('of another trade')]));
      expect(names(trace)).toEqual(names(traceOf(TRADE, null)));
      expect(trace.start).toBe(start.key);
    }
  });

  it('a record that nobody knows has an empty trace', () => {
    expect(collectTrace(leaf('nobody'), source(TRADE)).nodes).toEqual([]);
  });

  it('ends at the bound and says so', () => {
    const chain = Array.from({ length: 40 }, (_, i) =>
      record(`c${i}`, { place: i, links: i === 0 ? [] : [link('about', `c${i - 1}`)] }),
    );
    const trace = collectTrace(leaf('c39'), source(chain), 10);
    expect(trace.nodes.filter(({ record }) => record !== null)).toHaveLength(10);
    expect(said(trace)).toContain('cut');
    expect(said(collectTrace(leaf('c9'), source(chain.slice(0, 10)), 10))).toEqual([]);
  });

  it('the bounds hold for whatever is handed over', () => {
    const many = Array.from({ length: TRACE_BOUNDS.nodes + 5 }, (_, i) => record(`m${i}`, { place: i }));
    const trace = traceOf(many, null);
    expect(trace.nodes).toHaveLength(TRACE_BOUNDS.nodes);
    expect(said(trace)).toEqual(['cut']);
    expect(payment.key).toBe(leaf('PAY-2'));
  });
});
