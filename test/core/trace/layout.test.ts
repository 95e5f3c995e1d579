/** Where records are drawn, and the same as text. */
import { describe, expect, it } from 'vitest';
import { drawnTrace } from '../../../core/trace/drawing.ts';
import { traceOf } from '../../../core/trace/graph.ts';
import { layoutOf, TRACE_SIZES } from '../../../core/trace/layout.ts';
import { order, record, TRADE } from './support/records.ts';

describe('the drawing', () => {
  const layout = layoutOf(traceOf(TRADE, order.key));
  const at = (id: string) => layout.nodes.find(({ node }) => node.record?.id === id);

  it('puts time from left to right and each step of the trade in a lane of its own', () => {
    const xs = ['PO-7', 'HT-1', 'DN-5', 'INV-9', 'PAY-2'].map((id) => at(id)?.x ?? 0);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
    expect(layout.lanes.map(({ stage }) => stage)).toEqual(['order', 'contract', 'delivery', 'invoice', 'payment']);
    expect(layout.ticks.map(({ day }) => day)).toContain('2026-11-22');
  });

  it('shows the anchored time on the same time line, and none where there is none', () => {
    const contract = at('HT-1');
    expect(contract?.anchorX).toBeGreaterThan(contract?.x ?? 0);
    expect(at('PAY-2')?.anchorX).toBeNull();
  });

  it('lets no two records overlap', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      record(`m${i}`, { place: i, facts: { kind: i % 2 ? 'order' : 'contract', date: `2026-11-${10 + (i % 9)}` } }),
    );
    const { nodes } = layoutOf(traceOf(many, null));
    const { width, height } = TRACE_SIZES.node;
    const overlapping = nodes.filter((a) =>
      nodes.some((b) => a !== b && Math.abs(a.x - b.x) < width && Math.abs(a.y - b.y) < height),
    );
    expect(overlapping).toEqual([]);
  });

  it('is empty for nothing', () => {
    expect(layoutOf(traceOf([], null))).toMatchObject({ nodes: [], lanes: [], height: 0 });
  });
});

describe('the drawing as text', () => {
  it('has a time line, every record, every link and what is said of them', () => {
    // without the contract
    const lines = drawnTrace(traceOf(TRADE.slice(0, 4), order.key), { language: 'en', offsetMinutes: 0 });
    const text = lines.join('\n');
    expect(lines[0]).toMatch(/^2026-11-01 +2026-11-22$/);
    expect(text).toContain('#1 PO-7 *');
    expect(text).toContain('└ Delivery note → #2 DN-5 (holds; existed before: the later record names its leaf)');
    expect(text).toContain('(not shown)');
    expect(text).toMatch(/! #\d INV-9 names #\d \w{8}… \(Contract\); no record here has that leaf\./);
  });

  it('speaks Chinese', () => {
    const text = drawnTrace(traceOf(TRADE, null), { language: 'zh', offsetMinutes: 480 }).join('\n');
    expect(text).toContain('发票 · 文件日期 2026-11-12 · 登记 2026-11-22 16:00 · 最晚于此时已存在： 2026-11-22 17:00');
  });
});
