/** What a box holds, one by one, before anything is paired. */
import type { BoxCertificate, BoxFault } from './types.ts';

/**
 * What an item is. A certificate is a PDF with our attachments or a set of loose ones; a part is one file of such a set;
 * a container is an archive or a mail with something in it.
 */
export type BoxItemKind = 'document' | 'certificate' | 'container' | 'part';

/** One item. */
export interface BoxItem {
  /** In the order in which items were read; two entries of an archive may have the same path. */
  readonly id: number;
  readonly path: string;
  readonly kind: BoxItemKind;
  /** Hex; null for a set of loose attachments (its parts have their own) and for what could not be read. */
  readonly sha256: string | null;
  readonly size: number | null;
  /** Null unless it is a certificate. */
  readonly certificate: BoxCertificate | null;
  /** Why it could not be read, or not be looked into. */
  readonly fault: BoxFault | null;
}

/** What is asked about all items while each is paired. Every answer is one item at most, so that no box is slow. */
export interface BoxIndex {
  /** The first item by path with these bytes. */
  first(sha256: string): BoxItem | null;
  /** Whether a certificate that can be read names this digest. */
  isNamed(sha256: string): boolean;
  /** The first sound certificate by path that is this one: same number, record and digest. */
  firstOfCertificate(certificate: BoxCertificate): BoxItem | null;
  /** The first trusted certificate by path of this record that waits for nothing: the final one. */
  finalOfRecord(certificate: BoxCertificate): BoxItem | null;
  /** A trusted certificate whose record supersedes this one, of the same log. */
  superseding(certificate: BoxCertificate): BoxItem | null;
  /** What the desk's own records say about it: the id of a newer record. */
  supersededOnDesk(recordId: string): string | null;
  /** The desk's own record of a document. */
  recordOnDesk(sha256: string): string | null;
  /**
   * The one document without a certificate that this certificate may be about: the only one of the stated name in the
   * same folder, else the only one of that name, else the only one left when this certificate is the only one left too.
   */
  candidate(item: BoxItem): BoxItem | null;
}
