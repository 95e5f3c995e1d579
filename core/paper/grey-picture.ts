/** Pictures in shades of grey, and those that are made of them: another size, a piece. */

/** A picture in shades of grey, one byte a pixel, rows from the top. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A picture of another size, each pixel between its four neighbours. For factors from one half on. */
export function resized({ width, height, data }: GreyPicture, factor: number): GreyPicture {
  const [w, h] = [Math.floor(width * factor), Math.floor(height * factor)];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    const sy = Math.min(height - 1, Math.max(0, (y + 0.5) / factor - 0.5));
    const [top, dy] = [Math.floor(sy), sy % 1];
    const below = Math.min(top + 1, height - 1) * width;
    for (let x = 0; x < w; x++) {
      const sx = Math.min(width - 1, Math.max(0, (x + 0.5) / factor - 0.5));
      const [left, dx] = [Math.floor(sx), sx % 1];
      const right = Math.min(left + 1, width - 1);
      const [a, b] = [data[top * width + left] as number, data[top * width + right] as number];
      const [c, d] = [data[below + left] as number, data[below + right] as number];
      const upper = a + (b - a) * dx;
      out[y * w + x] = upper + (c + (d - c) * dx - upper) * dy;
    }
  }
  return { width: w, height: h, data: out };
}

/** Where a piece lies in its picture, in pixels; it is inside. */
export interface Piece {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A piece of a picture. */
export function cut(picture: Pick<GreyPicture, 'width' | 'data'>, { left, top, width, height }: Piece): GreyPicture {
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * picture.width + left;
    out.set(picture.data.subarray(from, from + width), y * width);
  }
  return { width, height, data: out };
}
