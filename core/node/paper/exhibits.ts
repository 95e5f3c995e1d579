/** Proofs on paper among the files that somebody gave: pictures that show our codes stand for a certificate. */
import { closeSync, openSync, readSync } from 'node:fs';
import { type EvidenceSet, parseEvidenceSet } from '../../formats/evidence.ts';
import { codesMissing } from '../../paper/missing.ts';
import { joinParts, type PaperPart, type PaperSet } from '../../paper/parts.ts';
import { unreadPicture } from '../../paper/unread.ts';
import type { RecordKind } from '../../records/index.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { CertificateExhibit, DocumentExhibit } from '../verify/exhibits.ts';
import { pictureKind } from './pictures.ts';
import { PictureReader } from './reader.ts';

/** Pictures that are looked into at most: each may take seconds. */
const MAX_PICTURES = 100;

/** What the pictures among some files came to. */
export interface PaperExhibits {
  /** One for each set of codes, also for one of which codes are missing. */
  readonly certificates: readonly CertificateExhibit[];
  /** The files without our codes. */
  readonly documents: readonly DocumentExhibit[];
}

/** Looks for our codes in documents that are pictures, but not in those whose digest is `known`. */
export async function readPaper(
  documents: readonly DocumentExhibit[],
  known: ReadonlySet<string>,
  signal?: AbortSignal,
  kinds?: readonly RecordKind[],
): Promise<PaperExhibits> {
  const pictures = documents.filter((one) => !known.has(one.sha256) && isPicture(one.path)).slice(0, MAX_PICTURES);
  const parts = new Map<DocumentExhibit, readonly PaperPart[]>();
  const unread = new Map<DocumentExhibit, string>();
  const reader = new PictureReader();
  try {
    for (const picture of pictures) {
      if (signal?.aborted) break;
      const seen = await reader.read(picture.path, signal);
      if (seen.parts.length > 0) parts.set(picture, seen.parts);
      else if (seen.unread !== null) unread.set(picture, seen.unread);
    }
  } finally {
    await reader.close();
  }
  const sets = joinParts([...parts.values()].flat(), nodeCrypto);
  return {
    certificates: sets.map((set) => certificateOf(set, parts, kinds)),
    documents: documents
      .filter((document) => !parts.has(document))
      .map((document) => (unread.has(document) ? { ...document, unread: unread.get(document) } : document)),
  };
}

function certificateOf(
  set: PaperSet,
  parts: ReadonlyMap<DocumentExhibit, readonly PaperPart[]>,
  kinds: readonly RecordKind[] | undefined,
): CertificateExhibit {
  const shown = [...parts].filter(([, found]) => found.some((part) => part.set === set.set));
  const path = shown.map(([document]) => document.path).join(' + ');
  try {
    if (!set.files) throw set.error ?? codesMissing(set);
    const evidence: EvidenceSet = parseEvidenceSet(set.files, nodeCrypto, { recordKinds: kinds });
    return {
      path,
      digest: evidence.record.digest?.sha256 ?? null,
      set: evidence,
      error: null,
      pdf: null,
      front: null,
      paper: true,
    };
  } catch (error) {
    return { path, digest: null, set: null, error, pdf: null, front: null, paper: true };
  }
}

function isPicture(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(16);
      readSync(file, head);
      return pictureKind(head) !== null || unreadPicture(head) !== null;
    } finally {
      closeSync(file);
    }
  } catch {
    return false; // it was hashed and is gone since
  }
}
