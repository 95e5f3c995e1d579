/**
 * Invoices inside a signed message, `.p7m` (CMS SignedData, RFC 5652 section 5; CAdES, ETSI EN 319 122-1), as Italian ones are
 * sent: DER or BER, also as base64 with or without PEM lines (RFC 7468). The signature is not checked, and that is said.
 */
import { NotaryError } from '../../errors.ts';
import { BerReader } from '../../formats/ber.ts';
import { fromBase64, latin1 } from '../../formats/bytes.ts';
import { oidOf, TAG } from '../../formats/der.ts';
import { type Container, readingInside } from './container.ts';
import type { Note, Reading } from './reading.ts';
import { isXmlInvoice, readXmlInvoice } from './xml.ts';

/** Changes whenever the same file could give other contents, or other facts of the same contents. */
export const P7M: Container = { name: 'p7m', v: 1 };

/** Signatures around one another, and characters of one in base64: an invoice of 5 MB with all that belongs to a signature. */
export const P7M_LIMITS = { depth: 4, base64: 8 * 1024 * 1024 } as const;

const SIGNED_DATA = '1.2.840.113549.1.7.2';
/** Its DER: tag, length, content. */
const SIGNED_DATA_OID = '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02';
/** Bytes in which it stands: behind the tag and the length of a sequence. */
const HEAD = 24;
/** A sequence whose length takes more than a byte, as base64. */
const BASE64 = /^\s*(?:-----BEGIN (?:PKCS ?#?7|CMS|PKCS7 SIGNED DATA)-----\s+)?MI[A-Za-z0-9+/\r\n]{10}/;
const LINES = /-----(?:BEGIN|END) [^-]{1,30}-----|\s+/g;

const NOTES: readonly Note[] = [{ code: 'signature-not-checked', detail: '' }];

/** True for the first bytes of a signed message, or of one in base64. */
export function beginsLikeP7m(bytes: Uint8Array): boolean {
  const head = latin1(bytes, 0, Math.min(bytes.length, 80));
  return isSignedData(bytes) || BASE64.test(head);
}

const isSignedData = (bytes: Uint8Array) =>
  bytes[0] === TAG.sequence && latin1(bytes, 0, Math.min(bytes.length, HEAD)).includes(SIGNED_DATA_OID);

/** Whether these first bytes are those of a signed message around an invoice. */
export function isSignedInvoice(head: Uint8Array): boolean {
  if (!beginsLikeP7m(head)) return false;
  const message = isSignedData(head) ? head : fromLines(head, 2 * SEEN.bytes);
  return message !== null && showsInvoice(message);
}

/**
 * A reading for each invoice in the XML file that is signed; [] for a message that holds none, and for any other file. Throws
 * `malformed` and `too-large` for an invoice that cannot be read, also where the message around it is cut short.
 */
export function readSignedInvoices(bytes: Uint8Array): readonly Reading[] {
  if (!beginsLikeP7m(bytes)) return [];
  const content = innermost(bytes);
  return content === null ? [] : readXmlInvoice(content).map((reading) => readingInside(P7M, reading, NOTES));
}

/** The contents inside all signatures around one another; null where there are none. */
function innermost(bytes: Uint8Array): Uint8Array | null {
  let content: Uint8Array | null = bytes;
  for (let depth = 0; content !== null && beginsLikeP7m(content); depth++) {
    if (depth === P7M_LIMITS.depth) return null;
    content = contentIn(content);
  }
  return content;
}

/** Null for a message without contents of its own, and for a broken one, unless an invoice is seen in it: that is an error. */
function contentIn(file: Uint8Array): Uint8Array | null {
  const message = isSignedData(file) ? file : fromLines(file);
  if (message === null || !isSignedData(message)) return null;
  try {
    return signedContent(message);
  } catch (error) {
    if (error instanceof NotaryError && !showsInvoice(message)) return null;
    throw error;
  }
}

/** Null for text that is no base64 after all. With `most` only so many characters are looked at. */
function fromLines(file: Uint8Array, most: number = P7M_LIMITS.base64): Uint8Array | null {
  if (file.length > P7M_LIMITS.base64) return null;
  const isCut = file.length > most;
  const text = latin1(file, 0, Math.min(file.length, most)).replace(LINES, '');
  try {
    return fromBase64(isCut ? text.slice(0, text.length - (text.length % 4)) : text);
  } catch {
    return null;
  }
}

/** ContentInfo: SignedData: EncapsulatedContentInfo: eContent (RFC 5652 sections 3, 5.1 and 5.2). What follows is not read. */
function signedContent(message: Uint8Array): Uint8Array | null {
  const reader = new BerReader(message);
  const [type, signed] = reader.inside(reader.first(), 2);
  if (!type || !signed || oidOf(reader.value(type)) !== SIGNED_DATA) return null;
  const [data] = reader.inside(signed, 1);
  const [, , encapsulated] = data ? reader.inside(data, 3) : [];
  const [, explicit] = encapsulated ? reader.inside(encapsulated, 2) : [];
  const [content] = explicit?.tag === TAG.explicit0 ? reader.inside(explicit, 1) : [];
  return content ? reader.octets(content) : null;
}

/** Where XML may begin behind the headers of a message. */
const SEEN = { within: 256, beginnings: 8, bytes: 64 * 1024 } as const;

/** Whether the beginning of an invoice stands behind the headers of a message that cannot be read to its end. */
function showsInvoice(message: Uint8Array): boolean {
  let at = message.indexOf(LESS);
  for (let tries = 0; at >= 0 && at < SEEN.within && tries < SEEN.beginnings; tries++) {
    if (isXmlInvoice(message.subarray(at, at + SEEN.bytes))) return true;
    at = message.indexOf(LESS, at + 1);
  }
  return false;
}

const LESS = 0x3c;
