/**
 * The doctor: compares the sealed fingerprints with the parts of a given document and returns findings. Nothing is
 * guessed: what no digest proves is `not-comparable` or marked as not certain. docs/doctor.md.
 */
import type { Json } from '../../formats/canonical.ts';
import type { Finding } from './findings.ts';
import {
  knownPartDigests,
  type Material,
  type PartDigests,
  type PartName,
  partDigestsOf,
  splitDigests,
} from './format.ts';
import { comparePages } from './pages.ts';
import type { Tools } from './tools.ts';

/** The sealed file as described by the certificate. */
export interface Sealed {
  /** Hex. */
  readonly sha256: string;
  readonly size: number;
  readonly id: string;
  readonly supersedes: string | null;
  /** The claim's value; undefined when it is withheld. */
  readonly fingerprints: Json | undefined;
}

/** The document that was given. */
export interface Given {
  readonly size: number;
  /** SHA-256 of its first bytes, as many as the sealed file has, hex; null when it has fewer. */
  readonly prefix: string | null;
  /** Null when it could not be looked into. */
  readonly material: Material | null;
  /** The record of exactly these bytes, if known. */
  readonly record: { readonly id: string; readonly supersedes: string | null } | null;
}

const finding = (code: Finding['code'], certain: boolean, detail: Finding['detail'] = {}): Finding => ({
  code,
  certain,
  detail,
});

/** The findings about the document; never empty. */
export function diagnose(sealed: Sealed, given: Given, tools: Tools): readonly Finding[] {
  const found = [...lineage(sealed, given), ...appended(sealed, given)];
  const record = knownPartDigests(sealed.fingerprints);
  if (record && given.material) found.push(...parts(record, given.material, given.size, tools));
  if (found.length > 0) return found;
  const reason =
    sealed.fingerprints === undefined
      ? 'withheld'
      : record
        ? given.material
          ? 'nothing-in-common'
          : 'unread'
        : 'none';
  return [finding('not-comparable', false, { reason })];
}

function lineage(sealed: Sealed, { record }: Given): readonly Finding[] {
  if (!record) return [];
  if (record.id === sealed.supersedes) return [finding('superseded', true, { reason: 'older', record: record.id })];
  if (record.supersedes === sealed.id) return [finding('superseded', true, { reason: 'newer', record: record.id })];
  return [];
}

function appended(sealed: Sealed, given: Given): readonly Finding[] {
  if (given.size <= sealed.size || given.prefix !== sealed.sha256) return [];
  return [finding('appended', true, { at: sealed.size, bytes: given.size - sealed.size })];
}

function parts(record: PartDigests, material: Material, size: number, tools: Tools): readonly Finding[] {
  const own = partDigestsOf(material, record.salt, tools);
  const cut = truncated(record, own, size);
  if (cut) return [cut];
  if (record.kind !== own.kind) return [];
  const same = (name: PartName) => record.parts[name] !== undefined && record.parts[name] === own.parts[name];
  if (record.kind === 'pdf') return pdf(record, own, same);
  if (record.kind === 'zip') return archive(same);
  if (same('pixels')) return [finding('image-reencoded', true)];
  if (same('data')) return [finding('image-reencoded', true, { reason: 'metadata' })];
  if (same('lines')) return [finding('line-endings', true)];
  if (same('text')) return [finding('line-endings', true, { reason: 'spaces' })];
  return same('canonical') ? [finding('xml-reformatted', true)] : [];
}

/** Whether a piece or revision shows that the given document is the beginning of the sealed one. */
function truncated(record: PartDigests, own: PartDigests, size: number): Finding | null {
  const total = record.chunks?.lengths.reduce((sum, length) => sum + length, 0) ?? 0;
  if (size >= total || !record.chunks || !own.chunks) return null;
  const revision = endsWithRevision(record, own, size);
  if (revision) return finding('truncated', true, { at: size, of: total, reason: 'revision' });
  const [there, here] = [splitDigests(record.chunks.digests), splitDigests(own.chunks.digests)];
  let covered = 0;
  let count = 0;
  while (count < here.length && here[count] !== null && here[count] === there[count])
    covered += own.chunks.lengths[count++] ?? 0;
  const whole = count === here.length;
  if (count === 0 || (!whole && count < here.length - 1)) return null;
  return finding('truncated', whole, { at: size, of: total, bytes: covered });
}

function endsWithRevision(record: PartDigests, own: PartDigests, size: number): boolean {
  if (!record.revisions || !own.revisions) return false;
  const last = own.revisions.lengths.length - 1;
  const mine = splitDigests(own.revisions.digests)[last];
  const covered = own.revisions.lengths.reduce((sum, length) => sum + length, 0);
  return covered === size && typeof mine === 'string' && mine === splitDigests(record.revisions.digests)[last];
}

function pdf(record: PartDigests, own: PartDigests, same: (name: PartName) => boolean): readonly Finding[] {
  if (record.pages === null || own.pages === null) return [];
  const [sealed, given] = [splitDigests(record.pages), splitDigests(own.pages)];
  if (same('pages')) return [allPages(record, given.length, same)];
  const differences = comparePages(sealed, given);
  if (differences === null) return [];
  if (differences.length > 0) return differences;
  const unknown = given.flatMap((digest, i) => (digest === null ? [i + 1] : []));
  // every digest is equal although the files differ: the difference is on pages without a digest
  return unknown.length === given.length
    ? []
    : [
        finding(
          'page-changed',
          record.parts.pages !== undefined && own.parts.pages !== undefined && unknown.length === 1,
          { pages: unknown, of: given.length },
        ),
      ];
}

function allPages(record: PartDigests, pages: number, same: (name: PartName) => boolean): Finding {
  const rest = same('rest');
  if (rest && record.parts.metadata !== undefined && !same('metadata'))
    return finding('metadata-only', true, { of: pages });
  return finding('same-pages', true, { of: pages, reason: rest ? 'all' : 'rest-differs' });
}

function archive(same: (name: PartName) => boolean): readonly Finding[] {
  if (same('members')) return [finding('repacked', true)];
  if (same('content')) return [finding('metadata-only', true)];
  return same('values') ? [finding('values-equal', true)] : [];
}
