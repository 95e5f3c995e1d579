/**
 * The members of a ZIP archive by its central directory (APPNOTE 6.3 section 4.3.12), bounded in count and expansion. No
 * ZIP64: an archive that needs it is larger than what is looked at.
 */
import { inflateRawSync } from 'node:zlib';

/** Bounds of one archive; beyond them its members count as not readable. */
export const ZIP_LIMITS = { entries: 10_000, member: 16 * 1024 * 1024, unpacked: 48 * 1024 * 1024 } as const;

const END_RECORD = 22;
const MAX_COMMENT = 65_535;
const ENTRY = 46;
const LOCAL = 30;

interface Member {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  /** Offset of the local header. */
  readonly at: number;
}

/** True for the first bytes of an archive that has members. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

export class ZipFile {
  readonly #bytes: Buffer;
  readonly #members = new Map<string, Member>();
  #left: number = ZIP_LIMITS.unpacked;

  /** Throws for what is no archive. */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const end = this.#endRecord();
    const count = Math.min(this.#bytes.readUInt16LE(end + 10), ZIP_LIMITS.entries);
    let at = this.#bytes.readUInt32LE(end + 16);
    for (let i = 0; i < count; i++) at = this.#entry(at);
  }

  get names(): readonly string[] {
    return [...this.#members.keys()];
  }

  /** True when a member opens only with a password. */
  get encrypted(): boolean {
    return [...this.#members.values()].some((member) => member.encrypted);
  }

  /** A member's size as the archive claims it; null when there is none of this name. */
  sizeOf(name: string): number | null {
    return this.#members.get(name)?.size ?? null;
  }

  /** A member, one character for each byte; empty when it is missing, encrypted or beyond the bounds. */
  text(name: string): string {
    const member = this.#members.get(name);
    if (!member || member.encrypted || member.size > Math.min(this.#left, ZIP_LIMITS.member)) return '';
    this.#left -= member.size;
    const start =
      member.at + LOCAL + this.#bytes.readUInt16LE(member.at + 26) + this.#bytes.readUInt16LE(member.at + 28);
    const packed = this.#bytes.subarray(start, start + member.packed);
    if (member.method === 0) return packed.toString('latin1');
    // zlib takes no bound of 0
    return member.method === 8 ? inflateRawSync(packed, { maxOutputLength: member.size + 1 }).toString('latin1') : '';
  }

  #endRecord(): number {
    const from = Math.max(0, this.#bytes.length - END_RECORD - MAX_COMMENT);
    const at = this.#bytes.subarray(from).lastIndexOf('PK\x05\x06', undefined, 'latin1');
    if (at < 0) throw new Error('no end of the central directory');
    return from + at;
  }

  #entry(at: number): number {
    const bytes = this.#bytes;
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('no entry of the central directory');
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const end = at + ENTRY + name;
    const text = bytes.toString('utf8', at + ENTRY, end);
    this.#members.set(text, {
      name: text,
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    return end + extra + comment;
  }
}
