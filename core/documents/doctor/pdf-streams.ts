/** Data of PDF streams with any lossless filter (ISO 32000-1 section 7.4). */

import { NotaryError } from '../../errors.ts';
import type { PdfFile } from '../../formats/attachments/document.ts';
import { isDict, nameOf, type PdfDict, type PdfStream, type PdfValue } from '../../formats/attachments/syntax.ts';
import { utf8 } from '../../formats/bytes.ts';
import type { Inflater } from '../inflate.ts';
import { unfilter } from '../png-filter.ts';
import type { Allowance } from './tools.ts';

/** Unpacked data, and the names of the remaining (picture) filters. */
export interface StreamData {
  readonly data: Uint8Array;
  readonly left: readonly string[];
}

/** Bytes of one unpacked stream: a page in colour at 300 dots per inch has 26 MB. */
const STREAM_LIMIT = 40 * 1024 * 1024;

const asList = (value: PdfValue): readonly PdfValue[] =>
  Array.isArray(value) ? value : value === null ? [] : [value as PdfValue];

/** Unpacks Flate, ASCIIHex and ASCII85; stops before the first filter of another kind. Throws `malformed`, `too-large`. */
export function streamData(file: PdfFile, stream: PdfStream, tools: Inflater, allowance: Allowance): StreamData {
  const { entries } = stream.dict;
  const filters = asList(file.resolve(entries.get('Filter'))).map((filter) => nameOf(file.resolve(filter)) ?? '');
  const parameters = asList(file.resolve(entries.get('DecodeParms'))).map((value) => file.resolve(value));
  let data = file.raw(stream);
  for (const [i, filter] of filters.entries()) {
    if (filter === 'FlateDecode') {
      data = inflated(data, tools, allowance);
      const parameter = parameters[i];
      if (isDict(parameter)) data = unpredicted(file, data, parameter);
    } else if (filter === 'ASCIIHexDecode') data = fromAsciiHex(data);
    else if (filter === 'ASCII85Decode') data = fromAscii85(data, allowance);
    else return { data, left: filters.slice(i) };
  }
  return { data, left: [] };
}

/**
 * Data over the limit counts against the budget too: a thousand such streams must not cost a thousand times the limit.
 */
function inflated(packed: Uint8Array, tools: Inflater, allowance: Allowance): Uint8Array {
  const limit = Math.min(allowance.left, STREAM_LIMIT);
  let paid = limit;
  try {
    const data = tools.inflateRaw(packed.subarray(2), limit);
    paid = data.length;
    return data;
  } finally {
    allowance.take(paid);
  }
}

function unpredicted(file: PdfFile, data: Uint8Array, parameters: PdfDict): Uint8Array {
  const of = (name: string, otherwise: number) => {
    const value = file.resolve(parameters.entries.get(name));
    return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 2 ** 20 ? value : otherwise;
  };
  if (of('Predictor', 1) === 1) return data;
  if (of('Predictor', 1) < 10) throw new NotaryError('malformed', 'PDF: a predictor that is not read here');
  const bits = of('Colors', 1) * of('BitsPerComponent', 8);
  const rowBytes = Math.ceil((bits * of('Columns', 1)) / 8);
  return unfilter(data, rowBytes, bits);
}

function fromAsciiHex(data: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(data.length / 2));
  let digits = 0;
  for (const byte of data) {
    if (byte === 0x3e) break;
    const digit = HEX_DIGITS.indexOf(byte);
    if (digit < 0) continue;
    const value = digit > 15 ? digit - 6 : digit;
    out[digits >> 1] = (out[digits >> 1] as number) | (digits % 2 === 0 ? value << 4 : value);
    digits++;
  }
  return out.subarray(0, Math.ceil(digits / 2));
}

const HEX_DIGITS = utf8('0123456789abcdefABCDEF');

/** Section 7.4.3; `z` stands for four zeros, so that the result may be four times as long. */
function fromAscii85(data: Uint8Array, allowance: Allowance): Uint8Array {
  const most = 4 * (data.length + 1);
  if (most > STREAM_LIMIT) throw new NotaryError('too-large', 'PDF: a stream that is too long');
  allowance.take(most);
  const out = new Uint8Array(most);
  let [length, word, count] = [0, 0, 0];
  const flush = (bytes: number) => {
    for (let i = 0; i < bytes; i++) out[length++] = Math.floor(word / 256 ** (3 - i)) & 255;
    [word, count] = [0, 0];
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && count === 0) length += 4;
    else if (byte >= 0x21 && byte <= 0x75) {
      word = word * 85 + (byte - 0x21);
      if (++count === 5) flush(4);
    }
  }
  if (count > 1) {
    const left = count;
    for (; count < 5; count++) word = word * 85 + 84;
    flush(left - 1);
  }
  return out.subarray(0, length);
}
