/**
 * Proof on paper: the three files of a certificate as fragments that fit into QR codes. Every page has up to five fragments and
 * one more that is their XOR, so that one code of each page may be lost. docs/certificate-format/paper.md has every byte.
 */
import { deflateSync } from 'fflate';
import type { Crypto } from '../crypto.ts';
import { universalTools } from '../documents/doctor/tools.ts';
import { NotaryError } from '../errors.ts';
import { concat, equal, toHex, utf8 } from '../formats/bytes.ts';
import type { EvidenceFiles } from '../formats/evidence.ts';

/** Fragments on one page: the last of each page is the XOR of those before it. */
export const FRAGMENTS_PER_PAGE = 6;

/** Bounds of a proof on paper, and of unpacking it. */
export const PAPER_LIMITS = {
  /** Payload bytes in one part: with its frame they fill the largest code that is printed. */
  block: 977,
  /** Pages of codes. */
  pages: 6,
  /** Bytes of the three files, before packing. */
  unpacked: 256 * 1024,
} as const;

const MAGIC = concat(utf8('NDP'), Uint8Array.of(1));
const ID_LENGTH = 8;
const HEAD = MAGIC.length + ID_LENGTH + 4;
const CHECK = 4;

/** One fragment, as a code holds it. */
export interface PaperFragment {
  /** The set that it belongs to, hex: the first 8 bytes of SHA-256 of the payload. */
  readonly set: string;
  /** From 1. */
  readonly index: number;
  /** Number of parts in the set, including spare ones. */
  readonly total: number;
  /** Bytes of the payload of the whole set. */
  readonly length: number;
  readonly block: Uint8Array;
}

type Hash = Pick<Crypto, 'sha256'>;

/** True for the XOR part of a page, which can replace one other part. */
export function isSpare(index: number, total: number): boolean {
  return index % FRAGMENTS_PER_PAGE === 0 || index === total;
}

/** Number of parts without spare ones, for a set of this many parts. */
export function dataFragments(total: number): number {
  return total - Math.ceil(total / FRAGMENTS_PER_PAGE);
}

/** Number of parts of a set with this many data parts. */
const withSpares = (data: number) => data + Math.ceil(data / (FRAGMENTS_PER_PAGE - 1));

function pack({ record, evidence, proof }: EvidenceFiles): Uint8Array {
  const lengths = new Uint8Array(8);
  const view = new DataView(lengths.buffer);
  view.setUint32(0, record.length);
  view.setUint32(4, evidence.length);
  const whole = concat(lengths, record, evidence, proof);
  if (whole.length > PAPER_LIMITS.unpacked) throw tooMuch();
  return deflateSync(whole, { level: 9 });
}

function unpack(payload: Uint8Array): EvidenceFiles {
  const whole = universalTools.inflateRaw(payload, PAPER_LIMITS.unpacked);
  if (whole.length < 8) throw new NotaryError('malformed', 'codes: nothing in them');
  const view = new DataView(whole.buffer, whole.byteOffset);
  const evidence = 8 + view.getUint32(0);
  const proof = evidence + view.getUint32(4);
  if (proof > whole.length) throw new NotaryError('malformed', 'codes: the lengths of the files do not fit');
  return {
    record: whole.slice(8, evidence),
    evidence: whole.slice(evidence, proof),
    proof: whole.slice(proof),
  };
}

function tooMuch(): NotaryError {
  return new NotaryError('too-large', 'the proof is too large for paper: withhold more facts', { reason: 'paper' });
}

function xor(blocks: readonly Uint8Array[], length: number): Uint8Array {
  const out = new Uint8Array(length);
  for (const block of blocks) for (let i = 0; i < length; i++) out[i] = (out[i] as number) ^ (block[i] ?? 0);
  return out;
}

/** The fragments of these files, in the order in which they are printed. Throws `too-large` (reason `paper`). */
export function paperFragments(files: EvidenceFiles, crypto: Hash): readonly PaperFragment[] {
  const payload = pack(files);
  const count = Math.ceil(payload.length / PAPER_LIMITS.block);
  const total = withSpares(count);
  if (total > PAPER_LIMITS.pages * FRAGMENTS_PER_PAGE) throw tooMuch();
  const size = Math.ceil(payload.length / count);
  const set = toHex(crypto.sha256(payload).subarray(0, ID_LENGTH));
  const blocks: Uint8Array[] = [];
  for (let at = 0, page: Uint8Array[] = []; at < payload.length; at += size) {
    const block = new Uint8Array(size);
    block.set(payload.subarray(at, at + size));
    page.push(block);
    blocks.push(block);
    if (page.length < FRAGMENTS_PER_PAGE - 1 && at + size < payload.length) continue;
    blocks.push(xor(page, size));
    page = [];
  }
  return blocks.map((block, i) => ({ set, index: i + 1, total, length: payload.length, block }));
}

