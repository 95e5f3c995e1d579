/** What the first bytes of a file say for certain about the document: a proposal for its facts that the clerk may change. */

export interface FileContent {
  /** A kind of `KNOWN_KINDS` when the bytes leave no doubt, else null. */
  readonly kind: string | null;
  /** Number of pages when it could be read cheaply and safely, else null. */
  readonly pages: number | null;
}

const HEAD = 4096;

// the namespaces of UBL 2 and of UN/CEFACT's cross-industry invoice
const INVOICE =
  /urn:oasis:names:specification:ubl:schema:xsd:Invoice-2|urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100/;

/** Looks at the first bytes only; `bytes` may be the whole file. */
export function describeContent(bytes: Uint8Array): FileContent {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD)).toString('latin1');
  const isXml = /^(?:\xef\xbb\xbf)?\s*</.test(head);
  return { kind: isXml && INVOICE.test(head) ? 'invoice' : null, pages: null };
}
