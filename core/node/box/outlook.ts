/** What is attached to a mail that Outlook saved (.msg, MS-OXMSG), read by msgreader. */
import type { FieldsData } from '@kenjiuno/msgreader';
import type { Allowance } from '../../documents/box/limits.ts';
import { boxTrouble } from '../../documents/box/trouble.ts';
import { NotaryError } from '../../errors.ts';
import { checkCompound } from './compound.ts';
import type { MailAttachment } from './mail.ts';
import { type RawCharset, rawCharsetOf } from './mail-header.ts';

/** Properties of an attachment (MS-OXPROPS): its long name, and its short DOS name. */
const LONG_NAME = 0x3707;
const SHORT_NAME = 0x3704;
/** Types of a property (MS-OXCDATA section 2.11.1): text in UTF-16, and in the code page of the sender's machine. */
const UNICODE = 0x1f;
const ANSI = 0x1e;

type Names = ReadonlyMap<number, Uint8Array>;

/** The attachments in order. Throws `malformed` for a mail that cannot be read. */
export async function readMsg(bytes: Buffer, allowance: Allowance): Promise<readonly MailAttachment[]> {
  checkCompound(bytes);
  // loaded on first use: it brings the tables of every old encoding
  const { default: module } = await import('@kenjiuno/msgreader');
  const Reader = 'default' in module ? (module as unknown as { default: typeof module }).default : module;
  const names = new Map<FieldsData, Map<number, Uint8Array>>();
  try {
    const reader = new Reader(new Uint8Array(bytes).buffer);
    reader.parserConfig = { propertyObserver: (fields, tag, raw) => noteName(names, fields, tag, raw) };
    const { attachments = [], error } = reader.getFileData();
    if (error) throw boxTrouble('damaged', error);
    const charset = rawCharsetOf([...names.values()].flatMap(ansiNames));
    return attachments.map((fields, i) => {
      const name = nameIn(names.get(fields) ?? new Map(), charset) ?? fields.name ?? `attachment-${i + 1}`;
      return attachmentOf(name, fields, () => reader.getAttachment(i), allowance);
    });
  } catch (error) {
    if (error instanceof NotaryError) throw error;
    throw boxTrouble('damaged', 'a mail of Outlook that cannot be read', error);
  }
}

function noteName(
  names: Map<FieldsData, Map<number, Uint8Array>>,
  fields: FieldsData,
  tag: number,
  raw: Uint8Array | null,
): void {
  const id = Math.floor(tag / 0x10000);
  if (raw === null || (id !== LONG_NAME && id !== SHORT_NAME)) return;
  const known = names.get(fields) ?? new Map<number, Uint8Array>();
  names.set(fields, known);
  known.set(tag, raw);
}

const property = (id: number, type: number) => id * 0x10000 + type;

function ansiNames(names: Names): readonly string[] {
  return [property(LONG_NAME, ANSI), property(SHORT_NAME, ANSI)].flatMap((tag) => {
    const raw = names.get(tag);
    return raw ? [Buffer.from(raw).toString('latin1')] : [];
  });
}

function nameIn(names: Names, charset: RawCharset): string | null {
  for (const id of [LONG_NAME, SHORT_NAME])
    for (const [type, label] of [
      [UNICODE, 'utf-16le'],
      [ANSI, charset],
    ] as const) {
      const raw = names.get(property(id, type));
      const text = raw && new TextDecoder(label).decode(raw).replace(/\0+$/, '');
      if (text) return text;
    }
  return null;
}

/** A file, an attached mail, or a link to something outside the mail. */
function attachmentOf(
  name: string,
  fields: FieldsData,
  read: () => { readonly content: Uint8Array },
  allowance: Allowance,
): MailAttachment {
  const isMail = fields.innerMsgContent === true;
  const full = isMail && !/\.msg$/i.test(name) ? `${name}.msg` : name;
  if (!isMail && fields.dataId === undefined) {
    allowance.take(1, 0);
    return { name: full, bytes: null, error: boxTrouble('unsupported', 'a link: the file is not in the mail') };
  }
  const { content } = read();
  allowance.take(1, content.length);
  return { name: full, bytes: Buffer.from(content), error: null };
}
