/**
 * A bounded XML reader that builds a tree. Names are resolved as "Namespaces in XML 1.0" says where that can be done: files
 * of Chinese programs use prefixes that they do not declare, and have no namespace here. A document type is refused, so no
 * entity is ever expanded but the five of XML and references to characters.
 */
import sax from 'sax';
import { NotaryError } from '../../errors.ts';

/** An element. Comments and processing instructions are left out. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** Empty for none, and for a prefix that nobody declared. */
  readonly namespace: string;
  /** Values by names as they are written, with prefixes. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text between its tags, CDATA included, that of its children not. */
  readonly text: string;
}

/** Bytes of a file; elements, and attributes, of a document; elements inside one another. */
export const XML_LIMITS = { bytes: 5 * 1024 * 1024, nodes: 200_000, depth: 64 } as const;

/** Prefixes that an element declares, and those around it. */
interface Scope {
  readonly declared: ReadonlyMap<string, string>;
  readonly around: Scope | null;
}

type Attributes = Readonly<Record<string, string>>;
interface Growing extends XmlElement {
  readonly children: Growing[];
  text: string;
}

/** Characters that the parser gets at once while the root is looked for. */
const PIECE = 1024;

function malformed(message: string, cause?: unknown): NotaryError {
  return new NotaryError('malformed', `XML: ${message}`, {}, cause);
}

function tooMuch(message: string): NotaryError {
  return new NotaryError('too-large', `XML: more than is read here: ${message}`);
}

/** Builds a tree from the events of the parser. */
class TreeBuilder {
  root: Growing | null = null;
  readonly #open: { readonly element: Growing; readonly scope: Scope | null }[] = [];
  #elements = 0;
  #attributes = 0;

  attribute(): void {
    if (++this.#attributes > XML_LIMITS.nodes) throw tooMuch('attributes');
  }

  open(written: string, attributes: Attributes): void {
    if (++this.#elements > XML_LIMITS.nodes) throw tooMuch('elements');
    if (this.#open.length === XML_LIMITS.depth) throw tooMuch('elements inside one another');
    const outer = this.#open.at(-1);
    const scope = scopeOf(attributes, outer?.scope ?? null);
    const [prefix, name] = split(written);
    const element: Growing = { name, namespace: namespaceOf(prefix, scope), attributes, children: [], text: '' };
    if (outer) outer.element.children.push(element);
    else if (this.root) throw malformed('two root elements');
    else this.root = element;
    this.#open.push({ element, scope });
  }

  text(text: string): void {
    const inside = this.#open.at(-1);
    if (inside) inside.element.text += text;
  }

  close(): void {
    this.#open.pop();
  }
}

/** Prefix, empty for none, and local name. */
function split(written: string): readonly [string, string] {
  const at = written.indexOf(':');
  return [written.slice(0, Math.max(0, at)), written.slice(at + 1)];
}

function scopeOf(attributes: Attributes, around: Scope | null): Scope | null {
  const declared = new Map<string, string>();
  for (const [name, uri] of Object.entries(attributes))
    if (name === 'xmlns') declared.set('', uri);
    else if (name.startsWith('xmlns:')) declared.set(name.slice(6), uri);
  return declared.size > 0 ? { declared, around } : around;
}

function namespaceOf(prefix: string, scope: Scope | null): string {
  for (let inner = scope; inner; inner = inner.around) {
    const uri = inner.declared.get(prefix);
    if (uri !== undefined) return uri;
  }
  return '';
}

function parserFor(builder: TreeBuilder): sax.SAXParser {
  const parser = sax.parser(true, { position: false, strictEntities: true });
  parser.onerror = ({ message }) => {
    throw malformed(message.split('\n')[0] ?? '');
  };
  parser.onattribute = () => builder.attribute();
  parser.onopentag = ({ name, attributes }) => builder.open(name, attributes as Attributes);
  parser.ontext = (part) => builder.text(part);
  parser.oncdata = (part) => builder.text(part);
  parser.onclosetag = () => builder.close();
  return parser;
}

/** The tree of a whole document. Throws `malformed` or `too-large`. */
export function readXmlTree(text: string): XmlElement {
  const builder = new TreeBuilder();
  const parser = parserFor(builder);
  parser.ondoctype = () => {
    throw malformed('a document type is refused');
  };
  try {
    parser.write(text).close();
  } catch (error) {
    // the parser itself stumbles over an attribute called hasOwnProperty
    throw error instanceof TypeError ? malformed('cannot be read', error) : error;
  }
  if (!builder.root) throw malformed('no element');
  return builder.root;
}

/** The root element, without what is in it, of a document that begins like this; null when none is found. */
export function rootOf(beginning: string): XmlElement | null {
  const builder = new TreeBuilder();
  try {
    const parser = parserFor(builder);
    for (let at = 0; at < beginning.length && !builder.root; at += PIECE) parser.write(beginning.slice(at, at + PIECE));
  } catch (error) {
    if (!(error instanceof NotaryError || error instanceof TypeError)) throw error;
  }
  return builder.root;
}
