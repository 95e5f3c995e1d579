/**
 * Reads the contents of a box, each file once: its digest, and its contents if it is a certificate, archive or mail.
 * Runs in a thread and keeps only a few values of each file.
 */

import { documentsIn } from '../../documents/box/archive.ts';
import { type BoxTrust, checkCertificate, unreadableCertificate } from '../../documents/box/certificate.ts';
import { type ContainerKind, closedKind, containerKind, type SeenContents } from '../../documents/box/containers.ts';
import type { BoxItem } from '../../documents/box/items.ts';
import type { Allowance } from '../../documents/box/limits.ts';
import { entryPath } from '../../documents/box/path.ts';
import { boxTrouble, closedTrouble } from '../../documents/box/trouble.ts';
import type { BoxCertificate } from '../../documents/box/types.ts';
import type { ZipEntry } from '../../documents/zip/directory.ts';
import { memorySource, type SyncByteSource } from '../../documents/zip/source.ts';
import { unpackEntry } from '../../documents/zip/unpack.ts';
import { NotaryError } from '../../errors.ts';
import { PDF_LIMITS } from '../../formats/attachments/limits.ts';
import { ATTACHMENT_NAMES } from '../../formats/evidence.ts';
import { digestBytes } from '../system/digests.ts';
import { nodeInflater } from '../system/inflate.ts';
import { isPdf } from '../system/sniff.ts';
import { evidenceIn } from '../verify/exhibits.ts';
import { BOX_LIMITS, boxFaultOf } from './limits.ts';
import { type MailAttachment, readEml } from './mail.ts';
import { readMsg } from './outlook.ts';

/** An item as sent by a thread. */
export interface ReadItem extends Omit<BoxItem, 'id'> {
  /** The bytes of one of the three loose attachments of a certificate, until the other two are found. */
  readonly part: Uint8Array | null;
}

/** Why the contents of this container are not read; null for a file that is not a container, or that is opened. */
export function closedReason(name: string, seen: SeenContents): NotaryError | null {
  const kind = closedKind(name, seen);
  return kind === null ? null : closedTrouble(kind);
}

const PARTS: readonly string[] = Object.values(ATTACHMENT_NAMES);

/** True for the name of one of a certificate's loose attachments. */
export function isPart(path: string): boolean {
  return PARTS.includes(path.slice(path.lastIndexOf('/') + 1));
}

const NOTHING = { certificate: null, fault: null, part: null } as const;

/** An item that could not be read. */
export function failedItem(path: string, error: unknown): ReadItem {
  return { ...NOTHING, path, kind: 'document', sha256: null, size: null, fault: boxFaultOf(error) };
}

/** A file that is only hashed. */
export function documentItem(path: string, sha256: string, size: number): ReadItem {
  return { ...NOTHING, path, kind: 'document', sha256, size };
}

/** An archive or mail: its contents are read, or `error` says why not. */
export function containerItem(path: string, sha256: string, size: number, error: unknown = null): ReadItem {
  return { ...NOTHING, path, kind: 'container', sha256, size, fault: error === null ? null : boxFaultOf(error) };
}

/** Reads files, archives and mails to items; see the head of this file. */
export class BoxReader {
  readonly #trust: BoxTrust;
  /** Called for each item, to report progress; throws `cancelled`. */
  readonly #tick: () => void;

  constructor(trust: BoxTrust, tick: () => void) {
    this.#trust = trust;
    this.#tick = tick;
  }

  /** A document, a certificate or a part, from its complete bytes. */
  file(path: string, bytes: Buffer): ReadItem {
    this.#tick();
    const item = documentItem(path, digestBytes(bytes).sha256, bytes.length);
    if (isPart(path) && bytes.length <= PDF_LIMITS.attachment)
      return { ...item, kind: 'part', part: Uint8Array.from(bytes) };
    const certificate = this.#certificate(bytes);
    return certificate ? { ...item, kind: 'certificate', certificate } : item;
  }

  #certificate(bytes: Buffer): BoxCertificate | null {
    if (!isPdf(bytes) || bytes.length > PDF_LIMITS.file) return null;
    try {
      const read = evidenceIn(bytes);
      return read && checkCertificate(read.files, this.#trust);
    } catch (error) {
      return unreadableCertificate(error);
    }
  }

  /** Any file in memory, and its contents; `type` is the one that its mail states. */
  async all(
    path: string,
    bytes: Buffer,
    allowance: Allowance,
    depth: number,
    type: string | null = null,
  ): Promise<readonly ReadItem[]> {
    const kind = containerKind(path);
    const closed = closedReason(path, { type, head: bytes });
    if (kind === null && closed === null) return [this.file(path, bytes)];
    const { sha256 } = digestBytes(bytes);
    if (kind === null) return [containerItem(path, sha256, bytes.length, closed)];
    try {
      if (depth >= BOX_LIMITS.depth) throw boxTrouble('too-deep', `more than ${BOX_LIMITS.depth} deep`);
      const inside = await this.#opened(path, kind, bytes, allowance, depth);
      const item = inside.length > 0 ? containerItem : documentItem;
      return [item(path, sha256, bytes.length), ...inside];
    } catch (error) {
      return [containerItem(path, sha256, bytes.length, notCancelled(error))];
    }
  }

  async #opened(
    path: string,
    kind: ContainerKind,
    bytes: Buffer,
    allowance: Allowance,
    depth: number,
  ): Promise<readonly ReadItem[]> {
    this.#tick();
    if (kind === 'zip') {
      const items: ReadItem[] = [];
      const source = memorySource(bytes);
      for (const entry of documentsIn(source, allowance))
        items.push(...(await this.entry(path, source, entry, allowance, depth)));
      return items;
    }
    if (bytes.length > BOX_LIMITS.mail) throw boxTrouble('too-large', `a mail of more than ${BOX_LIMITS.mail} bytes`);
    const attachments = await (kind === 'eml' ? readEml(bytes, allowance) : readMsg(bytes, allowance));
    return this.#attachments(path, attachments, allowance, depth);
  }

  async #attachments(
    path: string,
    attachments: readonly MailAttachment[],
    allowance: Allowance,
    depth: number,
  ): Promise<readonly ReadItem[]> {
    const items: ReadItem[] = [];
    for (const { name, type, bytes, error } of attachments) {
      const place = entryPath(path, name);
      items.push(...(bytes ? await this.all(place, bytes, allowance, depth + 1, type) : [failedItem(place, error)]));
    }
    return items;
  }

  /** One entry of an archive, and its contents; an unreadable entry becomes an item too. */
  async entry(
    path: string,
    source: SyncByteSource,
    entry: ZipEntry,
    allowance: Allowance,
    depth: number,
  ): Promise<readonly ReadItem[]> {
    const place = entryPath(path, entry.name);
    try {
      if (Math.max(entry.size, entry.packed) > BOX_LIMITS.inner)
        throw boxTrouble('too-large', `more than ${BOX_LIMITS.inner} bytes`);
      return await this.all(place, bufferOf(unpackEntry(source, entry, nodeInflater)), allowance, depth + 1);
    } catch (error) {
      return [failedItem(place, notCancelled(error))];
    }
  }
}

/** The same bytes, without a copy. */
export function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

/** Rethrows cancellation, which is not an error of the file being read. */
export function notCancelled(error: unknown): unknown {
  if (error instanceof NotaryError && error.code === 'cancelled') throw error;
  return error;
}
