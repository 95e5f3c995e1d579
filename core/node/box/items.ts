/** Storing items of a box in its work file. */
import { headOfCertificate } from '../../documents/box/certificate.ts';
import type { BoxItem, BoxItemKind } from '../../documents/box/items.ts';
import { certificateIdentity, fileNameOf, recordIdentity, statedName } from '../../documents/box/memory.ts';
import { folderOf } from '../../documents/box/path.ts';
import type { BoxCertificate, BoxFault } from '../../documents/box/types.ts';
import { headKey } from '../../verification/forks.ts';
import type { Db, SqlValue } from '../system/database.ts';
import type { ReadItem } from './reader.ts';

/** A row of the table of items; `certificate` and `fault` are JSON. */
export interface ItemRow {
  readonly id: number;
  readonly path: string;
  readonly kind: string;
  readonly sha256: string | null;
  readonly size: number | null;
  readonly certificate: string | null;
  readonly fault: string | null;
}

const COLUMNS = [
  'source',
  'path',
  'folder',
  'name',
  'kind',
  'sha256',
  'size',
  'certificate',
  'verdict',
  'digest',
  'identity',
  'final',
  'supersedes',
  'log',
  'root',
  'fault',
  'part',
] as const;
const INSERT = `INSERT INTO item (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;

const json = (value: object | null) => (value === null ? null : JSON.stringify(value));

/** The values of an item's row, without its source: what a thread sends, which costs less than the item. */
export interface ItemValues {
  readonly isCertificate: boolean;
  readonly values: readonly SqlValue[];
}

/** The row of an item. */
export function valuesOf({ path, kind, sha256, size, certificate, fault, part }: ReadItem): ItemValues {
  const values: readonly SqlValue[] = [
    path,
    folderOf(path),
    nameColumn(path, kind, certificate),
    kind,
    sha256,
    size,
    json(certificate),
    ...certificateColumns(certificate),
    json(fault),
    part,
  ];
  return { isCertificate: certificate !== null, values };
}

/** Stores an item; `source` is the row of the file that it came from. */
export function insertItem(db: Db, source: number | null, item: ReadItem): void {
  insertItems(db, source, [valuesOf(item)]);
}

/** Stores the rows of items of one source, in order. */
export function insertItems(db: Db, source: number | null, items: readonly ItemValues[]): void {
  for (const { values } of items) db.run(INSERT, source, ...values);
}

/** The name that matches a document to a certificate when their digests do not match. */
function nameColumn(path: string, kind: BoxItemKind, certificate: BoxCertificate | null): string | null {
  if (certificate) return statedName(certificate);
  return kind === 'document' ? fileNameOf(path) : null;
}

function certificateColumns(certificate: BoxCertificate | null): readonly SqlValue[] {
  const head = certificate && headOfCertificate(certificate);
  if (!certificate) return [null, null, null, null, null, null, null];
  const { verdict, digest, origin, recordId, supersedes, deadline } = certificate;
  return [
    verdict,
    digest,
    certificateIdentity(certificate),
    recordId === null || deadline !== null ? null : recordIdentity(origin, recordId),
    supersedes === null ? null : recordIdentity(origin, supersedes),
    head && headKey(head),
    head?.root ?? null,
  ];
}

/** An item of a row. */
export function itemOf(row: ItemRow): BoxItem {
  return {
    id: row.id,
    path: row.path,
    kind: row.kind as BoxItemKind,
    sha256: row.sha256,
    size: row.size,
    certificate: row.certificate === null ? null : (JSON.parse(row.certificate) as BoxCertificate),
    fault: row.fault === null ? null : (JSON.parse(row.fault) as BoxFault),
  };
}
