import { describe, expect, it } from 'vitest';
import { isMet, median, notRun, ratio, table } from './report.ts';
import { SAMPLE_ROW } from './sample-row.ts';

const row = SAMPLE_ROW;

describe('the table of the bench', () => {
  it('takes the middle of the samples', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('says how much better ours is: less time, more a second', () => {
    expect(ratio(row)).toBe(3.5);
    expect(ratio({ ...row, aim: null })).toBe(3.5);
    expect(ratio({ ...row, aim: null, unit: 'MiB/s' })).toBe(2 / 7);
    expect(ratio({ ...row, other: null })).toBeNull();
  });

  it('says whether the aim was met, in its own terms', () => {
    expect(isMet(row)).toBe(true);
    expect(isMet({ ...row, aim: { of: 'ours/other', sign: '≤', bound: 0.2 } })).toBe(false);
    expect(isMet({ ...row, aim: { of: 'ours', sign: '≤', bound: 2 } })).toBe(true);
    expect(isMet({ ...row, aim: null })).toBeNull();
    expect(isMet(notRun('tree', 'no package'))).toBeNull();
  });

  it('keeps what was not run, with the reason', () => {
    const text = table([row, notRun('cold start', 'no Electron')]);
    expect(text).toContain('3.50 ×');
    expect(text).toContain('yes');
    expect(text).toContain('* cold start, not run: no Electron');
  });
});
