/** Traces that the played desk shows: a trade between two desks, or as many records as wanted. */
import { traceOf } from '../../../core/trace/graph.ts';
import type { Trace, TraceRecord } from '../../../core/trace/types.ts';
import { link, order, record, TRADE } from '../../core/trace/support/records.ts';

const KINDS = ['order', 'contract', 'invoice', 'receipt', 'other'];

/** Many trades side by side, each record naming the one before it. */
export function manyRecords(count: number): readonly TraceRecord[] {
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(Date.UTC(2026, 0, 1 + ((i * 7) % 330))).toISOString().slice(0, 10);
    return record(`N-${i}`, {
      place: i,
      facts: { number: `N-${i}`, kind: KINDS[i % KINDS.length] as string, date: day },
      links: i % KINDS.length === 0 ? [] : [link('order', `N-${i - 1}`)],
      recorded: `${day}T08:00:00.000Z`,
      proven: { time: `${day}T09:00:00.000Z`, by: i % 3 === 0 ? 'issuer' : 'others' },
    });
  });
}

/** A trade with a link that leads to nothing, or `count` records. */
export function playedTrace(count: number | undefined): Trace {
  if (count !== undefined) return traceOf(manyRecords(count), null);
  const receipt = record('WR-3', {
    place: 9,
    kind: 'warehouse-receipt',
    facts: { number: 'WR-3', title: '仓单', date: '2026-11-14', keeper: '示例仓储有限公司' },
    links: [link('delivery', 'DN-5', TRADE[3]?.origin), link('about', 'a certificate that nobody showed')],
    recorded: '2026-11-22T08:30:00.000Z',
    proven: { time: '2026-11-22T09:00:00.000Z', by: 'issuer' },
  });
  // as a desk tells it: partners' verdicts are remembered, and what waits has no leaf
  const taken = TRADE.map((one) => ({
    ...one,
    key: one.place === null ? one.id : one.key,
    checked: one.verdict === null ? null : '2026-11-22T02:00:00.000Z',
  }));
  return traceOf([...taken, receipt], order.key);
}
