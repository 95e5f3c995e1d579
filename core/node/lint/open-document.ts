/** Files of LibreOffice and its kin (OpenDocument 1.3): the same findings as for Office files. */
import type { Warning } from '../../documents/warnings.ts';
import type { XmlHandler } from '../system/xml.ts';
import { volatileFunctions } from './formulas.ts';
import type { ZipFile } from './zip.ts';

const MIME = 'application/vnd.oasis.opendocument.';
const CHANGES: ReadonlySet<string> = new Set([
  'changed-region',
  'cell-content-change',
  'insertion',
  'deletion',
  'movement',
]);
/** A picture that lies outside of the file. */
const OUTSIDE = /^(?:https?|file|\.\.)[:/]/;

/** Inside a text's changed region stands another element of these names. */
class Findings implements XmlHandler {
  readonly formulas: string[] = [];
  changes = 0;
  comments = 0;
  links = 0;
  #regions = 0;

  open(name: string, { formula = '', href = '' }: Readonly<Record<string, string>>): void {
    if (CHANGES.has(name) && this.#regions === 0) this.changes++;
    if (name === 'changed-region') this.#regions++;
    if (name === 'annotation') this.comments++;
    if (name === 'table-source' || (name === 'image' && OUTSIDE.test(href))) this.links++;
    if (formula !== '' && volatileFunctions([formula]).length > 0) this.formulas.push(formula);
  }

  close(name: string): void {
    if (name === 'changed-region') this.#regions--;
  }
}

function isEncrypted(zip: ZipFile): boolean {
  let found = false;
  zip.read('meta-inf/manifest.xml', {
    open(name) {
      if (name === 'encryption-data') found = true;
    },
  });
  return found;
}

/** Warnings about an OpenDocument file; none for another archive. Throws `malformed` for one that cannot be read. */
export function lintOpenDocument(zip: ZipFile): readonly Warning[] {
  const mime = zip.bytes('mimetype');
  if (mime === null || !Buffer.from(mime.subarray(0, MIME.length)).equals(Buffer.from(MIME))) return [];
  if (isEncrypted(zip)) return [{ code: 'encrypted', detail: '' }];
  const content = new Findings();
  zip.read('content.xml', content);
  const findings: readonly (readonly [Warning['code'], string | number])[] = [
    ['tracked-changes', content.changes],
    ['comments', content.comments],
    ['volatile-formulas', volatileFunctions(content.formulas).join(', ')],
    ['external-links', content.links],
  ];
  return findings
    .filter(([, found]) => found !== 0 && found !== '')
    .map(([code, found]) => ({ code, detail: String(found) }));
}
