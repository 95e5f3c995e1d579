/** What every record store must do with leaves of the desk itself. */
import { expect, it, onTestFinished } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import type { RecordStore } from '../../core/ports.ts';
import { at, batchOf, headLeaf, newRecord } from './sealing.ts';

/** `open` gives an empty store, which `close` throws away. */
export function ownLeavesContract(open: () => { store: RecordStore; close: () => void }): void {
  it('gives leaves of the desk itself back by their type, whatever it is', () => {
    const { store, close } = open();
    onTestFinished(close);
    const beacon = { type: 'beacon', bytes: utf8('a beacon') };
    const [first, second] = [headLeaf(1), headLeaf(2)];
    store.seal(batchOf(store, store.add([newRecord()]), at(1000), [first, beacon]));
    store.seal(batchOf(store, [], at(2000), [second]));
    expect(store.ownLeaves('journal')).toEqual([
      { ...first, index: 1 },
      { ...second, index: 3 },
    ]);
    expect(store.ownLeaves('beacon')).toEqual([{ ...beacon, index: 2 }]);
    expect(store.ownLeaves('document')).toEqual([]);
  });
}
