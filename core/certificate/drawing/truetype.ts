/**
 * The part of TrueType (ISO/IEC 14496-22, "Open Font Format") that a certificate needs: characters to glyphs, advance
 * widths, and a subset with its own glyph numbers. Our fonts have no hinting programs, so none are carried over. Fonts
 * are pinned files of ours, not hostile input; a file that is cut short throws `malformed`.
 */

import { NotaryError } from '../../errors.ts';
import { concat } from '../../formats/bytes.ts';

/** A parsed font; sizes are in font units. */
export interface TrueType {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly bbox: readonly [number, number, number, number];
  /** The glyph of a code point, 0 when there is none. */
  glyphOf(codePoint: number): number;
  advanceOf(glyph: number): number;
  /** A font file whose glyph n is `glyphs[n]`; components of composite glyphs follow. `glyphs[0]` should be 0. */
  subset(glyphs: readonly number[]): Uint8Array;
}

type Tables = ReadonlyMap<string, Uint8Array>;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function readTables(file: Uint8Array): Tables {
  const view = viewOf(file);
  const tables = new Map<string, Uint8Array>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i;
    const tag = String.fromCharCode(...file.subarray(at, at + 4));
    const offset = view.getUint32(at + 8);
    tables.set(tag, file.subarray(offset, offset + view.getUint32(at + 12)));
  }
  return tables;
}

function tableOf(tables: Tables, tag: string): Uint8Array {
  const table = tables.get(tag);
  if (!table) throw new NotaryError('malformed', `font without a ${tag} table`);
  return table;
}

/** Format 12 (segmented coverage) of the cmap, which covers every plane. */
function readCmap(table: Uint8Array): Map<number, number> {
  const view = viewOf(table);
  const glyphs = new Map<number, number>();
  for (let i = 0; i < view.getUint16(2); i++) {
    const at = view.getUint32(4 + 8 * i + 4);
    if (view.getUint16(at) !== 12) continue;
    for (let group = 0; group < view.getUint32(at + 12); group++) {
      const [start, end, glyph] = [0, 4, 8].map((offset) => view.getUint32(at + 16 + 12 * group + offset)) as [
        number,
        number,
        number,
      ];
      for (let code = start; code <= end; code++) glyphs.set(code, glyph + code - start);
    }
    return glyphs;
  }
  throw new NotaryError('malformed', 'font without a cmap of format 12');
}

const COMPOSITE = { wordArguments: 0x01, scale: 0x08, moreComponents: 0x20, xyScale: 0x40, twoByTwo: 0x80 } as const;

/** Offsets of component numbers in a composite glyph; empty for a simple glyph. */
function componentOffsets(glyph: Uint8Array): number[] {
  const view = viewOf(glyph);
  const offsets: number[] = [];
  if (glyph.length === 0 || view.getInt16(0) >= 0) return offsets;
  let at = 10;
  for (;;) {
    const flags = view.getUint16(at);
    offsets.push(at + 2);
    at += 4 + (flags & COMPOSITE.wordArguments ? 4 : 2);
    if (flags & COMPOSITE.scale) at += 2;
    else if (flags & COMPOSITE.xyScale) at += 4;
    else if (flags & COMPOSITE.twoByTwo) at += 8;
    if (!(flags & COMPOSITE.moreComponents)) return offsets;
  }
}

/** Copies the outlines; components that are not included yet are numbered after the others. */
function copyOutlines(wanted: readonly number[], outlineOf: (glyph: number) => Uint8Array) {
  const order = [...wanted];
  const outlines: Uint8Array[] = [];
  for (let i = 0; i < order.length; i++) {
    const outline = outlineOf(order[i] as number).slice();
    const view = viewOf(outline);
    for (const offset of componentOffsets(outline)) {
      const component = view.getUint16(offset);
      const known = order.indexOf(component);
      view.setUint16(offset, known < 0 ? order.push(component) - 1 : known);
    }
    outlines.push(outline);
  }
  return { order, outlines };
}

