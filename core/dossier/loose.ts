/**
 * Lists of a dossier that came as files of their own, `items.json` and `openings.json`: known by their contents, and paired with the
 * certificate whose record commits to them. docs/certificate-format/dossiers.md, "items.json".
 */
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { PDF_LIMITS } from '../formats/attachments/limits.ts';
import { fromHex, includesText, toHex } from '../formats/bytes.ts';
import type { CertificateFiles } from '../formats/evidence.ts';
import type { NotaryRecord } from '../records/record.ts';
import { readItemsFile, readOpeningsFile } from './files.ts';
import { ITEM_LISTS, type ItemListName, type ItemProof, ItemTree, isItemOf } from './items.ts';

/** Which of the two files. */
export type LoosePart = keyof NonNullable<CertificateFiles['dossier']>;

/** The lists that a record commits to. */
type Committed = Pick<NotaryRecord, 'items' | 'credits'>;

/** A file that is one of the two. */
export interface LooseList {
  readonly part: LoosePart;
  readonly bytes: Uint8Array;
  /** Whether a record commits to it: to all items, or to the first of those that are laid open or shown to be missing. */
  readonly isOf: (record: Committed) => boolean;
}

/** With what each begins: its first member, in canonical JSON (RFC 8785). */
const BEGINNINGS: readonly (readonly [LoosePart, string])[] = [
  ['items', '{"credits":['],
  ['openings', '{"absences":['],
];

/** So many of a file's first bytes tell which of the two it may be. */
export const LOOSE_HEAD = 64;

/** Which of the two files may begin like this and be so long; null for any other file. */
export function loosePart(head: Uint8Array, size: number): LoosePart | null {
  const found = BEGINNINGS.find(([, text]) => includesText(head.subarray(0, text.length), text));
  return found && size <= PDF_LIMITS[found[0]] ? found[0] : null;
}

/** Reads one; null for a file that is neither, and for one that cannot be read. */
export function looseList(bytes: Uint8Array, crypto: Pick<Crypto, 'sha256'>): LooseList | null {
  const part = loosePart(bytes, bytes.length);
  try {
    if (part === 'items') return { part, bytes, isOf: itemsOf(bytes, crypto) };
    return part === 'openings' ? { part, bytes, isOf: openingsOf(bytes, crypto) } : null;
  } catch (error) {
    if (error instanceof NotaryError) return null;
    throw error;
  }
}

function itemsOf(bytes: Uint8Array, crypto: Pick<Crypto, 'sha256'>): LooseList['isOf'] {
  const lists = readItemsFile(bytes);
  const found = ITEM_LISTS.map((name) => [name, toHex(new ItemTree(lists[name], crypto).root())] as const);
  return (record) =>
    found.every(([name, root]) => record[name]?.count === lists[name].length && record[name]?.root === root);
}

function openingsOf(bytes: Uint8Array, crypto: Pick<Crypto, 'sha256'>): LooseList['isOf'] {
  const { openings, absences } = readOpeningsFile(bytes);
  const shown = absences.flatMap(({ lists }) =>
    ITEM_LISTS.flatMap((name) => [lists[name].before, lists[name].after].map((proof) => ({ list: name, proof }))),
  );
  const first = [...openings, ...shown].find(({ proof }) => proof !== null);
  return (record) => first?.proof != null && leadsTo(record, first.list, first.proof, crypto);
}

function leadsTo(record: Committed, list: ItemListName, proof: ItemProof, crypto: Pick<Crypto, 'sha256'>): boolean {
  const committed = record[list];
  if (!committed) return false;
  try {
    return isItemOf({ count: committed.count, root: fromHex(committed.root) }, proof, crypto as Crypto);
  } catch (error) {
    if (error instanceof NotaryError) return false;
    throw error;
  }
}

/** What pairing needs of a certificate. */
interface Paired {
  readonly record: Committed;
  readonly files: Pick<CertificateFiles, 'dossier'>;
}

/**
 * The lists among loose ones that belong to a certificate and that it does not carry itself; of several for one part the first.
 */
export function listsBeside<L extends LooseList>({ record, files }: Paired, loose: readonly L[]): readonly L[] {
  if (!record.items) return [];
  const parts = ['items', 'openings'] as const;
  return parts.flatMap((part) => {
    const isCarried = files.dossier?.[part] !== undefined;
    return isCarried ? [] : (loose.find((one) => one.part === part && one.isOf(record)) ?? []);
  });
}

/** Lists as a verification takes them. */
export function besideOf(lists: readonly LooseList[]): CertificateFiles['dossier'] {
  return Object.fromEntries(lists.map(({ part, bytes }) => [part, bytes]));
}
