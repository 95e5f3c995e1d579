import type { BenchRow } from './report.ts';

/** A row that met its aim. */
export const SAMPLE_ROW: BenchRow = {
  task: 'tree',
  measure: 'time',
  unit: 's',
  ours: 2,
  other: { name: 'other', value: 7 },
  aim: { of: 'other/ours', sign: '≥', bound: 3 },
  runs: 3,
};
