/** Files of LibreOffice and its kin (OpenDocument 1.3): the same findings as for Office files. */
import type { Warning } from '../../documents/warnings.ts';
import { volatileFunctions } from './formulas.ts';
import type { ZipFile } from './zip.ts';

function* formulasOf(content: string): Iterable<string> {
  for (const [, formula = ''] of content.matchAll(/table:formula="([^"]*)"/g)) yield formula.replaceAll('&quot;', '"');
}

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

/** Warnings about an OpenDocument file; none for another archive. */
export function lintOpenDocument(zip: ZipFile): readonly Warning[] {
  if (!zip.text('mimetype').startsWith('application/vnd.oasis.opendocument.')) return [];
  if (zip.text('META-INF/manifest.xml').includes('<manifest:encryption-data'))
    return [{ code: 'encrypted', detail: '' }];
  const content = zip.text('content.xml');
  const findings: readonly (readonly [Warning['code'], string | number])[] = [
    ['tracked-changes', count(content, /<text:changed-region[ >]|<table:(?:cell-content-change|insertion|deletion) /g)],
    ['comments', count(content, /<office:annotation[ >]/g)],
    ['volatile-formulas', volatileFunctions(formulasOf(content)).join(', ')],
    ['external-links', count(content, /<table:table-source |<draw:image [^>]*xlink:href="(?:https?|file|\.\.)[:/]/g)],
  ];
  return findings
    .filter(([, found]) => found !== 0 && found !== '')
    .map(([code, found]) => ({ code, detail: String(found) }));
}
