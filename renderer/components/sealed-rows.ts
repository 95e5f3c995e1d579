import type { RecordRow } from '../../electron/api.ts';

/** The records that can have a certificate. */
export function sealedRows(rows: readonly RecordRow[]): readonly RecordRow[] {
  return rows.filter(({ state }) => state === 'sealed' || state === 'anchored');
}
