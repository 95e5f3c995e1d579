/**
 * A small, bounded, non-validating reader of XML 1.0 in UTF-8. It reports elements, attributes and text, and refuses
 * document types, whose entities can expand without limit.
 */
import { NotaryError } from '../../errors.ts';

/** Events of a document, in order. */
export type XmlEvent =
  | { readonly is: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly is: 'close' }
  | { readonly is: 'text'; readonly text: string };

const LIMITS = { depth: 256, events: 4_000_000, attributes: 1024 } as const;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function fail(what: string): never {
  throw new NotaryError('malformed', `XML: ${what}`);
}

function entity(name: string): string {
  const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
  if (!number) return NAMED.get(name) ?? fail('an entity that is not read here');
  const point = number[1] ? Number.parseInt(number[1], 16) : Number(number[2]);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : fail('no such character');
}

function decoded(text: string): string {
  return text.includes('&') ? text.replace(/&([^;&\s]{1,10});/g, (_, name: string) => entity(name)) : text;
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const pattern = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
  let end = 0;
  for (let match = pattern.exec(tag); match; match = pattern.exec(tag)) {
    end = pattern.lastIndex;
    const name = match[1] as string;
    if (found.has(name) || found.size === LIMITS.attributes) fail('an attribute twice, or too many');
    // each white space character in an attribute becomes a space (XML 1.0 section 3.3.3)
    found.set(name, decoded((match[2] ?? match[3] ?? '').replace(/\r\n|[\r\n\t]/g, ' ')));
  }
  if (tag.slice(end).trim() !== '') fail('a broken tag');
  return found;
}

/** The end of a tag, outside quotes. */
function tagEnd(xml: string, from: number): number {
  let quote = '';
  for (let at = from; at < xml.length; at++) {
    const char = xml[at] as string;
    if (quote) quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at;
  }
  return fail('a tag without end');
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  return at < 0 ? fail('cut short') : at + mark.length;
}

/** Reads a document. Comments and processing instructions are left out. Throws `malformed` or `too-large`. */
export function* readXml(xml: string): Generator<XmlEvent> {
  const open: string[] = [];
  let events = 0;
  for (let at = 0; at < xml.length; ) {
    if (++events > LIMITS.events || open.length > LIMITS.depth) throw new NotaryError('too-large', 'XML: too much');
    if (xml[at] !== '<') {
      const next = xml.indexOf('<', at);
      const end = next < 0 ? xml.length : next;
      yield { is: 'text', text: decoded(xml.slice(at, end)) };
      at = end;
    } else if (xml.startsWith('<!--', at)) at = after(xml, '-->', at);
    else if (xml.startsWith('<?', at)) at = after(xml, '?>', at);
    else if (xml.startsWith('<![CDATA[', at)) {
      const end = after(xml, ']]>', at);
      yield { is: 'text', text: xml.slice(at + 9, end - 3) };
      at = end;
    } else if (xml[at + 1] === '!') fail('a document type is not read here');
    else {
      const end = tagEnd(xml, at);
      yield* tag(xml.slice(at + 1, end), open);
      at = end + 1;
    }
  }
  if (open.length > 0) fail('an element without end');
}

function* tag(inside: string, open: string[]): Generator<XmlEvent> {
  if (inside[0] === '/') {
    if (open.pop() !== inside.slice(1).trimEnd()) fail('elements that cross');
    yield { is: 'close' };
    return;
  }
  const empty = inside.endsWith('/');
  const name = /^[^\s=<>"'/]+/.exec(inside)?.[0] ?? fail('an element without name');
  yield { is: 'open', name, attributes: attributesOf(inside.slice(name.length, empty ? -1 : undefined)) };
  if (empty) yield { is: 'close' };
  else open.push(name);
}

/** The text of a file that is UTF-8 according to its declaration; null for other encodings. */
export function xmlText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const encoding = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1];
    return encoding === undefined || /^(?:utf-8|us-ascii)$/i.test(encoding) ? text : null;
  } catch {
    return null;
  }
}

/**
 * A normalised form of elements, sorted attributes and text. White space around text, comments and instructions are
 * left out, so that indentation does not matter. Throws the errors of `readXml`.
 */
export function canonicalXml(xml: string): string {
  const out: string[] = [];
  let text = '';
  const flush = () => {
    const kept = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim();
    if (kept !== '') out.push(JSON.stringify(kept));
    text = '';
  };
  for (const event of readXml(xml)) {
    if (event.is === 'text') text += event.text;
    else {
      flush();
      if (event.is === 'close') out.push('>');
      else out.push(`<${JSON.stringify([event.name, ...[...event.attributes].sort(([a], [b]) => (a < b ? -1 : 1))])}`);
    }
  }
  flush();
  return out.join('');
}
