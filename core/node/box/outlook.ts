/** What is attached to a mail that Outlook saved (.msg, MS-OXMSG), read by msgreader. */
import type { FieldsData } from '@kenjiuno/msgreader';
import type { Allowance } from '../../documents/box/limits.ts';
import { boxTrouble } from '../../documents/box/trouble.ts';
import { NotaryError } from '../../errors.ts';
import { checkCompound } from './compound.ts';
import type { MailAttachment } from './mail.ts';
import { rawCharsetOf } from './mail-header.ts';

/** Properties of an attachment that name it, the best first (MS-OXPROPS): long name, short DOS name, shown name. */
const NAMES = ['3707', '3704', '3001'] as const;
/** Property with the content type of an attachment (MS-OXPROPS, PidTagAttachMimeTag). */
const MIME_TYPE = '370e';
/** Types of a property (MS-OXCDATA section 2.11.1): text in UTF-16, text in the mail's code page, an integer. */
const UNICODE = '001f';
const ANSI = '001e';
const INTEGER = '0003';
/** Properties of a mail that state the code page of its texts (MS-OXPROPS), the one of all texts first. */
const CODE_PAGES = ['3ffd', '3fde'] as const;
/** The encodings of code pages by the names of the Encoding Standard, besides 1250 to 1258. */
const ENCODINGS: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  20866: 'koi8-r',
  54936: 'gb18030',
  65001: 'utf-8',
};

/** The attachments in order. Throws `malformed` for a mail that cannot be read. */
export async function readMsg(bytes: Buffer, allowance: Allowance): Promise<readonly MailAttachment[]> {
  checkCompound(bytes);
  // loaded on first use: it brings the tables of every old encoding
  const { default: module } = await import('@kenjiuno/msgreader');
  const Reader = 'default' in module ? (module as unknown as { default: typeof module }).default : module;
  try {
    const reader = new Reader(new Uint8Array(bytes).buffer);
    // texts of a code page come out byte by byte, and are decoded here
    reader.parserConfig = { includeRawProps: true, ansiEncoding: 'latin1' };
    const mail = reader.getFileData();
    if (mail.error) throw boxTrouble('damaged', mail.error);
    const attachments = mail.attachments ?? [];
    const decode = decoderOf(mail, attachments);
    return attachments.map((fields, i) => {
      const name = nameIn(fields, decode) ?? `attachment-${i + 1}`;
      return attachmentOf(name, fields, () => reader.getAttachment(i), allowance);
    });
  } catch (error) {
    if (error instanceof NotaryError) throw error;
    throw boxTrouble('damaged', 'a mail of Outlook that cannot be read', error);
  }
}

/** Values of a property, whatever its type. */
function propertyOf(fields: FieldsData, id: string, type: string): unknown {
  return fields.rawProps?.find(({ propertyTag }) => propertyTag?.toLowerCase() === id + type)?.value;
}

/** Text of a property, as the library gives it; null when it is missing or empty. */
function textOf(fields: FieldsData, id: string, type: string): string | null {
  const value = propertyOf(fields, id, type);
  return typeof value === 'string' ? value.replace(/\0+$/, '') || null : null;
}

type Decode = (latin1: string) => string;

/** Decodes texts by the code page that the mail states; where it states none or its names do not fit it, by their form. */
function decoderOf(mail: FieldsData, attachments: readonly FieldsData[]): Decode {
  const names = attachments.flatMap((fields) => NAMES.flatMap((id) => textOf(fields, id, ANSI) ?? []));
  const stated = CODE_PAGES.map((id) => encodingOf(propertyOf(mail, id, INTEGER))).find((label) => label !== null);
  const decoded = (label: string, fatal: boolean) => (text: string) =>
    new TextDecoder(label, { fatal }).decode(Buffer.from(text, 'latin1'));
  if (stated) {
    try {
      names.forEach(decoded(stated, true));
      return decoded(stated, true);
    } catch {
      // the names are in another code page than the mail says
    }
  }
  return decoded(rawCharsetOf(names), false);
}

function encodingOf(codePage: unknown): string | null {
  if (typeof codePage !== 'number') return null;
  return codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : (ENCODINGS[codePage] ?? null);
}

function nameIn(fields: FieldsData, decode: Decode): string | null {
  for (const id of NAMES) {
    const ansi = textOf(fields, id, ANSI);
    const name = textOf(fields, id, UNICODE) ?? (ansi === null ? null : decode(ansi));
    if (name !== null) return name;
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
    return { name: full, type: null, bytes: null, error: boxTrouble('linked', 'a link: the file is not in the mail') };
  }
  const { content } = read();
  allowance.take(1, content.length);
  const type = textOf(fields, MIME_TYPE, UNICODE) ?? textOf(fields, MIME_TYPE, ANSI);
  return { name: full, type: type?.toLowerCase() ?? null, bytes: Buffer.from(content), error: null };
}
