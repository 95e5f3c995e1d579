/**
 * OFD (GB/T 33190-2016), the format of many electronic invoices: seals that are referenced but missing, or not
 * referenced at all.
 */
import type { Warning } from '../../documents/warnings.ts';
import { memberAt, memberName, type ZipFile } from './zip.ts';

const ROOT = 'ofd.xml';

/** Texts of the elements of this name. */
function textsIn(zip: ZipFile, member: string, element: string): readonly string[] {
  const texts: string[] = [];
  let text: string | null = null;
  zip.read(member, {
    open(name) {
      if (name === element) text = '';
    },
    text(piece) {
      if (text !== null) text += piece;
    },
    close(name) {
      if (name !== element || text === null) return;
      texts.push(text.trim());
      text = null;
    },
  });
  return texts;
}

/**
 * The member that a location names (ST_Loc, section 7.3): without a slash from where it is written; some programs write it
 * from the root all the same.
 */
function located(zip: ZipFile, location: string, from: string): string {
  const places = [memberAt(location.trim(), from), memberName(location.trim())] as const;
  return places.find((place) => zip.sizeOf(place) !== null) ?? places[0];
}

/** The members that a list of seals names. */
function sealsOf(zip: ZipFile, list: string): readonly string[] {
  const seals: string[] = [];
  zip.read(list, {
    open(name, { BaseLoc }) {
      if (name === 'Signature' && BaseLoc !== undefined) seals.push(located(zip, BaseLoc, list));
    },
  });
  return seals;
}

function isWhole(zip: ZipFile, seal: string): boolean {
  const [value] = textsIn(zip, seal, 'SignedValue');
  return value !== undefined && (zip.sizeOf(located(zip, value, seal)) ?? 0) > 0;
}

/** Warnings about an OFD document; none for another archive. Throws `malformed` for one that cannot be read. */
export function lintOfd(zip: ZipFile): readonly Warning[] {
  if (zip.sizeOf(ROOT) === null) return [];
  const lists = textsIn(zip, ROOT, 'Signatures').map((list) => located(zip, list, ROOT));
  const seals = lists.flatMap((list) => sealsOf(zip, list));
  if (seals.some((seal) => !isWhole(zip, seal))) return [{ code: 'seal-lost', detail: 'broken' }];
  // invoices of the tax authority's platform carry their data beside the page, and were issued with a seal
  const isInvoice = zip.names.some((member) => /(?:^|\/)original_invoice\.xml$/.test(member));
  return seals.length === 0 && (isInvoice || lists.length > 0) ? [{ code: 'seal-lost', detail: 'gone' }] : [];
}
