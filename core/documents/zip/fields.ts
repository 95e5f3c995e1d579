/** The fixed parts of ZIP (APPNOTE 6.3.10) and their little-endian numbers. */
import { boxTrouble } from '../box/trouble.ts';

/** The first four bytes of each part. */
export const SIGNATURE = {
  local: 0x04034b50,
  header: 0x02014b50,
  digital: 0x05054b50,
  end64: 0x06064b50,
  locator: 0x07064b50,
  end: 0x06054b50,
} as const;

/** Fixed length of each part. */
export const LENGTH = { local: 30, header: 46, digital: 6, end64: 56, locator: 20, end: 22 } as const;

/** Marker values of fields whose value is in a ZIP64 record (section 4.4.1.4). */
export const ELSEWHERE = { u16: 0xffff, u32: 0xffffffff } as const;

/** Little-endian numbers of a part; `u64` throws `malformed` beyond 2^53. */
export interface Fields {
  u16(at: number): number;
  u32(at: number): number;
  u64(at: number): number;
}

/** Readers for numbers in these bytes. */
export function fieldsOf(bytes: Uint8Array): Fields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u32 = (at: number) => view.getUint32(at, true);
  return {
    u16: (at) => view.getUint16(at, true),
    u32,
    u64(at) {
      const value = u32(at) + u32(at + 4) * 2 ** 32;
      return Number.isSafeInteger(value) ? value : damaged('a number beyond every file');
    },
  };
}

/** The data of an extra field with this id (section 4.5); null when there is none, or the fields are broken before it. */
export function extraField(extra: Uint8Array, id: number): Uint8Array | null {
  const { u16 } = fieldsOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + u16(at + 2)) {
    const end = at + 4 + u16(at + 2);
    if (u16(at) === id) return end <= extra.length ? extra.subarray(at + 4, end) : null;
  }
  return null;
}

/** The error for an archive that violates APPNOTE. */
export function damaged(what: string, cause?: unknown): never {
  throw boxTrouble('damaged', `ZIP: ${what}`, cause);
}
