/** A box that was read, and its sheet for the accepted bundles. */

import { nobleCrypto } from '../../../core/crypto.ts';
import { checkCertificate, unreadableCertificate } from '../../../core/documents/box/certificate.ts';
import { boxDigest, digestLines } from '../../../core/documents/box/digest.ts';
import type { BoxItem } from '../../../core/documents/box/items.ts';
import { pairBox } from '../../../core/documents/box/memory.ts';
import { withFork } from '../../../core/documents/box/pairing.ts';
import { folderOf, nameOf } from '../../../core/documents/box/path.ts';
import { rememberingCrypto } from '../../../core/documents/box/signatures.ts';
import type { BoxCertificate, BoxRow, BoxSheet } from '../../../core/documents/box/types.ts';
import { NotaryError } from '../../../core/errors.ts';
import { ATTACHMENT_NAMES, type EvidenceFiles } from '../../../core/formats/evidence.ts';
import type { AcceptedBundle } from '../../../core/formats/trust.ts';
import { CheckpointMemory } from '../../../core/verification/checkpoint-checks.ts';
import { type Report, unreadableReport } from '../../../core/verification/report.ts';
import { verify } from '../../../core/verification/verify.ts';
import { nameOfFile, type PageItem } from './reader.ts';

/** The sheet and all of its rows. */
export interface PageSheet {
  readonly sheet: BoxSheet;
  readonly rows: readonly BoxRow[];
}

export class CaseBox {
  readonly #inputs: readonly string[];
  readonly #items: readonly PageItem[];
  readonly #memory = { crypto: rememberingCrypto(nobleCrypto), checkpoints: new CheckpointMemory() };
  #made: { readonly trust: readonly AcceptedBundle[]; readonly sheet: PageSheet } | null = null;

  /** `inputs` are the names of what was given. */
  constructor(inputs: readonly string[], items: readonly PageItem[]) {
    this.#inputs = inputs;
    this.#items = withSets(items);
  }

  /** Mails that were not opened, so that the app may find more in the same box. */
  get mails(): number {
    return this.#items.filter(({ path, kind }) => kind === 'container' && /\.(eml|msg)$/i.test(path)).length;
  }

  /** The sheet for these bundles, cached until they change. */
  sheet(trust: readonly AcceptedBundle[]): PageSheet {
    if (this.#made && sameTrust(this.#made.trust, trust)) return this.#made.sheet;
    const items = this.#items.map((item, id): BoxItem => {
      const { path, kind, sha256, size, fault } = item;
      return { id, path, kind, sha256, size, fault, certificate: this.#certificate(item, trust) };
    });
    const { rows, totals } = pairBox(items);
    const sheet: BoxSheet = {
      inputs: this.#inputs,
      totals,
      boxDigest: boxDigest(digestLines(items), nobleCrypto),
      trust: trust.map(({ bundle, fingerprint, compared }) => ({ name: bundle.name, fingerprint, compared })),
    };
    this.#made = { trust, sheet: { sheet, rows } };
    return this.#made.sheet;
  }

  /** The whole report of a row; null for a file alone. */
  report(row: BoxRow, trust: readonly AcceptedBundle[]): Report | null {
    const { certificate, file, sha256 } = row;
    const item = this.#items.find(({ path, kind }) => kind === 'certificate' && path === certificate);
    if (!item) return null;
    const document = file === null || sha256 === null ? null : { name: nameOfFile(file), sha256 };
    if (!item.files) return unreadableReport(item.error, document);
    // this small file does not contain the fonts for making the page again
    const page = { state: 'not-run', reason: 'no-fonts' } as const;
    return withFork(verify(item.files, { document, front: item.front, trust, page, ...this.#memory }), row);
  }

  #certificate({ kind, files, error }: PageItem, trust: readonly AcceptedBundle[]): BoxCertificate | null {
    if (kind !== 'certificate') return null;
    return files ? checkCertificate(files, { trust, ...this.#memory }) : unreadableCertificate(error);
  }
}

function sameTrust(a: readonly AcceptedBundle[], b: readonly AcceptedBundle[]): boolean {
  const keys = (all: readonly AcceptedBundle[]) => all.map((one) => `${one.fingerprint} ${one.compared}`).join();
  return keys(a) === keys(b);
}

/** Loose attachments: the three files of a certificate in one folder are a certificate; without a proof they are documents. */
function withSets(items: readonly PageItem[]): readonly PageItem[] {
  const isPart = ({ kind }: PageItem) => kind === 'part';
  const folders = new Set(
    items
      .filter((item) => isPart(item) && nameOf(item.path) === ATTACHMENT_NAMES.proof)
      .map(({ path }) => folderOf(path)),
  );
  const kept = items.map((item) =>
    isPart(item) && !folders.has(folderOf(item.path)) ? { ...item, kind: 'document' as const } : item,
  );
  return [...kept, ...[...folders].map((folder) => setIn(folder, kept))];
}

function setIn(folder: string, items: readonly PageItem[]): PageItem {
  const parts = items.filter(({ kind, path }) => kind === 'part' && folderOf(path) === folder);
  const set = {
    path: folder || './',
    kind: 'certificate',
    sha256: null,
    size: null,
    front: null,
    fault: null,
    part: null,
  } as const;
  try {
    return { ...set, files: evidenceOf(parts), error: null };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return { ...set, files: null, error };
  }
}

function evidenceOf(parts: readonly PageItem[]): EvidenceFiles {
  // an archive may contain two files of one name: it is then ambiguous which one is meant
  if (parts.length > 3) throw new NotaryError('malformed', 'an attachment stands there twice');
  const part = (name: string) => {
    const found = parts.find(({ path }) => nameOf(path) === name)?.part;
    if (!found) throw new NotaryError('malformed', `${name} is not in the folder`);
    return found;
  };
  const { record, evidence, proof } = ATTACHMENT_NAMES;
  return { record: part(record), evidence: part(evidence), proof: part(proof) };
}
