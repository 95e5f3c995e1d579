/** What is attached to a mail: MIME (.eml, RFC 2045) by postal-mime, Outlook's own format (.msg, MS-OXMSG) by msgreader. */
import PostalMime, { type Attachment } from 'postal-mime';
import type { Allowance } from '../../box/limits.ts';
import { boxTrouble } from '../../box/trouble.ts';
import { checkCompound } from './compound.ts';

/** An attachment by the name that the mail gives it. */
export interface MailAttachment {
  readonly name: string;
  readonly bytes: Buffer;
}

const BOUNDS = {
  attachmentEncoding: 'arraybuffer',
  // a mail inside a mail is a file like any other, opened like one
  forceRfc822Attachments: true,
  maxNestingDepth: 64,
} as const;

/** A field of a header (RFC 5322 section 2.2) comes first, or the line that mailboxes put before it. */
const MAIL = /^(?:\xef\xbb\xbf)?\s*(?:>?From .*\r?\n)?[\x21-\x39\x3b-\x7e]+[ \t]*:/;

/** Attachments in their order. Throws `malformed` for what cannot be read. */
export async function readEml(bytes: Buffer, allowance: Allowance): Promise<readonly MailAttachment[]> {
  if (!MAIL.test(bytes.toString('latin1', 0, 4096))) throw boxTrouble('damaged', 'no mail');
  const { attachments } = await PostalMime.parse(bytes, BOUNDS).catch((error: unknown) => {
    throw boxTrouble('damaged', 'a mail that cannot be read', error);
  });
  return attachments.filter((one) => !isPicture(one)).map((one, i) => bounded(named(one, i), allowance));
}

/** A picture of the letter itself, such as the logo below a signature. */
function isPicture({ related, disposition, mimeType }: Attachment): boolean {
  return related === true && disposition !== 'attachment' && mimeType.startsWith('image/');
}

function named({ filename, mimeType, content }: Attachment, i: number): MailAttachment {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
  const isMail = mimeType === 'message/rfc822';
  const name = filename ?? `${isMail ? 'message' : 'attachment'}-${i + 1}`;
  return { name: isMail && !/\.eml$/i.test(name) ? `${name}.eml` : name, bytes };
}

function bounded(attachment: MailAttachment, allowance: Allowance): MailAttachment {
  allowance.take(1, attachment.bytes.length);
  return attachment;
}

/** The same of a mail that Outlook saved. */
export async function readMsg(bytes: Buffer, allowance: Allowance): Promise<readonly MailAttachment[]> {
  checkCompound(bytes);
  // loaded when there is one: it brings the tables of every old encoding
  const { default: module } = await import('@kenjiuno/msgreader');
  const Reader = 'default' in module ? (module as unknown as { default: typeof module }).default : module;
  try {
    const reader = new Reader(new Uint8Array(bytes).buffer);
    const { attachments = [], error } = reader.getFileData();
    if (error) throw boxTrouble('damaged', error);
    return attachments.map((_, i) => {
      const { fileName, content } = reader.getAttachment(i);
      return bounded({ name: fileName || `attachment-${i + 1}`, bytes: Buffer.from(content) }, allowance);
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'NotaryError') throw error;
    throw boxTrouble('damaged', 'a mail of Outlook that cannot be read', error);
  }
}
