/** What the window says of a trace pack as a whole: "Every link holds" only where that is known. */
import { describe, expect, it } from 'vitest';
import { type ContentsFinding, countLinks } from '../../core/trace/certified.ts';
import { traceOf } from '../../core/trace/graph.ts';
import type { TraceRecord } from '../../core/trace/types.ts';
import { packWords } from '../../renderer/screens/verify/pack-words.ts';
import { contract, invoice, order, record } from '../core/trace/support/records.ts';

function said(records: readonly TraceRecord[], contents: readonly ContentsFinding[] = [], cut = false): string {
  const trace = traceOf(records, order.key, cut);
  return packWords({ trace, contents, links: countLinks(trace) }, 'en').is;
}

describe('a trace pack as a whole', () => {
  const whole = [order, contract];

  it('holds where each link is seen and does', () => {
    expect(said(whole)).toBe('wholeHolds');
    expect(said([order])).toBe('whole');
  });

  it.each([
    ['a link leads to nothing', [...whole, invoice]],
    ['a certificate does not hold', [...whole, record('X', { place: 9, verdict: 'tampered' })]],
    ['a certificate withholds its links', [...whole, record('X', { place: 9, links: 'withheld' })]],
    ['the only one withholds its links', [record('X', { links: 'withheld' })]],
    ['links are of a later version', [...whole, record('X', { place: 9, links: 'unknown' })]],
  ])('is open where %s', (_, records) => {
    expect(said(records)).toBe('wholeOpen');
  });

  it('is open where something was left out or is not listed, and differs where something is missing', () => {
    expect(said(whole, [], true)).toBe('wholeOpen');
    expect(said(whole, [{ code: 'unlisted', file: 'certificates/3.pdf' }])).toBe('wholeOpen');
    expect(said(whole, [{ code: 'missing', file: 'certificates/3.pdf' }])).toBe('wholeDiffers');
  });
});
