/**
 * The parts of a mail (RFC 2045, 2046), extracted byte for byte. This is our own code because attachments are hashed:
 * mail libraries convert line ends, add one, or drop parts. A mail that breaks the rules is split as Python's `email`
 * splits it.
 */
import { boxTrouble } from '../../documents/box/trouble.ts';
import { boundaryOf, type FieldValue, parseField } from './mail-header.ts';

/** One part that is not a multipart. */
export interface MailPart {
  readonly type: FieldValue;
  readonly disposition: FieldValue;
  readonly encoding: string;
  /** The body as in the mail, still encoded. */
  readonly body: Buffer;
  /** Type of the enclosing multipart, such as `multipart/related`; null for a mail of one part. */
  readonly within: string | null;
  /** Why a part that claims to be a multipart could not be split. */
  readonly damaged: boolean;
}

/** Maximum nesting of multiparts. Attached mails do not count: they are parts of their own. */
const MAX_DEPTH = 64;
/** Maximum bytes of one header; real ones have a few thousand. */
const MAX_HEADER = 1024 * 1024;

/** All parts of a mail, in order. `onPart` is called for each and may throw. Throws `malformed` beyond the bounds. */
export function mailParts(mail: Buffer, onPart: () => void): readonly MailPart[] {
  const parts: MailPart[] = [];
  const add = (entity: Buffer, within: string | null, depth: number) => {
    if (depth > MAX_DEPTH) throw boxTrouble('damaged', `parts inside one another, more than ${MAX_DEPTH}`);
    onPart();
    const { fields, body } = splitHeader(entity);
    const fallback = within === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const type = parseField(fields.get('content-type') ?? fallback);
    const isMultipart = type.value.startsWith('multipart/');
    const inside = isMultipart ? splitParts(body, boundaryOf(type)) : null;
    if (inside) for (const one of inside) add(one, type.value, depth + 1);
    else {
      const disposition = parseField(fields.get('content-disposition') ?? '');
      const encoding = (fields.get('content-transfer-encoding') ?? '').trim();
      parts.push({ type, disposition, encoding, body, within, damaged: isMultipart });
    }
  };
  add(mail, null, 0);
  return parts;
}

const [LF, CR] = [0x0a, 0x0d];

/** The end of the line that starts at `at`, without and with its line end (CR LF, LF or CR). */
function lineEnd(bytes: Buffer, at: number): { end: number; next: number } {
  let end = at;
  while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end++;
  return { end, next: end + (bytes[end] === CR && bytes[end + 1] === LF ? 2 : end < bytes.length ? 1 : 0) };
}

interface Header {
  /** The first field of each name, unfolded; names in lower case, values as latin1. */
  readonly fields: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** Fields up to the empty line, or up to the first line that is not a field. */
function splitHeader(entity: Buffer): Header {
  const fields = new Map<string, string>();
  let [at, name]: [number, string | null] = [0, null];
  let text = '';
  const keep = () => {
    if (name !== null && !fields.has(name)) fields.set(name, text);
  };
  while (at < entity.length) {
    if (at > MAX_HEADER) throw boxTrouble('damaged', `a header of more than ${MAX_HEADER} bytes`);
    const { end, next } = lineEnd(entity, at);
    if (end === at) {
      at = next;
      break;
    }
    const line = entity.toString('latin1', at, Math.min(end, at + MAX_HEADER));
    const field = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/s.exec(line);
    const isFirst = at === 0 && /^>?From /.test(line);
    if (/^[ \t]/.test(line)) text += line;
    else if (field) {
      keep();
      [name, text] = [(field[1] ?? '').toLowerCase(), field[2] ?? ''];
    } else if (!isFirst) break;
    at = next;
  }
  keep();
  return { fields, body: entity.subarray(at) };
}

/** The parts between boundary lines; null when there is no boundary parameter, or no boundary line. */
function splitParts(body: Buffer, boundary: string | undefined): readonly Buffer[] | null {
  if (!boundary) return null;
  const parts: Buffer[] = [];
  let from: number | null = null;
  for (const line of boundaryLines(body, boundary)) {
    if (from !== null && line.at > from) parts.push(body.subarray(from, withoutLineEnd(body, from, line.at)));
    from = line.isLast ? null : line.next;
    if (line.isLast) return parts;
  }
  // truncated mail: the last part extends to the end
  if (from !== null) parts.push(body.subarray(from, withoutLineEnd(body, from, body.length)));
  return from === null && parts.length === 0 ? null : parts;
}

interface BoundaryLine {
  readonly at: number;
  readonly next: number;
  readonly isLast: boolean;
}

function* boundaryLines(body: Buffer, boundary: string): Generator<BoundaryLine> {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + 1)) {
    const before = body[at - 1];
    if (at > 0 && before !== LF && before !== CR) continue;
    const { end, next } = lineEnd(body, at);
    const rest = body.toString('latin1', at + mark.length, Math.min(end, at + mark.length + 1000));
    if (/^(?:--)?[ \t]*$/.test(rest)) yield { at, next, isLast: rest.startsWith('--') };
  }
}

/** The line end before a boundary belongs to the boundary (RFC 2046 section 5.1.1). */
function withoutLineEnd(body: Buffer, from: number, at: number): number {
  if (at > from && body[at - 1] === LF) return at - 1 > from && body[at - 2] === CR ? at - 2 : at - 1;
  return at > from && body[at - 1] === CR ? at - 1 : at;
}
