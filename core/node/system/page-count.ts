/** How many pages a PDF has, by its pages and not by what it says about them. */

import type { PdfFile } from '../../formats/attachments/document.ts';
import { PDF_LIMITS } from '../../formats/attachments/limits.ts';
import { isDict, isRef, nameOf, type PdfValue } from '../../formats/attachments/syntax.ts';
import { FACT_LIMITS } from '../../records/facts.ts';

/** A page costs an object and some twenty values: enough for several thousand. */
export const PAGES_LIMITS = { ...PDF_LIMITS, objects: 100_000, values: 1_000_000, steps: 32 * 1024 * 1024 } as const;
const DEPTH = 64;

/**
 * The leaves of the page tree (ISO 32000-1 section 7.7.3); null where they cannot be counted without doubt: damaged,
 * beyond the bounds, or other than the tree's own counts. Never throws.
 */
export function countPages(file: PdfFile): number | null {
  try {
    const count = leaves(file, file.catalog().entries.get('Pages') ?? null, new Set(), 0);
    return count >= 1 && count <= FACT_LIMITS.pages ? count : null;
  } catch {
    return null;
  }
}

/** Throws when something in the tree is no node, stands twice, or counts wrongly. */
function leaves(file: PdfFile, node: PdfValue, seen: Set<number>, depth: number): number {
  if (!isRef(node) || seen.has(node.number) || depth > DEPTH) throw new Error('no tree');
  seen.add(node.number);
  const dict = file.resolve(node);
  if (!isDict(dict)) throw new Error('no node');
  const type = nameOf(file.resolve(dict.entries.get('Type')));
  if (type === 'Page') return 1;
  const kids = file.resolve(dict.entries.get('Kids'));
  if (type !== 'Pages' || !Array.isArray(kids)) throw new Error('no node');
  const found = kids.reduce((sum: number, kid: PdfValue) => sum + leaves(file, kid, seen, depth + 1), 0);
  if (file.resolve(dict.entries.get('Count')) !== found) throw new Error('a count that is not right');
  return found;
}
