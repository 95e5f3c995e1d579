/** Pictures of QR codes, as PNG in shades of grey (W3C PNG, third edition). */
import { crc32, deflateSync } from 'node:zlib';
import { encodeQR } from 'qr';
import { interlacedRows } from '../../core/support/adam7.ts';

const SQUARE = 4;

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A code that says this text, with its margin. */
export function codePicture(text: string, { interlaced = false } = {}): Buffer {
  const dark = encodeQR(text, 'raw');
  const side = dark.length * SQUARE;
  const rows = Array.from({ length: side }, (_, y) => {
    const row = dark[Math.floor(y / SQUARE)] ?? [];
    return Array.from({ length: side }, (_, x) => (row[Math.floor(x / SQUARE)] ? 0 : 255));
  });
  const pixels = interlaced ? interlacedRows(rows, 8) : Uint8Array.from(rows.flatMap((row) => [0, ...row]));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 8;
  head[12] = interlaced ? 1 : 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', new Uint8Array()),
  ]);
}
