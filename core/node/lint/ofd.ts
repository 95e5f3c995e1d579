/**
 * OFD (GB/T 33190-2016), the format of many electronic invoices: seals that are referenced but missing, or not
 * referenced at all.
 */
import type { Warning } from '../../documents/warnings.ts';
import { isInvoiceName } from './invoice.ts';
import type { ZipFile } from './zip.ts';

const FOLDER = /[^/]*$/;

/** Resolves a location to the name of an archive member, from the root or relative to the member that refers to it. */
function placeOf(location: string, from: string): string {
  const parts = (location.startsWith('/') ? location : from.replace(FOLDER, '') + location).split('/');
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

function sealsOf(zip: ZipFile, list: string): readonly string[] {
  return [...zip.text(list).matchAll(/<(?:ofd:)?Signature [^>]*BaseLoc="([^"]+)"/g)].map(([, at = '']) =>
    placeOf(at, list),
  );
}

function isWhole(zip: ZipFile, seal: string): boolean {
  const value = /<(?:ofd:)?SignedValue>\s*([^<]+?)\s*</.exec(zip.text(seal))?.[1];
  return value !== undefined && (zip.sizeOf(placeOf(value, seal)) ?? 0) > 0;
}

/** Warnings about an OFD document; none for another archive. */
export function lintOfd(zip: ZipFile, name: string): readonly Warning[] {
  const root = zip.text('OFD.xml');
  if (root === '') return [];
  const list = /<(?:ofd:)?Signatures>\s*([^<]+?)\s*</.exec(root)?.[1];
  const seals = list === undefined ? [] : sealsOf(zip, placeOf(list, 'OFD.xml'));
  const invoice = isInvoiceName(name) || zip.names.some((member) => /original_invoice\.xml$/i.test(member));
  if (seals.some((seal) => !isWhole(zip, seal))) return [{ code: 'seal-lost', detail: 'broken' }];
  return seals.length === 0 && (invoice || list !== undefined) ? [{ code: 'seal-lost', detail: 'gone' }] : [];
}