/** The bytes of a fragment. */
export function fragmentBytes({ set, index, total, length, block }: PaperFragment, crypto: Hash): Uint8Array {
  const id = Uint8Array.from({ length: ID_LENGTH }, (_, i) => Number.parseInt(set.slice(2 * i, 2 * i + 2), 16));
  const body = concat(MAGIC, id, Uint8Array.of(index, total, length >> 8, length & 255), block);
  return concat(body, crypto.sha256(body).subarray(0, CHECK));
}

/** Parses the bytes of a code. Null for another kind of code, and for damaged or inconsistent data. */
export function readFragment(bytes: Uint8Array, crypto: Hash): PaperFragment | null {
  if (bytes.length <= HEAD + CHECK || !equal(bytes.subarray(0, MAGIC.length), MAGIC)) return null;
  const body = bytes.subarray(0, bytes.length - CHECK);
  if (!equal(crypto.sha256(body).subarray(0, CHECK), bytes.subarray(body.length))) return null;
  const [index = 0, total = 0, high = 0, low = 0] = body.subarray(HEAD - 4, HEAD);
  const length = high * 256 + low;
  const fits = index >= 1 && index <= total && total <= PAPER_LIMITS.pages * FRAGMENTS_PER_PAGE;
  // a page with only a spare part is impossible
  if (!fits || total % FRAGMENTS_PER_PAGE === 1 || body.length - HEAD !== Math.ceil(length / dataFragments(total)))
    return null;
  const set = toHex(body.subarray(MAGIC.length, MAGIC.length + ID_LENGTH));
  return { set, index, total, length, block: body.slice(HEAD) };
}

/** The parts found of one set, and the result. */
export interface PaperSet {
  readonly set: string;
  readonly total: number;
  /** Numbers of the fragments that were found, ascending. */
  readonly found: readonly number[];
  /** Numbers of missing parts that no spare part replaces; empty when the set can be restored. */
  readonly missing: readonly number[];
  /** Null while fragments are missing, and when they do not fit together. */
  readonly files: EvidenceFiles | null;
  /** Why complete parts give no files. */
  readonly error: NotaryError | null;
}

type SetFrame = Pick<PaperFragment, 'set' | 'total' | 'length'>;

/**
 * Collects fragments of any number of sets, in any order, repeated or not. Of two with one number and different contents
 * nobody can say which is right: that number counts as missing.
 */
export function joinFragments(fragments: readonly PaperFragment[], crypto: Hash): readonly PaperSet[] {
  const sets = new Map<string, { frame: SetFrame; seen: Map<number, PaperFragment | null> }>();
  for (const fragment of fragments) {
    const key = `${fragment.set} ${fragment.total} ${fragment.length}`;
    const set = sets.get(key) ?? { frame: fragment, seen: new Map<number, PaperFragment | null>() };
    sets.set(key, set);
    const { seen } = set;
    const before = seen.get(fragment.index);
    const agrees = before === undefined || (before !== null && equal(before.block, fragment.block));
    seen.set(fragment.index, agrees ? fragment : null);
  }
  return [...sets.values()].map(({ frame, seen }) => joinSet(frame, seen, crypto));
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

function joinSet(frame: SetFrame, seen: ReadonlyMap<number, PaperFragment | null>, crypto: Hash): PaperSet {
  const { set, total, length } = frame;
  const known = new Map([...seen].flatMap(([index, fragment]) => (fragment ? [[index, fragment] as const] : [])));
  const missing: number[] = [];
  const blocks: Uint8Array[] = [];
  for (let start = 1; start <= total; start += FRAGMENTS_PER_PAGE) {
    const page = range(start, Math.min(total, start + FRAGMENTS_PER_PAGE - 1));
    const lost = page.filter((index) => !known.has(index));
    if (lost.length > 1) missing.push(...lost);
    else blocks.push(...pageBlocks(page, known));
  }
  const found = [...known.keys()].sort((a, b) => a - b);
  if (missing.length > 0) return { set, total, found, missing, files: null, error: null };
  return { set, total, found, missing, ...filesOf(concat(...blocks).subarray(0, length), set, crypto) };
}

/** Restores the blocks of a page of which at most one fragment is missing. */
function pageBlocks(page: readonly number[], known: ReadonlyMap<number, PaperFragment>): readonly Uint8Array[] {
  const present = page.flatMap((index) => known.get(index)?.block ?? []);
  const size = present[0]?.length ?? 0;
  return page.slice(0, -1).map((index) => known.get(index)?.block ?? xor(present, size));
}

function filesOf(payload: Uint8Array, set: string, crypto: Hash): Pick<PaperSet, 'files' | 'error'> {
  try {
    if (toHex(crypto.sha256(payload).subarray(0, ID_LENGTH)) !== set)
      throw new NotaryError('malformed', 'codes: the fragments do not fit together');
    return { files: unpack(payload), error: null };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return { files: null, error };
  }
}
