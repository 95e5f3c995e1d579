/** Everything that was dropped on the page so far, and what it comes to. */
import { nobleCrypto } from '../../core/crypto.ts';
import { errorCode, type NotaryError } from '../../core/errors.ts';
import { ATTACHMENT_NAMES, type EvidenceFiles } from '../../core/evidence.ts';
import type { ExpertCase } from '../../core/expert-report/index.ts';
import { pairByDigest } from '../../core/pairing.ts';
import { parseRecord } from '../../core/record.ts';
import { type Report, unreadableReport } from '../../core/report.ts';
import type { AcceptedBundle, TrustBundle } from '../../core/trust.ts';
import { verify } from '../../core/verify.ts';
import type { Dropped } from './reading.ts';

/** A bundle the reader has seen; it counts once it is accepted. */
export interface OfferedBundle {
  readonly bundle: TrustBundle;
  readonly fingerprint: string;
  /** It came inside this page, from whoever sent the page: only the typed fingerprint makes it count. */
  readonly fromPage: boolean;
  readonly accepted: 'no' | 'compared' | 'not-compared';
}

/** One line of the outcome. */
export interface Outcome {
  readonly certificate: string | null;
  readonly document: string | null;
  readonly report: Report | null;
}

interface Certificate {
  readonly name: string;
  readonly files: EvidenceFiles | null;
  readonly error: NotaryError | null;
  readonly digest: string | null;
  /** SHA-256 of the PDF, hex; null for loose attachments and for what could not be read. */
  readonly sha256: string | null;
}

type Document = Extract<Dropped, { kind: 'document' }>;

export class Session {
  #certificates: readonly Certificate[] = [];
  #documents: readonly Document[] = [];
  #loose: Partial<Record<keyof EvidenceFiles, Uint8Array>> = {};
  #bundles: readonly OfferedBundle[] = [];

  get bundles(): readonly OfferedBundle[] {
    return this.#bundles;
  }

  get isEmpty(): boolean {
    return this.#certificates.length + this.#documents.length + Object.keys(this.#loose).length === 0;
  }

  /** Names of the attachments that are still missing, when some were dropped loose. */
  get missingAttachments(): readonly string[] {
    const present = Object.keys(this.#loose);
    if (present.length === 0) return [];
    return Object.entries(ATTACHMENT_NAMES).flatMap(([part, name]) => (present.includes(part) ? [] : [name]));
  }

  add(dropped: Dropped): void {
    switch (dropped.kind) {
      case 'certificate':
        this.#addCertificate(dropped.name, dropped.files, dropped.sha256);
        return;
      case 'attachment':
        this.#addAttachment(dropped.part, dropped.bytes);
        return;
      case 'document':
        if (!this.#documents.some(({ name, sha256 }) => name === dropped.name && sha256 === dropped.sha256))
          this.#documents = [...this.#documents, dropped];
        return;
      case 'bundle':
        this.offer(dropped.bundle, dropped.fingerprint, false);
        return;
      case 'broken':
        this.#certificates = [
          ...this.#certificates,
          { name: dropped.name, files: null, error: dropped.error, digest: null, sha256: null },
        ];
    }
  }

  #addCertificate(name: string, files: EvidenceFiles, sha256: string | null): void {
    this.#certificates = [...this.#certificates, { name, files, error: null, digest: recordedDigest(files), sha256 }];
  }

  #addAttachment(part: keyof EvidenceFiles, bytes: Uint8Array): void {
    this.#loose = { ...this.#loose, [part]: bytes };
    const { record, evidence, proof } = this.#loose;
    if (!record || !evidence || !proof) return;
    this.#loose = {};
    this.#addCertificate(Object.values(ATTACHMENT_NAMES).join(' + '), { record, evidence, proof }, null);
  }

  offer(bundle: TrustBundle, fingerprint: string, fromPage: boolean): void {
    if (this.#bundles.some((known) => known.fingerprint === fingerprint)) return;
    this.#bundles = [...this.#bundles, { bundle, fingerprint, fromPage, accepted: 'no' }];
  }

  /** Accepts or takes back a bundle. One that came inside the page can't be accepted without comparing. */
  accept(fingerprint: string, accepted: OfferedBundle['accepted']): void {
    this.#bundles = this.#bundles.map((known) =>
      known.fingerprint !== fingerprint || (known.fromPage && accepted === 'not-compared')
        ? known
        : { ...known, accepted },
    );
  }

  clear(): void {
    this.#certificates = [];
    this.#documents = [];
    this.#loose = {};
  }

  outcomes(): readonly Outcome[] {
    return pairByDigest(this.#certificates, this.#documents).map(({ certificate, document }) => ({
      certificate: certificate?.name ?? null,
      document: document?.name ?? null,
      report: certificate && this.#report(certificate, document),
    }));
  }

  /** What a report for an expert is made from. */
  cases(): readonly ExpertCase[] {
    return pairByDigest(this.#certificates, this.#documents).flatMap(({ certificate, document }) => {
      if (!certificate) return [];
      const { name, sha256, files } = certificate;
      return [{ report: this.#report(certificate, document), certificate: { name, sha256 }, files }];
    });
  }

  #report(certificate: Certificate, document: Document | null): Report {
    if (!certificate.files) return unreadableReport(certificate.error, document);
    return verify(certificate.files, {
      document,
      trust: this.trust(),
      // the fonts that make the page again are not in this small file
      page: { state: 'not-run', reason: 'no-fonts' },
      crypto: nobleCrypto,
    });
  }

  /** The bundles that the reader accepted. */
  trust(): readonly AcceptedBundle[] {
    return this.#bundles
      .filter(({ accepted }) => accepted !== 'no')
      .map(({ bundle, fingerprint, accepted }) => ({ bundle, fingerprint, compared: accepted === 'compared' }));
  }
}

function recordedDigest(files: EvidenceFiles): string | null {
  try {
    return parseRecord(files.record).digest.sha256;
  } catch (error) {
    if (errorCode(error) === 'internal') throw error;
    return null; // `verify` will say what is wrong with it
  }
}
