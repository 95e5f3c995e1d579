/** Boxes for tests: documents, their certificates as PDF or as loose attachments, and the sheet that comes out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeCertificate } from '../../../core/certificate/index.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import type { BoxRow } from '../../../core/documents/box/types.ts';
import { toHex, utf8 } from '../../../core/formats/bytes.ts';
import { ATTACHMENT_NAMES, type EvidenceFiles, parseEvidenceSet } from '../../../core/formats/evidence.ts';
import { checkBox } from '../../../core/node/box/index.ts';
import type { CheckBoxOptions, CheckedBox } from '../../../core/node/box/types.ts';
import { sampleFonts } from '../../core/certificate-samples.ts';
import {
  accept,
  bank,
  type EvidenceOptions,
  makeEvidence,
  ownWitness,
  sampleBundle,
} from '../../core/support/evidence.ts';

export const TRUST = [accept(sampleBundle())];
export const PROVING = [{ signer: ownWitness }, { signer: bank }];

/** A record id that ends with a number. */
export function recordIdOf(n: number): string {
  return `019a1b2c-3d4e-7f60-8a9b-${n.toString(16).padStart(12, '0')}`;
}

export const sha256 = (bytes: Uint8Array) => toHex(nobleCrypto.sha256(bytes));

/** Evidence that proves a document under `TRUST`, unless the options say otherwise. */
export function evidenceFor(document: string | Uint8Array, n: number, options: EvidenceOptions = {}): EvidenceFiles {
  const bytes = typeof document === 'string' ? utf8(document) : document;
  const record = { id: recordIdOf(n), digest: { sha256: sha256(bytes) }, size: bytes.length, ...options.record };
  // an honest log has one tree of each size
  return makeEvidence({ cosigners: PROVING, after: 10 + n, ...options, record });
}

/** The same as a certificate. */
export async function pdfOf(files: EvidenceFiles): Promise<Uint8Array> {
  return makeCertificate(parseEvidenceSet(files, nobleCrypto), sampleFonts(), nobleCrypto);
}

/** The loose attachments below a folder of an archive or of the disk. */
export function looseFiles(folder: string, files: EvidenceFiles): Record<string, Uint8Array> {
  const names = Object.entries(ATTACHMENT_NAMES) as [keyof EvidenceFiles, string][];
  return Object.fromEntries(names.map(([part, name]) => [`${folder}${name}`, files[part]]));
}

/** Writes files below a folder and gives it back. */
export function writeBox(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** One row as `state file < certificate > other`, without what is not there. */
export function shownRow({ state, file, certificate, other, fault }: BoxRow): string {
  const parts = [
    file,
    certificate && `< ${certificate}`,
    other && `> ${other}`,
    fault && `(${fault.reason ?? fault.code})`,
  ];
  return [`${state}:`, ...parts.filter((part) => part)].join(' ');
}

/** The sheet of paths as lines, the box then closed. */
export async function sheetLines(
  paths: string | readonly string[],
  workFolder: string,
  options: Partial<CheckBoxOptions> = {},
): Promise<readonly string[]> {
  return await withBox(paths, workFolder, options, (box) => [...box.rows()].map(shownRow));
}

export async function withBox<T>(
  paths: string | readonly string[],
  workFolder: string,
  options: Partial<CheckBoxOptions>,
  use: (box: CheckedBox) => T | Promise<T>,
): Promise<T> {
  const given = typeof paths === 'string' ? [paths] : paths;
  const box = await checkBox(given, { trust: TRUST, workFolder, threads: 2, ...options });
  try {
    return await use(box);
  } finally {
    box.close();
  }
}
