/** A box in memory: for smaller ones, where there is no database. */
import { cleanFileName } from '../../records/facts.ts';
import { HeadTable } from '../../verification/forks.ts';
import { headOfCertificate } from './certificate.ts';
import { compareText } from './digest.ts';
import type { BoxIndex, BoxItem } from './items.ts';
import { type BoxDraft, certificateRow, fileRow, isSound, isTrusted } from './pairing.ts';
import { folderOf, nameOf } from './path.ts';
import { BoxCounter } from './totals.ts';
import type { BoxCertificate, BoxRow, BoxTotals } from './types.ts';

/** Key: equal for copies of the same certificate. */
export function certificateIdentity({ number, recordId, digest }: BoxCertificate): string {
  return `${number} ${recordId} ${digest}`;
}

/** Key: equal for certificates of the same record. */
export function recordIdentity(origin: string | null, recordId: string | null): string {
  return `${origin} ${recordId}`;
}

/** The stated name of a certificate, comparable with the result of `nameOf`. */
export function statedName({ fileName }: BoxCertificate): string | null {
  return fileName === null ? null : fileName.normalize('NFC').toLowerCase();
}

/** A file's name as a record would state it. */
export function fileNameOf(path: string): string {
  return nameOf(cleanFileName(path.slice(path.lastIndexOf('/') + 1)));
}

type Certified = BoxItem & { readonly certificate: BoxCertificate };

const isCertificate = (item: BoxItem): item is Certified => item.certificate !== null;

/** An index over all items of a small box. */
export function memoryIndex(items: readonly BoxItem[]): BoxIndex {
  const sorted = [...items].sort((a, b) => compareText(a.path, b.path) || a.id - b.id);
  const certificates = sorted.filter(isCertificate);
  const sound = certificates.filter(({ certificate }) => isSound(certificate.verdict));
  const trusted = certificates.filter(({ certificate }) => isTrusted(certificate.verdict));
  const byBytes = firstBy(sorted, ({ sha256 }) => sha256);
  const named = new Set(certificates.flatMap(({ certificate: { digest } }) => (digest === null ? [] : [digest])));
  const heads = new HeadTable<string>();
  for (const { path, certificate } of certificates) {
    const head = headOfCertificate(certificate);
    if (head) heads.add(head, path);
  }
  const byIdentity = firstBy(sound, ({ certificate }) => certificateIdentity(certificate));
  const finals = trusted.filter(({ certificate }) => certificate.deadline === null);
  const byRecord = firstBy(finals, ({ certificate: { origin, recordId } }) => recordIdentity(origin, recordId));
  const newer = trusted.filter(({ certificate }) => certificate.supersedes !== null);
  const bySuperseded = firstBy(newer, ({ certificate: { origin, supersedes } }) => recordIdentity(origin, supersedes));
  const isLeft = ({ id, kind, sha256, fault }: BoxItem) =>
    kind === 'document' && !fault && sha256 !== null && !named.has(sha256) && byBytes.get(sha256)?.id === id;
  const left = sorted.filter(isLeft);
  const unmatched = sound.filter(
    ({ id, certificate: { digest }, certificate }) =>
      digest !== null && !byBytes.has(digest) && byIdentity.get(certificateIdentity(certificate))?.id === id,
  );
  const only = unmatched.length === 1 && left.length === 1 ? (left[0] ?? null) : null;
  return {
    first: (sha256) => byBytes.get(sha256) ?? null,
    isNamed: (sha256) => named.has(sha256),
    firstOfCertificate: (certificate) => byIdentity.get(certificateIdentity(certificate)) ?? null,
    finalOfRecord: ({ origin, recordId }) => byRecord.get(recordIdentity(origin, recordId)) ?? null,
    superseding: ({ origin, recordId }) => bySuperseded.get(recordIdentity(origin, recordId)) ?? null,
    fork(head) {
      const other = heads.other(head);
      return other && { root: other.root, path: other.shownBy };
    },
    supersededOnDesk: () => null,
    recordOnDesk: () => null,
    candidate: (item) => candidateOf(item, left) ?? only,
  };
}

function candidateOf({ path, certificate }: BoxItem, left: readonly BoxItem[]): BoxItem | null {
  const name = certificate && statedName(certificate);
  if (name === null) return null;
  const alike = left.filter((one) => fileNameOf(one.path) === name);
  const beside = alike.filter((one) => folderOf(one.path) === folderOf(path));
  const [one, ...others] = beside.length > 0 ? beside : alike;
  return one && others.length === 0 ? one : null;
}

function firstBy<T>(items: readonly T[], keyOf: (item: T) => string | null): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null && !map.has(key)) map.set(key, item);
  }
  return map;
}

/** Rows and totals of a small box. */
export function pairBox(items: readonly BoxItem[]): { readonly rows: readonly BoxRow[]; readonly totals: BoxTotals } {
  const index = memoryIndex(items);
  const counter = new BoxCounter();
  for (const item of items) counter.item(item);
  const certificates = items.filter(isCertificate).map((item) => certificateRow(item, index));
  const taken = new Set(certificates.filter(({ state }) => state === 'different').map(({ sha256 }) => sha256));
  const files = items
    .filter((item) => !isCertificate(item))
    .map((item) => fileRow(item, index, ({ sha256 }) => taken.has(sha256)))
    .filter((row) => row !== null);
  const rows = [...certificates, ...files].sort(compareRows).map((row, i) => ({ ...row, number: i + 1 }));
  for (const row of rows) counter.row(row);
  return { rows, totals: counter.totals() };
}

/** The order of a sheet: by the file, or by the certificate where there is no file; then by the certificate. */
export function compareRows(a: BoxDraft, b: BoxDraft): number {
  const key = (row: BoxDraft) => row.file ?? row.certificate ?? '';
  return compareText(key(a), key(b)) || compareText(a.certificate ?? '', b.certificate ?? '');
}
