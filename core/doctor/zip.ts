/** A bounded reader of ZIP archives by their central directory (APPNOTE 4.3): stored and deflated members. */
import { NotaryError } from '../errors.ts';
import type { Allowance, Tools } from './tools.ts';

/** A member that can be unpacked. */
export interface ZipMember {
  readonly name: string;
  readonly packed: Uint8Array;
  readonly method: number;
  readonly size: number;
}

const LIMITS = { members: 4096, name: 1024 } as const;
const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50] as const;

function fail(what: string): never {
  throw new NotaryError('malformed', `ZIP: ${what}`);
}

function endRecord(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at--) if (view.getUint32(at, true) === END) return at;
  return fail('no directory');
}

function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}

function memberAt(bytes: Uint8Array, view: DataView, at: number): ZipMember & { readonly next: number } {
  if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) fail('a broken directory');
  const u16 = (offset: number) => view.getUint16(at + offset, true);
  const u32 = (offset: number) => view.getUint32(at + offset, true);
  if ((u16(8) & 1) !== 0) fail('an encrypted member');
  const [packedSize, size, local] = [u32(20), u32(24), u32(42)];
  if (u16(28) > LIMITS.name || local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL)
    fail('a broken member');
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (from + packedSize > bytes.length) fail('a member beyond the file');
  const name = nameOf(bytes.subarray(at + 46, at + 46 + u16(28)));
  const next = at + 46 + u16(28) + u16(30) + u16(32);
  return { name, packed: bytes.subarray(from, from + packedSize), method: u16(10), size, next };
}

/** The members that are files, by name. Throws `malformed` (also for ZIP64, encryption, a name twice) or `too-large`. */
export function readZip(bytes: Uint8Array): ReadonlyMap<string, ZipMember> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 22) fail('too short');
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  if (count > LIMITS.members) throw new NotaryError('too-large', 'ZIP: too many members');
  const members = new Map<string, ZipMember>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    const { next, ...member } = memberAt(bytes, view, at);
    if (members.has(member.name)) fail('a name stands twice');
    if (!member.name.endsWith('/')) members.set(member.name, member);
    at = next;
  }
  return members;
}

/** A member's contents. Throws `malformed` or `too-large`. */
export function unpackMember({ packed, method, size }: ZipMember, tools: Tools, allowance: Allowance): Uint8Array {
  allowance.take(size);
  if (method === 0) return packed.length === size ? packed : fail('a stored member of another size');
  if (method !== 8) fail('a method that is not read here');
  const contents = tools.inflateRaw(packed, size);
  return contents.length === size ? contents : fail('a member of another size');
}
