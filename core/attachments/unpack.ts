/** Stream data (ISO 32000-1 section 7.3.8 and 7.4): plain or Flate, with the PNG predictors of cross-reference streams. */
import { Unzlib, unzlibSync } from 'fflate';
import { concat } from '../bytes.ts';
import { NotaryError } from '../errors.ts';
import { type Budget, damaged } from './limits.ts';
import { isDict, nameOf, type PdfDict, type PdfValue } from './syntax.ts';

/** Gives the value behind a reference, or the value itself. */
export type Resolve = (value: PdfValue | undefined) => PdfValue;

/** Small enough that one piece, whatever it unpacks to (at most 1032 times itself), is no danger. */
const PIECE = 4096;

/** Packed streams up to this size are unpacked in one go into `room`, several times faster; at most 16 MiB come out. */
const AT_ONCE = 16 * 1024;
const room = new Uint8Array(256 * 1024);

/** What a small stream unpacks to; null when it is no small one. */
function inflateSmall(packed: Uint8Array): Uint8Array | null {
  if (packed.length > AT_ONCE) return null;
  try {
    const data = unzlibSync(packed, { out: room });
    // a full room may have lost the rest
    return data.length < room.length ? data.slice() : null;
  } catch {
    return null; // what is wrong with it is said by the other way
  }
}

function inflate(packed: Uint8Array, limit: number, budget: Budget): Uint8Array {
  const small = inflateSmall(packed);
  if (!small || small.length > limit) return inflateLarge(packed, limit, budget);
  budget.unpack(small.length);
  return small;
}

function inflateLarge(packed: Uint8Array, limit: number, budget: Budget): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const unzlib = new Unzlib((part) => {
    length += part.length;
    budget.unpack(part.length);
    if (length > limit) throw new NotaryError('too-large', 'PDF: a stream unpacks to more than a certificate can hold');
    parts.push(part);
  });
  try {
    for (let at = 0; at < packed.length; at += PIECE)
      unzlib.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch (error) {
    if (error instanceof NotaryError) throw error;
    throw new NotaryError('malformed', 'PDF: a stream that does not unpack', {}, error);
  }
  return concat(...parts);
}

/** Undoes the PNG filters (RFC 2083 section 6), one filter byte before each row; one byte a sample. */
function undoPng(data: Uint8Array, columns: number): Uint8Array {
  const rows = Math.floor(data.length / (columns + 1));
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) undoPngRow(data, out, row, columns);
  return out;
}

function undoPngRow(data: Uint8Array, out: Uint8Array, row: number, columns: number): void {
  const from = row * (columns + 1);
  const filter = data[from] ?? 0;
  if (filter > 4) damaged('an unknown PNG filter');
  for (let i = 0; i < columns; i++) {
    const left = i > 0 ? (out[row * columns + i - 1] ?? 0) : 0;
    const up = row > 0 ? (out[(row - 1) * columns + i] ?? 0) : 0;
    const corner = i > 0 && row > 0 ? (out[(row - 1) * columns + i - 1] ?? 0) : 0;
    const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    out[row * columns + i] = ((data[from + 1 + i] ?? 0) + predicted) & 255;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)] as const;
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function predicted(data: Uint8Array, parameters: PdfValue, resolve: Resolve): Uint8Array {
  if (!isDict(parameters)) return data;
  const of = (name: string, otherwise: number) => {
    const value = resolve(parameters.entries.get(name));
    return typeof value === 'number' ? value : otherwise;
  };
  const predictor = of('Predictor', 1);
  if (predictor === 1) return data;
  const columns = of('Columns', 1);
  const plain = of('Colors', 1) === 1 && of('BitsPerComponent', 8) === 8;
  if (predictor < 10 || !plain || !Number.isInteger(columns) || columns < 1 || columns > 4096)
    damaged('a predictor that is not read here');
  return undoPng(data, columns);
}

const asList = (value: PdfValue): readonly PdfValue[] =>
  Array.isArray(value) ? value : value === null ? [] : [value as PdfValue];

/** The data of a stream whose bytes are `raw`. Throws `malformed` for other filters and `too-large` beyond `limit`. */
export function unpack(raw: Uint8Array, dict: PdfDict, resolve: Resolve, limit: number, budget: Budget): Uint8Array {
  const filters = asList(resolve(dict.entries.get('Filter'))).map((filter) => nameOf(resolve(filter)));
  const parameters = asList(resolve(dict.entries.get('DecodeParms'))).map((value) => resolve(value));
  if (filters.length > 2 || filters.some((filter) => filter !== 'FlateDecode'))
    damaged('a filter that is not read here');
  if (dict.entries.has('F')) damaged('a stream outside the file');
  if (filters.length === 0 && raw.length > limit) throw new NotaryError('too-large', 'PDF: a stream that is too long');
  return filters.reduce<Uint8Array>(
    (data, _, i) => predicted(inflate(data, limit, budget), parameters[i] ?? null, resolve),
    raw,
  );
}
