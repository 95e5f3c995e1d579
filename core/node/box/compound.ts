/**
 * The tables of a compound file (MS-CFB), checked before a library follows them: cyclic chains of sectors, streams
 * longer than the file, and a directory that contains itself would otherwise cost hours and all memory.
 */
import { boxTrouble } from '../../documents/box/trouble.ts';
import { isCompound } from '../lint/compound.ts';

/** Length of the header, and offsets in it (section 2.2). */
const HEADER = {
  size: 512,
  sectorShift: 30,
  tables: 44,
  directory: 48,
  miniTable: 60,
  miniTables: 64,
  moreTables: 68,
  morePlaces: 72,
  places: 76,
} as const;
const PLACES_IN_HEADER = 109;

/** Offsets in a directory entry (section 2.6.1), and the types of used entries. */
const ENTRY = { size: 128, type: 66, left: 68, right: 72, child: 76, start: 116, length: 120 } as const;
const TYPE = { storage: 1, stream: 2, root: 5 } as const;

const END_OF_CHAIN = 0xfffffffe;
const NONE = 0xffffffff;
const MINI_SECTOR = 64;
/** Streams shorter than this are stored in the mini stream. */
const CUTOFF = 4096;
/** Maximum nesting of storages; a mail in a mail takes two. */
const DEPTH = 64;

/** Throws `malformed` unless `bytes` are a compound file whose chains end and whose streams fit into it together. */
export function checkCompound(bytes: Buffer): void {
  const file = new CompoundFile(bytes);
  const directory = file.directory();
  const [root] = directory;
  if (root?.type !== TYPE.root) throw damaged('the directory has no root');
  file.follow(root.start, file.sectors);
  let big = 0;
  let small = 0;
  for (const { start, length } of streamsBelow(directory, root)) {
    if (length === 0) continue;
    const isBig = length >= CUTOFF;
    const needed = Math.ceil(length / (isBig ? file.sector : MINI_SECTOR));
    const has = isBig ? file.follow(start, needed) : file.followMini(start, needed);
    if (has < needed) throw damaged('a stream that is longer than its sectors');
    if (isBig) big += length;
    else small += length;
    if (big > bytes.length || small > bytes.length) throw damaged('streams share their sectors');
  }
}

interface Entry {
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly length: number;
}

class CompoundFile {
  readonly sector: number;
  /** Number of sectors after the header; the last one may be cut short. */
  readonly sectors: number;
  readonly #bytes: Buffer;
  readonly #tables: readonly number[];
  readonly #miniTables: readonly number[];

  constructor(bytes: Buffer) {
    if (bytes.length < HEADER.size || !isCompound(bytes)) throw damaged('no compound file');
    this.#bytes = bytes;
    const shift = bytes.readUInt16LE(HEADER.sectorShift);
    if (shift !== 9 && shift !== 12) throw damaged('a size of sectors that does not exist');
    this.sector = 1 << shift;
    this.sectors = Math.ceil(bytes.length / this.sector) - 1;
    this.#tables = this.#placesOfTables();
    this.#miniTables = this.#chain(
      this.#bytes.readUInt32LE(HEADER.miniTable),
      this.#bytes.readUInt32LE(HEADER.miniTables),
    );
  }

  /** Entries of the directory, in their order. */
  directory(): readonly Entry[] {
    const sectors = this.#chain(this.#bytes.readUInt32LE(HEADER.directory), this.sectors);
    return sectors.flatMap((sector) => {
      const at = (sector + 1) * this.sector;
      const count = Math.floor(Math.min(this.sector, this.#bytes.length - at) / ENTRY.size);
      return Array.from({ length: count }, (_, i) => this.#entry(at + i * ENTRY.size));
    });
  }

  /** The number of sectors in a chain of the file; it may have at most `most`. */
  follow(start: number, most: number): number {
    return this.#chain(start, most).length;
  }

  /** The same in the mini stream. */
  followMini(start: number, most: number): number {
    let length = 0;
    for (let at = start; at !== END_OF_CHAIN; at = this.#next(this.#miniTables, at))
      if (++length > most) throw damaged('a chain of sectors that does not end');
    return length;
  }

  #chain(start: number, most: number): number[] {
    const chain: number[] = [];
    for (let at = start; at !== END_OF_CHAIN; at = this.#next(this.#tables, at)) {
      // a header may mark a missing chain in either way
      if (at === NONE && chain.length === 0) break;
      if (at >= this.sectors) throw damaged('a sector that does not exist');
      if (chain.push(at) > most) throw damaged('a chain of sectors that does not end');
    }
    return chain;
  }

  #next(tables: readonly number[], at: number): number {
    const perSector = this.sector / 4;
    const table = tables[Math.floor(at / perSector)];
    if (table === undefined) throw damaged('a sector that no table names');
    return this.#word((table + 1) * this.sector + (at % perSector) * 4);
  }

  /** Locations of the allocation tables (section 2.5): the first ones in the header, more in separate sectors. */
  #placesOfTables(): readonly number[] {
    const count = this.#bytes.readUInt32LE(HEADER.tables);
    const more = this.#bytes.readUInt32LE(HEADER.morePlaces);
    if (count > this.sectors || more > this.sectors) throw damaged('more tables than sectors');
    const places: number[] = [];
    const take = (at: number, room: number) => {
      for (let i = 0; i < room && places.length < count; i++) places.push(this.#word(at + 4 * i));
    };
    take(HEADER.places, PLACES_IN_HEADER);
    let sector = this.#bytes.readUInt32LE(HEADER.moreTables);
    for (let i = 0; i < more && sector < this.sectors; i++) {
      const at = (sector + 1) * this.sector;
      take(at, this.sector / 4 - 1);
      sector = this.#word(at + this.sector - 4);
    }
    if (places.some((place) => place >= this.sectors)) throw damaged('a table that does not exist');
    return places;
  }

  #entry(at: number): Entry {
    const word = (field: keyof typeof ENTRY) => this.#word(at + ENTRY[field]);
    return {
      type: this.#bytes.readUInt8(at + ENTRY.type),
      left: word('left'),
      right: word('right'),
      child: word('child'),
      start: word('start'),
      // with sectors of 512 bytes the upper half is undefined; no file that is small enough to be read needs it
      length: word('length'),
    };
  }

  #word(at: number): number {
    if (at + 4 > this.#bytes.length) throw damaged('it ends too early');
    return this.#bytes.readUInt32LE(at);
  }
}

/** Streams of all storages. Throws when an entry is reached twice, does not exist or is nested too deeply. */
function streamsBelow(directory: readonly Entry[], root: Entry): readonly Entry[] {
  const seen = new Set<number>();
  const streams: Entry[] = [];
  const open = [{ index: root.child, depth: 0 }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { index, depth } = place;
    if (index === NONE) continue;
    const entry = directory[index];
    if (!entry || seen.has(index) || index === 0) throw damaged('a directory that holds itself');
    if (depth > DEPTH) throw boxTrouble('too-deep', 'storages inside one another without end');
    seen.add(index);
    if (entry.type === TYPE.stream) streams.push(entry);
    if (entry.type === TYPE.storage) open.push({ index: entry.child, depth: depth + 1 });
    open.push({ index: entry.left, depth }, { index: entry.right, depth });
  }
  return streams;
}

function damaged(message: string) {
  return boxTrouble('damaged', `no mail of Outlook: ${message}`);
}
