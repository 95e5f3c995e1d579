/** The text of an XML file, decoded strictly. XML 1.0, section 4.3.3 and appendix F. */
import { NotaryError } from '../../errors.ts';
import { latin1 } from '../../formats/bytes.ts';

const MARKS = [
  { mark: [0xff, 0xfe], label: 'utf-16le' },
  { mark: [0xfe, 0xff], label: 'utf-16be' },
  { mark: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  // no mark, but the zero bytes of `<?`
  { mark: [0x3c, 0, 0x3f, 0], label: 'utf-16le' },
  { mark: [0, 0x3c, 0, 0x3f], label: 'utf-16be' },
] as const;

/** What the encodings that are read are called in declarations. */
const LABELS: readonly (readonly [RegExp, 'utf-8' | 'gb18030' | 'latin1'])[] = [
  [/^utf-?8$/i, 'utf-8'],
  [/^us-ascii$/i, 'utf-8'],
  // written by programs that hold text as UTF-16 and save it as UTF-8: the declaration was read, so it is not UTF-16
  [/^utf-?16(?:le|be)?$/i, 'utf-8'],
  [/^(?:gb18030|gb-?2312|gbk|cp936|ms936|x-gbk)$/i, 'gb18030'],
  [/^(?:iso-?8859-1|latin-?1)$/i, 'latin1'],
];

/** Bytes in which a declaration is looked for. */
const HEAD = 256;
const DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/;

/**
 * Characters that programs decode differently from GB 18030: its edition of 2022 moved ten presentation forms, eight
 * radicals and U+1E3F to where private ones had been.
 */
const MOVED = /[\u1e3f\u9fb4-\u9fbb\ufe10-\ufe19\ue000-\uf8ff]/;

function fail(message: string, cause?: unknown): never {
  throw new NotaryError('malformed', `XML: ${message}`, {}, cause);
}

/** Whether the first bytes are those of an XML file in an encoding that is read: a `<`, behind a mark and white space. */
export function beginsLikeXml(bytes: Uint8Array): boolean {
  const start = bytes.findIndex((byte) => !BEFORE_XML.has(byte));
  return bytes[start] === 0x3c;
}

/** White space, and the bytes of a mark of UTF-8 or UTF-16 with the zeros of the latter. */
const BEFORE_XML: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xbb, 0xbf, 0xef, 0xfe, 0xff]);

/** The text by its mark, else as its declaration says, else as UTF-8; without the mark. Throws `malformed`. */
export function xmlText(bytes: Uint8Array): string {
  const label = marked(bytes) ?? declared(bytes);
  if (label === null) return fail(`the encoding ${declaration(bytes)} is not read here`);
  if (label === 'latin1') return latin1(bytes);
  const text = decoded(bytes, label);
  if (label === 'gb18030' && MOVED.test(text)) fail('a character of which versions of GB 18030 differ');
  return text;
}

/** Bytes in which the root element has to begin. */
const BEGINNING = 64 * 1024;

/** The beginning of the text for a look at its root element, whatever its encoding; names of elements are in ASCII. */
export function beginningOfXml(bytes: Uint8Array): string {
  const head = bytes.subarray(0, BEGINNING);
  const label = marked(bytes);
  if (label === 'utf-16le' || label === 'utf-16be') return new TextDecoder(label).decode(head);
  return latin1(head, label === 'utf-8' ? 3 : 0, head.length);
}

type Label = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'latin1';

const marked = (bytes: Uint8Array) =>
  MARKS.find(({ mark }) => mark.every((byte, i) => bytes[i] === byte))?.label ?? null;

/** What the declaration calls the encoding; null when it says nothing. */
const declaration = (bytes: Uint8Array) =>
  DECLARATION.exec(latin1(bytes, 0, Math.min(HEAD, bytes.length)))?.[1] ?? null;

/** The declared encoding; null for one that is not read. */
function declared(bytes: Uint8Array): Label | null {
  const name = declaration(bytes);
  return name === null ? 'utf-8' : (LABELS.find(([names]) => names.test(name))?.[1] ?? null);
}

function decoded(bytes: Uint8Array, label: Exclude<Label, 'latin1'>): string {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (cause) {
    return fail(`not ${label.toUpperCase()}`, cause);
  }
}
