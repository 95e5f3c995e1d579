/**
 * What a file says about itself: the information dictionary (ISO 32000-1 section 14.3.3) and XMP (ISO 16684-1). Viewers
 * show the title above the page, so an update must keep every property, except the dates, program name and file
 * identifiers that signing programs rewrite.
 */
import type { PdfDict, PdfStream, PdfValue } from '../../formats/attachments/syntax.ts';
import { UPDATE_LIMITS } from './limits.ts';
import { only, refuse } from './refuse.ts';
import { isString, sameValue } from './values.ts';

/** Refuses an information dictionary that differs from the issued one. */
export function checkInformation(now: PdfDict, issued: PdfDict): void {
  for (const name of issued.entries.keys()) if (!now.entries.has(name)) refuse(`the file's /${name} was removed`);
  for (const [name, value] of now.entries) {
    if (name === 'ModDate' || name === 'Producer') {
      if (!isString(value)) refuse(`the file's /${name} is no text`);
    } else if (!sameValue(value, issued.entries.get(name))) refuse(`the file's /${name} changed`);
  }
}

type Properties = ReadonlyMap<string, ReadonlySet<string>>;

const TOKEN =
  /<\?xpacket [^<>]*\?>|<(\/?)([\w-]+):([\w-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<>]+)/y;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
/** Elements around properties and around their values. */
const AROUND = new Set(['x:xmpmeta', 'rdf:RDF', 'rdf:Description', 'rdf:Alt', 'rdf:Seq', 'rdf:Bag', 'rdf:li']);
/** Elements of a described schema (ISO 19005-3 section 6.6.2.3.3): what stands in them are properties of that description. */
const DESCRIBING = new Set(['pdfaExtension:schemas', 'pdfaSchema:property']);
const isAround = (name: string) => AROUND.has(name) || DESCRIBING.has(name);

/** Says that properties follow; a description around them says the same. */
const STRUCTURED = 'rdf:parseType';
/** The value of an element that is a URI. */
const RESOURCE = 'rdf:resource';

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/** Every property with its values, by local name: a different prefix does not make it a different property. */
class XmpReader {
  readonly properties = new Map<string, Set<string>>();
  private readonly open: string[] = [];

  add(name: string, value: string): void {
    const described = this.open.filter((one) => DESCRIBING.has(one)).map(localName);
    const key = [...described, name].join('/');
    const values = this.properties.get(key) ?? new Set();
    this.properties.set(key, values.add(value.trim()));
  }

  element(close: boolean, name: string, attributes: string, empty: boolean): void {
    if (close) {
      if (this.open.pop() !== name) refuse('the metadata is no XML');
      return;
    }
    if (!isAround(name) && this.property() !== undefined) refuse('the metadata has a property inside another');
    if (!empty) this.open.push(name);
    for (const [, attribute = '', double, single] of attributes.matchAll(ATTRIBUTE))
      this.attribute(name, attribute, double ?? single ?? '');
  }

  private attribute(element: string, name: string, value: string): void {
    if (name === RESOURCE) this.add(localName(element), value);
    else if (!name.startsWith('xmlns:') && name !== STRUCTURED) this.add(localName(name), value);
  }

  /** The element whose value is being read. */
  private property(): string | undefined {
    return this.open.find((name) => !isAround(name));
  }

  end(): Properties {
    return this.open.length === 0 ? this.properties : refuse('the metadata is no XML');
  }

  text(text: string): void {
    if (text.trim() === '') return;
    const property = this.property();
    this.add(property === undefined ? '' : localName(property), text);
  }
}

function readXmp(text: string): Properties {
  const reader = new XmpReader();
  const token = new RegExp(TOKEN);
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) refuse(`the metadata cannot be read at character ${at}`);
    const [, close, prefix, name, attributes, empty, plain] = match;
    if (plain !== undefined) reader.text(plain);
    else if (name !== undefined) reader.element(close === '/', `${prefix}:${name}`, attributes ?? '', empty === '/');
  }
  return reader.end();
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?$/;
const IDENTIFIER = /^(?:uuid:|xmp\.[id]id:)[0-9A-Fa-f-]+$/;
/** Properties that programs rewrite, and their allowed values. */
const ANEW: ReadonlyMap<string, RegExp> = new Map([
  ['ModifyDate', INSTANT],
  ['MetadataDate', INSTANT],
  ['Producer', /^/],
  ['xmptk', /^/],
  ['DocumentID', IDENTIFIER],
  ['InstanceID', IDENTIFIER],
]);

function textOf(stream: PdfStream, bytes: Uint8Array): string {
  const length = stream.dict.entries.get('Length');
  if (typeof length !== 'number' || length > UPDATE_LIMITS.metadata) refuse('the metadata is too long');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(stream.start, stream.start + length));
  } catch {
    return refuse('the metadata is no UTF-8');
  }
}

const STREAM = new Set(['Type', 'Subtype', 'Length']);

/**
 * Refuses XMP that does not have the issued properties and values, except the rewritten ones. Both streams are
 * unpacked.
 */
export function checkXmp(now: PdfStream, issued: PdfStream, bytes: Uint8Array): void {
  only(now.dict, STREAM, 'the metadata');
  for (const name of ['Type', 'Subtype'] as const) {
    const [a, b]: (PdfValue | undefined)[] = [now.dict.entries.get(name), issued.dict.entries.get(name)];
    if (!sameValue(a, b)) refuse('the metadata is no metadata');
  }
  const [before, after] = [readXmp(textOf(issued, bytes)), readXmp(textOf(now, bytes))];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const values = [...(after.get(name) ?? [])];
    const anew = ANEW.get(name);
    const same = values.length === before.get(name)?.size && values.every((value) => before.get(name)?.has(value));
    if (anew ? !values.every((value) => anew.test(value)) : !same) refuse(`the metadata's ${name} changed`);
  }
}
