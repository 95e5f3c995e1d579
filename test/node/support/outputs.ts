/** What a store remembers of files for others, without any file. */
import type { Output } from '../../../core/node/store/outputs.ts';
import type { SqliteStore } from '../../../core/node/store/sqlite-store.ts';

/** Enters a file as if it had been written. */
export function entered(store: SqliteStore, output: Omit<Output, 'sha256'>): void {
  store.outputs.settle(store.outputs.intend([{ ...output, sha256: '00'.repeat(32) }]));
}

/** Enters a certificate that was written for nobody. */
export function certified(store: SqliteStore, id: string, path: string, time: string, final: boolean): void {
  const certificates = [{ id, number: 'ABCDEFGHIJKL', final }];
  entered(store, { path, way: 'export', time, certificates, parts: [], recipients: [] });
}
