/** Files of LibreOffice and its kin (OpenDocument 1.3), as archives and as one XML (`.fodt`): the same findings as for Office files. */
import type { Warning } from '../../documents/warnings.ts';
import { readXml, rootElement, type XmlHandler } from '../system/xml.ts';
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

/** A media type is short. */
const LONGEST_TYPE = 256;

/** What the member `mimetype` says (part 2, section 3.3; EPUB 3.3 section 4.2.3); null when there is none. */
export function mediaType(zip: ZipFile): string | null {
  const size = zip.sizeOf('mimetype');
  if (size === null || size > LONGEST_TYPE) return null;
  const bytes = zip.bytes('mimetype');
  return bytes === null ? null : Buffer.from(bytes).toString('latin1').trim();
}

/** True for an OpenDocument archive, also without its media type, which a document should have and need not. */
export function isOpenDocument(zip: ZipFile): boolean {
  const type = mediaType(zip);
  return type === null
    ? zip.sizeOf('meta-inf/manifest.xml') !== null && zip.sizeOf('content.xml') !== null
    : type.startsWith(MIME);
}

const OFFICE = 'urn:oasis:names:tc:opendocument:xmlns:office:1.0';

/** True for the beginning of a document in one XML (part 3, section 3.1.2). */
export function isFlatDocument(head: Uint8Array): boolean {
  const root = rootElement(head.subarray(0, ROOT_WITHIN));
  return root?.name === 'document' && root.namespace === OFFICE;
}
/** Its root names all namespaces. */
const ROOT_WITHIN = 8192;

/** Warnings about a document in one XML. Throws `malformed` for one that cannot be read. */
export function lintFlatDocument(bytes: Uint8Array): readonly Warning[] {
  const content = new Findings();
  readXml(bytes, content);
  return warningsOf(content);
}

/** Warnings about an OpenDocument archive; none for another archive. Throws `malformed` for one that cannot be read. */
export function lintOpenDocument(zip: ZipFile): readonly Warning[] {
  if (!isOpenDocument(zip)) return [];
  if (isEncrypted(zip)) return [{ code: 'encrypted', detail: '' }];
  const content = new Findings();
  zip.read('content.xml', content);
  return warningsOf(content);
}

function warningsOf(content: Findings): readonly Warning[] {
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
