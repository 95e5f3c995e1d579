/** XML out of the files of others, read as it comes and within bounds. No document type: it is where entities are declared that blow up. */
import sax from 'sax';
import { NotaryError } from '../../errors.ts';

/** Callbacks for a document; names come without prefixes. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

const DEPTH = 256;
/** Attributes of one element: they are all held at once. */
const ATTRIBUTES = 1000;
/** Characters passed to the parser at once. */
const PIECE = 64 * 1024;

/** Reads a document. Throws `malformed`, and errors thrown by the handler. */
export function readXml(bytes: Uint8Array, handler: XmlHandler): void {
  const parser = sax.parser(true, { trim: false, position: false });
  let depth = 0;
  let attributeCount = 0;
  const refuse = (message: string): never => {
    throw new NotaryError('malformed', `XML: ${message}`);
  };
  parser.onerror = (error) => refuse(error.message.split('\n')[0] ?? '');
  parser.ondoctype = () => refuse('a document type is refused');
  parser.onattribute = () => {
    if (++attributeCount > ATTRIBUTES) refuse(`an element with more than ${ATTRIBUTES} attributes`);
  };
  parser.onopentag = ({ name, attributes }) => {
    if (++depth > DEPTH) refuse(`elements inside one another, more than ${DEPTH}`);
    attributeCount = 0;
    handler.open?.(localName(name), localNames(attributes as Record<string, string>));
  };
  parser.onclosetag = (name) => {
    depth--;
    handler.close?.(localName(name));
  };
  parser.ontext = (text) => handler.text?.(text);
  parser.oncdata = (text) => handler.text?.(text);
  try {
    const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
    for (let at = 0; at < bytes.length; at += PIECE)
      parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
    parser.write(decoder.decode()).close();
  } catch (error) {
    throw error instanceof NotaryError ? error : new NotaryError('malformed', 'XML: not a text', {}, error);
  }
}

const UTF16 = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
] as const;

/** By the byte order mark, else as the declaration says (XML 1.0, appendix F): programs in China write GBK too. */
function encodingOf(bytes: Uint8Array): string {
  const marked = UTF16.find(([first, second]) => bytes[0] === first && bytes[1] === second);
  if (marked) return marked[2];
  const declaration = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  const label = /^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(declaration)?.[1] ?? 'utf-8';
  return /^utf-?16/i.test(label) ? 'utf-8' : label;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

function localNames(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
}

/** White space, and the bytes of a mark of UTF-8 or UTF-16 with the zeros of the latter. */
const BEFORE_XML: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xbb, 0xbf, 0xef, 0xfe, 0xff]);

/** False for what cannot be XML by its first bytes: most files of an intake, for which no parser is made. */
function beginsLikeXml(head: Uint8Array): boolean {
  return head[head.findIndex((byte) => !BEFORE_XML.has(byte))] === 0x3c; // <
}

/** The root element of a document whose beginning this is; null when it is no XML, has a document type, or is cut off before. */
export function rootElement(head: Uint8Array): { readonly name: string; readonly namespace: string } | null {
  if (!beginsLikeXml(head)) return null;
  const parser = sax.parser(true, { xmlns: true, position: false });
  let root: { name: string; namespace: string } | null = null;
  const stop = () => {
    throw new NotaryError('malformed', 'XML: as far as was wanted');
  };
  parser.onerror = stop;
  parser.ondoctype = stop;
  parser.onopentag = (tag) => {
    const { local, uri } = tag as sax.QualifiedTag;
    root = { name: local, namespace: uri };
    stop();
  };
  try {
    parser.write(new TextDecoder(encodingOf(head)).decode(head));
  } catch {
    // what was wanted was seen, or there is nothing to see
  }
  return root;
}
