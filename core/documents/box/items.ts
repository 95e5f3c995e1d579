/** The items of a box, before pairing. */
import type { SignedHead } from '../../verification/forks.ts';
import type { BoxCertificate, BoxFault } from './types.ts';

/**
 * Type of an item. A certificate is a PDF with our attachments or a set of loose ones; a part is one file of such a
 * set; a container is an archive or a mail with contents.
 */
export type BoxItemKind = 'document' | 'certificate' | 'container' | 'part';

/** One item. */
export interface BoxItem {
  /** In the order in which items were read; two entries of an archive may have the same path. */
  readonly id: number;
  readonly path: string;
  readonly kind: BoxItemKind;
  /** Hex; null for a set of loose attachments (its parts have their own) and for unreadable items. */
  readonly sha256: string | null;
  readonly size: number | null;
  /** Null unless it is a certificate. */
  readonly certificate: BoxCertificate | null;
  /** Why it, or its contents, could not be read. */
  readonly fault: BoxFault | null;
}

/** Look-ups over all items while pairing. Each returns at most one item, so that pairing stays fast. */
export interface BoxIndex {
  /** The first item by path with these bytes. */
  first(sha256: string): BoxItem | null;
  /** Whether a readable certificate names this digest. */
  isNamed(sha256: string): boolean;
  /** The first sound certificate by path with the same number, record and digest. */
  firstOfCertificate(certificate: BoxCertificate): BoxItem | null;
  /** The first trusted certificate by path of this record without a pending statement: the final one. */
  finalOfRecord(certificate: BoxCertificate): BoxItem | null;
  /** A trusted certificate whose record supersedes this one, of the same log. */
  superseding(certificate: BoxCertificate): BoxItem | null;
  /** The id of a newer record, from the desk's own records. */
  supersededOnDesk(recordId: string): string | null;
  /** The other checkpoint of the same log, key and size that a certificate here shows, or that is known; null without a fork. */
  fork(head: SignedHead): { readonly root: string; readonly path: string | null } | null;
  /** The desk's own record of a document. */
  recordOnDesk(sha256: string): string | null;
  /**
   * The one document without a certificate that this certificate may belong to: the only one of the stated name in the
   * same folder, else the only one of that name, else the only one left if this certificate is also the only one left.
   */
  candidate(item: BoxItem): BoxItem | null;
}
