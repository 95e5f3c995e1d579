import { describe, expect, it } from 'vitest';
import { deinterlaced, interlacedBytes } from '../../core/documents/png-interlace.ts';
import { interlacedRows, packedRows } from './support/adam7.ts';

describe('an interlaced picture', () => {
  it.each([1, 2, 4, 8, 16, 24, 48])('of %i bits a pixel is that of its passes, whatever its size', (pixelBits) => {
    const most = 2 ** Math.min(pixelBits, 30);
    for (let width = 1; width <= 19; width++)
      for (const height of [1, 2, 3, 4, 5, 8, 11]) {
        const pixels = Array.from({ length: height }, (_, y) =>
          Array.from({ length: width }, (_, x) => (x * 7919 + y * 104_729 + 13) % most),
        );
        const data = interlacedRows(pixels, pixelBits);
        const layout = { width, height, pixelBits };
        expect(interlacedBytes(layout)).toBe(data.length);
        expect([...deinterlaced(data, layout)]).toEqual(packedRows(pixels, pixelBits));
      }
  });

  it('has filters of its own in each pass', () => {
    // 2 × 2 pixels of a byte: pass 1 has the first, pass 6 the one beside it, pass 7 the row below, here as differences
    const data = Uint8Array.from([1, 10, 0, 20, 1, 30, 5]);
    expect([...deinterlaced(data, { width: 2, height: 2, pixelBits: 8 })]).toEqual([10, 20, 30, 35]);
  });

  it('with a filter that there is not is refused', () => {
    expect(() => deinterlaced(Uint8Array.from([9, 1]), { width: 1, height: 1, pixelBits: 8 })).toThrow('filter');
  });
});
