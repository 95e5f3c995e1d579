/** A writer of ZIP archives that does what it is told, also what no archiver would do. */
import { crc32, deflateRawSync } from 'node:zlib';

/** An entry, and what is said about it where that is not the truth. */
export interface Written {
  /** Bytes of the name as they stand in both headers. */
  readonly name: Uint8Array | string;
  readonly data: Uint8Array | string;
  readonly method?: 0 | 8;
  readonly flags?: number;
  /** Sizes and checksum behind the data, with or without a signature. */
  readonly descriptor?: 'signed' | 'plain' | undefined;
  /** Sizes and offset in a ZIP64 field, which nothing but large files need. */
  readonly zip64?: boolean;
  readonly extra?: Uint8Array;
  readonly comment?: Uint8Array;
  /** System and version that made it, and attributes. */
  readonly madeBy?: number;
  readonly attributes?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly at?: number;
}

/** The archive around them. */
export interface Around {
  readonly before?: Uint8Array;
  /** Offsets count from the file's first byte, not from the archive's. */
  readonly adjusted?: boolean;
  readonly behind?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly zip64?: boolean;
  /** What the end record says. */
  readonly count?: number;
  readonly length?: number;
  readonly offset?: number;
  /** Headers that are written; the others' files lie in the archive all the same. */
  readonly listed?: (index: number) => boolean;
  /** Bytes between the last file and the directory. */
  readonly gap?: Uint8Array;
}

const bytes = (text: Uint8Array | string) => (typeof text === 'string' ? Buffer.from(text) : Buffer.from(text));

/** Little-endian fields: value and width. */
function fields(...all: readonly (readonly [value: number, width: 2 | 4 | 8])[]): Buffer {
  const out = Buffer.alloc(all.reduce((sum, [, width]) => sum + width, 0));
  let at = 0;
  for (const [value, width] of all) {
    if (width === 8) out.writeBigUInt64LE(BigInt(value), at);
    else out.writeUIntLE(value, at, width);
    at += width;
  }
  return out;
}

/** An extra field. */
export function extraOf(id: number, data: Uint8Array): Buffer {
  return Buffer.concat([fields([id, 2], [data.length, 2]), data]);
}

/** The field "Info-ZIP Unicode Path" for a name. */
export function unicodePath(rawName: Uint8Array, path: string, crc = crc32(rawName)): Buffer {
  return extraOf(0x7075, Buffer.concat([Buffer.from([1]), fields([crc, 4]), Buffer.from(path)]));
}

function local(entry: Written, packed: Buffer): { readonly bytes: Buffer; readonly header: (at: number) => Buffer } {
  const { method = 8, flags = 0, descriptor, zip64 = false, madeBy = 0x0314, attributes = 0 } = entry;
  const [name, data, more, comment] = [entry.name, entry.data, entry.extra ?? '', entry.comment ?? ''].map(bytes) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  const [crc, size] = [entry.crc ?? crc32(data), entry.size ?? data.length];
  const bits = flags | (descriptor ? 8 : 0);
  const head = (sizes: readonly [number, number, number]): (readonly [number, 2 | 4])[] => [
    [45, 2],
    [bits, 2],
    [method, 2],
    [0x21, 4],
    [sizes[0], 4],
    [sizes[1], 4],
    [sizes[2], 4],
    [name.length, 2],
  ];
  const full = 0xffffffff;
  const [known, knownPacked] = descriptor ? [0, 0] : [size, packed.length];
  const own = zip64 ? Buffer.concat([more, extraOf(1, fields([known, 8], [knownPacked, 8]))]) : more;
  const shown = zip64 ? ([crc, full, full] as const) : ([crc, packed.length, size] as const);
  const width = zip64 && descriptor ? 8 : 4;
  const behind = descriptor
    ? fields(
        ...(descriptor === 'signed' ? [[0x08074b50, 4] as const] : []),
        [crc, 4],
        [packed.length, width],
        [size, width],
      )
    : '';
  return {
    bytes: Buffer.concat([
      fields([0x04034b50, 4], ...head(descriptor && !zip64 ? [0, 0, 0] : shown), [own.length, 2]),
      name,
      own,
      packed,
      bytes(behind),
    ]),
    header(at) {
      const field = zip64 ? extraOf(1, fields([size, 8], [packed.length, 8], [at, 8])) : Buffer.alloc(0);
      const extra = Buffer.concat([more, field]);
      return Buffer.concat([
        fields(
          [0x02014b50, 4],
          [madeBy, 2],
          ...head(shown),
          [extra.length, 2],
          [comment.length, 2],
          [0, 4],
          [attributes >>> 0, 4],
          [zip64 ? full : at, 4],
        ),
        name,
        extra,
        comment,
      ]);
    },
  };
}

/** The bytes of an archive. */
export function archiveOf(entries: readonly Written[], around: Around = {}): Buffer {
  const { before = Buffer.alloc(0), adjusted = false, behind = Buffer.alloc(0), comment = Buffer.alloc(0) } = around;
  const shift = adjusted ? before.length : 0;
  const files: Buffer[] = [];
  const headers: Buffer[] = [];
  let at = 0;
  entries.forEach((entry, i) => {
    const data = bytes(entry.data);
    const { bytes: file, header } = local(entry, entry.method === 0 ? data : deflateRawSync(data));
    if (around.listed?.(i) ?? true) headers.push(header(entry.at ?? at + shift));
    files.push(file);
    at += file.length;
  });
  const gap = bytes(around.gap ?? '');
  const directory = Buffer.concat(headers);
  const offset = around.offset ?? at + gap.length + shift;
  const [length, count] = [around.length ?? directory.length, around.count ?? headers.length];
  const end64 = fields(
    [0x06064b50, 4],
    [44, 8],
    [45, 2],
    [45, 2],
    [0, 4],
    [0, 4],
    [count, 8],
    [count, 8],
    [length, 8],
    [offset, 8],
  );
  const locator = fields([0x07064b50, 4], [0, 4], [at + gap.length + directory.length + shift, 8], [1, 4]);
  const [most16, most32] = [0xffff, 0xffffffff];
  const end = fields(
    [0x06054b50, 4],
    [0, 4],
    [around.zip64 ? most16 : count & most16, 2],
    [around.zip64 ? most16 : count & most16, 2],
    [around.zip64 ? most32 : length, 4],
    [around.zip64 ? most32 : offset, 4],
    [comment.length, 2],
  );
  const tail = around.zip64 ? [end64, locator, end] : [end];
  return Buffer.concat([before, ...files, gap, directory, ...tail, comment, behind]);
}