function joinOutlines(outlines: readonly Uint8Array[]): { glyf: Uint8Array; loca: Uint8Array } {
  const loca = new Uint8Array(4 * (outlines.length + 1));
  const padded = outlines.map((outline) => pad4(outline));
  let at = 0;
  padded.forEach((outline, i) => {
    at += outline.length;
    viewOf(loca).setUint32(4 * (i + 1), at);
  });
  return { glyf: concat(...padded), loca };
}

function pad4(bytes: Uint8Array): Uint8Array {
  return bytes.length % 4 === 0 ? bytes : concat(bytes, new Uint8Array(4 - (bytes.length % 4)));
}

function checksum(table: Uint8Array): number {
  const view = viewOf(table);
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

function buildFile(tables: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const header = new Uint8Array(12 + 16 * tables.length);
  const view = viewOf(header);
  const power = 31 - Math.clz32(tables.length);
  view.setUint32(0, 0x00010000);
  [tables.length, 16 << power, power, 16 * tables.length - (16 << power)].forEach((v, i) => {
    view.setUint16(4 + 2 * i, v);
  });
  let offset = header.length;
  tables.forEach(([tag, table], i) => {
    const at = 12 + 16 * i;
    for (let c = 0; c < 4; c++) header[at + c] = tag.charCodeAt(c);
    view.setUint32(at + 4, checksum(pad4(table)));
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, table.length);
    offset += pad4(table).length;
  });
  return concat(header, ...tables.map(([, table]) => pad4(table)));
}

const CHECKSUM_ADJUSTMENT = 8; // offset in the head table
const LOCA_FORMAT = 50;

/** Parses a font with `glyf` outlines. Throws `malformed`. */
export function parseTrueType(file: Uint8Array): TrueType {
  const tables = readTables(file);
  const [head, hhea, hmtx, maxp, loca, glyf] = ['head', 'hhea', 'hmtx', 'maxp', 'loca', 'glyf'].map((tag) =>
    tableOf(tables, tag),
  ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const [headView, hheaView, hmtxView, locaView] = [head, hhea, hmtx, loca].map(viewOf) as [
    DataView,
    DataView,
    DataView,
    DataView,
  ];
  const glyphs = readCmap(tableOf(tables, 'cmap'));
  const metrics = hheaView.getUint16(34);
  const offsetOf = headView.getInt16(LOCA_FORMAT)
    ? (glyph: number) => locaView.getUint32(4 * glyph)
    : (glyph: number) => 2 * locaView.getUint16(2 * glyph);
  const outlineOf = (glyph: number) => glyf.subarray(offsetOf(glyph), offsetOf(glyph + 1));
  const advanceOf = (glyph: number) => hmtxView.getUint16(4 * Math.min(glyph, metrics - 1));
  const bearingOf = (glyph: number) =>
    hmtxView.getInt16(glyph < metrics ? 4 * glyph + 2 : 4 * metrics + 2 * (glyph - metrics));

  function subset(wanted: readonly number[]): Uint8Array {
    const { order, outlines } = copyOutlines(wanted, outlineOf);
    const newHmtx = new Uint8Array(4 * order.length);
    order.forEach((glyph, i) => {
      viewOf(newHmtx).setUint16(4 * i, advanceOf(glyph));
      viewOf(newHmtx).setInt16(4 * i + 2, bearingOf(glyph));
    });
    const newHead = head.slice();
    viewOf(newHead).setUint32(CHECKSUM_ADJUSTMENT, 0);
    viewOf(newHead).setInt16(LOCA_FORMAT, 1);
    const newHhea = hhea.slice();
    viewOf(newHhea).setUint16(34, order.length);
    const newMaxp = maxp.slice();
    viewOf(newMaxp).setUint16(4, order.length);
    const joined = joinOutlines(outlines);
    return buildFile([
      ['glyf', joined.glyf],
      ['head', newHead],
      ['hhea', newHhea],
      ['hmtx', newHmtx],
      ['loca', joined.loca],
      ['maxp', newMaxp],
    ]);
  }

  return {
    unitsPerEm: headView.getUint16(18),
    ascent: hheaView.getInt16(4),
    descent: hheaView.getInt16(6),
    bbox: [36, 38, 40, 42].map((at) => headView.getInt16(at)) as [number, number, number, number],
    glyphOf: (codePoint) => glyphs.get(codePoint) ?? 0,
    advanceOf,
    subset,
  };
}
