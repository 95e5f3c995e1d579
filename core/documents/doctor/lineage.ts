/**
 * Versions of documents: which records replace which, according to the desk's own records and the other certificates
 * checked with them.
 */

import type { Report } from '../../verification/report.ts';
import type { Finding } from './findings.ts';

/** What lineage needs of a record. */
export interface KnownRecord {
  readonly id: string;
  readonly supersedes: string | null;
}

/** The records of a desk. */
export interface OwnRecords {
  /** Origin of its log, within which ids are meaningful. */
  readonly origin: string;
  recordOf(sha256: string): KnownRecord | null;
  /** Ids of the sealed records that replace this one, in their order. */
  replacedBy(id: string): readonly string[];
}

/** A record of a sound certificate. */
interface Shown extends KnownRecord {
  readonly sha256: string;
}

/** Findings for a replaced record, one for each replacement. */
export function replacedFindings(ids: Iterable<string>): readonly Finding[] {
  return [...ids].map((id) => ({ code: 'superseded', certain: true, detail: { reason: 'replaced', record: id } }));
}

/** Which records replace which, among given certificates and in a desk. */
export class Lineage {
  readonly #own: OwnRecords | null;
  /** By log: only the issuer of a record can replace it. */
  readonly #shown = new Map<string, Shown[]>();

  /** `reports` are those of every certificate that was given. */
  constructor(own: OwnRecords | null, reports: readonly Report[]) {
    this.#own = own;
    for (const report of reports) this.#show(report);
  }

  #show({ verdict, record, log, digest, fingerprint }: Report): void {
    if (verdict === 'tampered' || verdict === 'unreadable' || !record || !log || digest === null) return;
    const key = `${log.origin} ${fingerprint}`;
    this.#shown.set(key, [...(this.#shown.get(key) ?? []), { ...record, sha256: digest }]);
  }

  /** The record of a document, if it can be another version of this certificate's record. */
  recordOf({ log, fingerprint, record }: Report, sha256: string): KnownRecord | null {
    if (!log || !record) return null;
    const own = log.origin === this.#own?.origin ? this.#own.recordOf(sha256) : null;
    return own ?? this.#of(log.origin, fingerprint).find((one) => one.sha256 === sha256) ?? null;
  }

  /** One finding for each record that replaced the certificate's own. */
  replaced({ log, fingerprint, record, verdict }: Report): readonly Finding[] {
    if (!log || !record || verdict === 'tampered') return [];
    const own = log.origin === this.#own?.origin ? this.#own.replacedBy(record.id) : [];
    const shown = this.#of(log.origin, fingerprint).filter(({ supersedes }) => supersedes === record.id);
    return replacedFindings(new Set([...own, ...shown.map(({ id }) => id)]));
  }

  #of(origin: string, fingerprint: string | null): readonly Shown[] {
    return this.#shown.get(`${origin} ${fingerprint}`) ?? [];
  }
}
