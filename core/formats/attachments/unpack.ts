/** Stream data (ISO 32000-1 section 7.3.8 and 7.4): plain or Flate, with the PNG predictors of cross-reference streams. */

import { type InflateAtOnce, inflateZlib } from '../../documents/inflate.ts';
import { unfilter } from '../../documents/png-filter.ts';
import { NotaryError } from '../../errors.ts';
import { type Budget, damaged } from './limits.ts';
import { isDict, nameOf, type PdfDict, type PdfValue } from './syntax.ts';

/** Resolves a reference, or returns the value itself. */
export type Resolve = (value: PdfValue | undefined) => PdfValue;

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
  return unfilter(data, columns, 8);
}

const asList = (value: PdfValue): readonly PdfValue[] =>
  Array.isArray(value) ? value : value === null ? [] : [value as PdfValue];

/** The data of a stream whose bytes are `raw`. Throws `malformed` for other filters and `too-large` beyond `limit`. */
export function unpack(
  raw: Uint8Array,
  dict: PdfDict,
  resolve: Resolve,
  limit: number,
  budget: Budget,
  atOnce?: InflateAtOnce,
): Uint8Array {
  const filters = asList(resolve(dict.entries.get('Filter'))).map((filter) => nameOf(resolve(filter)));
  const parameters = asList(resolve(dict.entries.get('DecodeParms'))).map((value) => resolve(value));
  if (filters.length > 2 || filters.some((filter) => filter !== 'FlateDecode'))
    damaged('a filter that is not read here');
  if (dict.entries.has('F')) damaged('a stream outside the file');
  if (filters.length === 0 && raw.length > limit) throw new NotaryError('too-large', 'PDF: a stream that is too long');
  return filters.reduce<Uint8Array>(
    (data, _, i) =>
      predicted(
        inflateZlib(data, limit, (bytes) => budget.unpack(bytes), atOnce),
        parameters[i] ?? null,
        resolve,
      ),
    raw,
  );
}
