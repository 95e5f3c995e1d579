/**
 * What is attached to a mail (.eml, RFC 2045): the bytes are extracted and decoded here, before any library sees them.
 */
import type { Allowance } from '../../documents/box/limits.ts';
import { boxTrouble } from '../../documents/box/trouble.ts';
import { NotaryError } from '../../errors.ts';
import { parameterText, type RawCharset, rawCharsetOf } from './mail-header.ts';
import { type MailPart, mailParts } from './mime.ts';
import { decodeTransfer, uuencodedFiles } from './transfer-encoding.ts';

/** An attachment under its name in the mail: the sender's bytes, or the reason why they cannot be determined. */
export interface MailAttachment {
  readonly name: string;
  /** Content type that the mail states, in lower case; null for none. */
  readonly type: string | null;
  readonly bytes: Buffer | null;
  readonly error: NotaryError | null;
}

/** A mail starts with a header field (RFC 5322 section 2.2), or the line that mailboxes put before it. */
const MAIL = /^(?:\xef\xbb\xbf)?\s*(?:>?From .*\r?\n)?[\x21-\x39\x3b-\x7e]+[ \t]*:/;

/**
 * The attachments in order, written over the mail where they are shorter than in it: its bytes are used up. Throws `malformed`
 * for a mail that cannot be read.
 */
export async function readEml(bytes: Buffer, allowance: Allowance): Promise<readonly MailAttachment[]> {
  const start = MAIL.exec(bytes.toString('latin1', 0, 4096));
  if (!start) throw boxTrouble('damaged', 'no mail');
  const head = /^(?:\xef\xbb\xbf)?\s*/.exec(start[0])?.[0].length ?? 0;
  const parts = mailParts(bytes.subarray(head), () => allowance.take(1, 0));
  const raw = rawCharsetOf(parts.flatMap(rawNames));
  const files: MailAttachment[] = [];
  for (const part of parts.filter((one) => !isPicture(one)))
    if (isLetter(part, raw)) files.push(...filesIn(part));
    else files.push(attached(part, nameOf(part, raw), files.length + 1, allowance));
  return files;
}

/** An inline picture of the letter itself, such as a logo in the signature. */
function isPicture({ within, disposition, type }: MailPart): boolean {
  return within === 'multipart/related' && disposition.value !== 'attachment' && type.value.startsWith('image/');
}

/** The sender's message as text or HTML, which is not an attachment. */
function isLetter(part: MailPart, raw: RawCharset): boolean {
  const isText = part.type.value === 'text/plain' || part.type.value === 'text/html';
  return isText && part.disposition.value !== 'attachment' && nameOf(part, raw) === null;
}

/** Old programs put uuencoded files into the text of the letter. */
function filesIn({ encoding, body }: MailPart): readonly MailAttachment[] {
  if (!body.includes('begin')) return [];
  return uuencodedFiles(decodeTransfer(encoding, body)).map((file) => ({ ...file, type: null, error: null }));
}

function nameOf(part: MailPart, raw: RawCharset): string | null {
  const { disposition, type } = part;
  const both = [parameterText(disposition, 'filename', raw), parameterText(type, 'name', raw)];
  // one may be empty; an empty name is still that of a file
  const stated = both.find((name) => name) ?? both.find((name) => name !== null) ?? null;
  // the header of a file elsewhere is the body of the link, and may name it
  if (stated !== null || type.value !== 'message/external-body') return stated;
  const [file] = mailParts(part.body, () => {});
  return file && file.type.value !== type.value ? nameOf(file, raw) : null;
}

const rawNames = ({ disposition, type }: MailPart) =>
  [disposition.parameters.get('filename'), type.parameters.get('name')].filter((name) => name !== undefined);

/** Why the bytes of a part are not those of an attachment; null for the others. */
function absence({ type, damaged }: MailPart): NotaryError | null {
  if (damaged) return boxTrouble('damaged', 'parts that cannot be told apart');
  // RFC 2046 sections 5.2.3 and 5.2.2: the body is a header of a file elsewhere, or a piece of a longer mail
  if (type.value === 'message/external-body') return boxTrouble('linked', 'a link: the file is not in the mail');
  if (type.value === 'message/partial') return boxTrouble('fragment', 'a piece of a mail that was sent in several');
  return null;
}

function attached(part: MailPart, stated: string | null, number: number, allowance: Allowance): MailAttachment {
  const isMail = part.type.value === 'message/rfc822';
  const plain = stated || `${isMail ? 'message' : 'attachment'}-${number}`;
  const name = isMail && !/\.eml$/i.test(plain) ? `${plain}.eml` : plain;
  const absent = absence(part);
  const type = part.type.value;
  if (absent) return { name, type, bytes: null, error: absent };
  try {
    const bytes = decodeTransfer(part.encoding, part.body);
    allowance.take(0, bytes.length);
    return { name, type, bytes, error: null };
  } catch (error) {
    if (!(error instanceof NotaryError) || error.code === 'too-large') throw error;
    return { name, type, bytes: null, error };
  }
}
