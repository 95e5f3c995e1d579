/**
 * Random bytes of the system, fetched in blocks, because one call per salt for ten thousand records would take a
 * second.
 */
import { randomFillSync } from 'node:crypto';
import type { Random } from '../../ports.ts';

const BLOCK = 16 * 1024;

/** A source that never returns a byte twice. */
export function systemRandom(): Random {
  const block = new Uint8Array(BLOCK);
  let used = BLOCK;
  return (length) => {
    if (length > BLOCK) return randomFillSync(new Uint8Array(length));
    if (used + length > BLOCK) {
      randomFillSync(block);
      used = 0;
    }
    const bytes = block.slice(used, used + length);
    block.fill(0, used, used + length);
    used += length;
    return bytes;
  };
}
