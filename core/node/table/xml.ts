/**
 * Streaming, bounded reader for a workbook's XML. Document types are refused, because entity declarations can expand
 * without limit.
 */
import sax from 'sax';
import { NotaryError } from '../../errors.ts';

/** Callbacks for a document; names come without prefixes. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

const DEPTH = 64;
/** Characters passed to the parser at once. */
const PIECE = 64 * 1024;

/** Reads a document. Throws `malformed`, and errors thrown by the handler. */
export function readXml(bytes: Uint8Array, handler: XmlHandler): void {
  const parser = sax.parser(true, { trim: false, position: false });
  let depth = 0;
  const refuse = (message: string): never => {
    throw new NotaryError('malformed', `XML: ${message}`);
  };
  parser.onerror = (error) => refuse(error.message.split('\n')[0] ?? '');
  parser.ondoctype = () => refuse('a document type is refused');
  parser.onopentag = ({ name, attributes }) => {
    if (++depth > DEPTH) refuse(`elements inside one another, more than ${DEPTH}`);
    handler.open?.(localName(name), localNames(attributes as Record<string, string>));
  };
  parser.onclosetag = (name) => {
    depth--;
    handler.close?.(localName(name));
  };
  parser.ontext = (text) => handler.text?.(text);
  parser.oncdata = (text) => handler.text?.(text);
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
    parser.write(decoder.decode()).close();
  } catch (error) {
    throw error instanceof NotaryError ? error : new NotaryError('malformed', 'XML: not a text', {}, error);
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

function localNames(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
}
