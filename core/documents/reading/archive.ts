/**
 * Invoices in an archive, as tax platforms hand them out: a ZIP with the PDF and the OFD of an invoice, and another ZIP with its
 * XML, of one invoice or of many. Nothing of it becomes a fact: which files say which invoice is told, and none is picked.
 */
import { NotaryError } from '../../errors.ts';
import { documentsIn } from '../box/archive.ts';
import { containerKind } from '../box/containers.ts';
import { Allowance } from '../box/limits.ts';
import { boxPath, entryPath } from '../box/path.ts';
import { memorySource } from '../zip/source.ts';
import { unpackEntry } from '../zip/unpack.ts';
import { shownFile } from './container.ts';
import { invoiceIdentity } from './identity.ts';
import { type ReadingTools, readDocument } from './index.ts';
import { type InvoicesInside, MOST_NAMED } from './inside.ts';
import { beginsLikeZip } from './ofd-package.ts';
import type { Reading } from './reading.ts';

/** Archives inside one another, entries at all depths and what they unpack to. */
export const ARCHIVE_INVOICES = { depth: 4, entries: 1000, unpacked: 64 * 1024 * 1024 } as const;

/** Entries that make a ZIP a document: of Office, OpenDocument and EPUB, and OFD. */
const PACKAGES: ReadonlySet<string> = new Set(['[content_types].xml', 'mimetype', 'ofd.xml']);

/** A file in an archive. */
interface FoundFile {
  readonly path: string;
  /** Null for an invoice that cannot be read. */
  readonly readings: readonly Reading[] | null;
}

/**
 * The invoices in an archive, at all its depths; null for any other file, for one in which there is none, and for one that is
 * damaged or beyond the bounds. Throws nothing.
 */
export function invoicesInside(bytes: Uint8Array, tools: ReadingTools): InvoicesInside | null {
  if (!beginsLikeZip(bytes)) return null;
  const files = filesIn(bytes, '', 0, new Allowance(ARCHIVE_INVOICES.unpacked, ARCHIVE_INVOICES.entries), tools);
  if (!files?.some(({ readings }) => readings === null || readings.length > 0)) return null;
  return summed(files);
}

/** Null for an archive that is a document, or cannot be opened. */
function filesIn(
  bytes: Uint8Array,
  path: string,
  depth: number,
  allowance: Allowance,
  tools: ReadingTools,
): readonly FoundFile[] | null {
  return attempt(() => {
    const source = memorySource(bytes);
    const entries = documentsIn(source, allowance);
    if (entries.some(({ name }) => PACKAGES.has(name.toLowerCase()))) return null;
    return entries.flatMap((entry) => {
      const place = path === '' ? boxPath(entry.name) : entryPath(path, entry.name);
      const unpacked = attempt(() => unpackEntry(source, entry, tools));
      if (unpacked === null) return [{ path: place, readings: [] }];
      const isArchive = containerKind(entry.name) === 'zip' && depth + 1 < ARCHIVE_INVOICES.depth;
      const inside = isArchive ? filesIn(unpacked, place, depth + 1, allowance, tools) : null;
      return inside ?? [{ path: place, readings: readingsIn(unpacked, tools) }];
    });
  });
}

/** Null for an invoice that cannot be read. */
function readingsIn(bytes: Uint8Array, tools: ReadingTools): readonly Reading[] | null {
  return attempt(() => readDocument(bytes, tools));
}

function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotaryError) return null;
    throw error;
  }
}

/** Files that say the same invoice are those with the same strict key; without one a file is told by itself. */
function summed(files: readonly FoundFile[]): InvoicesInside {
  const invoices = new Map<string, string[]>();
  for (const { path, readings } of files)
    for (const [i, { facts }] of (readings ?? []).entries()) {
      const name = shownFile(path) + ((readings ?? []).length > 1 ? `#${i + 1}` : '');
      const key = invoiceIdentity(facts).strict ?? name;
      const same = invoices.get(key) ?? [];
      invoices.set(key, same);
      if (!same.includes(name) && same.length < MOST_NAMED) same.push(name);
    }
  const unread = files.filter(({ readings }) => readings === null).map(({ path }) => shownFile(path));
  const others = files.filter(({ readings }) => readings?.length === 0).length;
  const beyond = Math.max(0, invoices.size - MOST_NAMED) + Math.max(0, unread.length - MOST_NAMED);
  return {
    invoices: [...invoices.values()].slice(0, MOST_NAMED),
    unread: unread.slice(0, MOST_NAMED),
    others: others + beyond,
  };
}
