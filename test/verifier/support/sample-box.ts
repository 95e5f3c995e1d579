/** A folder with a little of everything that a box may hold, and the same as one archive. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { makeCertificate } from '../../../core/certificate/index.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { toHex, utf8 } from '../../../core/formats/bytes.ts';
import { ATTACHMENT_NAMES, type EvidenceFiles, parseEvidenceSet } from '../../../core/formats/evidence.ts';
import type { NoteSigner } from '../../../core/formats/note.ts';
import { certificateFonts } from '../../../core/node/certificates/fonts.ts';
import { bank, desk, makeEvidence, ownWitness } from '../../core/support/evidence.ts';
import { signer } from '../../core/support/keys.ts';

/** By path in the box. */
export type BoxContents = Readonly<Record<string, Uint8Array>>;

/** Documents without a certificate, so that it takes a box to look through them. */
const PLAIN = 30;

/** In a log that has one tree of each size, unless `size` says otherwise. */
function evidenceFor(
  document: Uint8Array,
  seq: number,
  fileName: string,
  size = 10 + seq,
  log: NoteSigner = desk,
): EvidenceFiles {
  return makeEvidence({
    log,
    before: 2,
    after: size - 3,
    facts: { fileName },
    record: {
      id: `019a1b2c-3d4e-7f60-8a9b-0c1d2e3f${String(seq).padStart(4, '0')}`,
      seq,
      digest: { sha256: toHex(nobleCrypto.sha256(document)) },
      size: document.length,
    },
    cosigners: [{ signer: ownWitness }, { signer: bank }],
  });
}

const pdfOf = (files: EvidenceFiles) =>
  makeCertificate(parseEvidenceSet(files, nobleCrypto), certificateFonts(), nobleCrypto);

/** A document and its loose certificate below a folder, from a log of one size whatever is in it. */
function oneSize(folder: string, text: string, seq: number, log: NoteSigner = desk): [string, Uint8Array][] {
  const [name, document] = [`${text}.txt`, utf8(`document ${text}`)];
  const { record, evidence, proof } = evidenceFor(document, seq, name, 30, log);
  return [
    [`${folder}/${name}`, document],
    [`${folder}/${text}/${ATTACHMENT_NAMES.record}`, record],
    [`${folder}/${text}/${ATTACHMENT_NAMES.evidence}`, evidence],
    [`${folder}/${text}/${ATTACHMENT_NAMES.proof}`, proof],
  ];
}

/** The contents: every state of a row but those that need a desk or a chain. */
export async function sampleBox(): Promise<BoxContents> {
  const [proven, lost, changed, inner] = ['proven', 'lost', 'changed', 'inner'].map((text) => utf8(`document ${text}`));
  if (!proven || !lost || !changed || !inner) throw new Error('four documents');
  const certificate = await pdfOf(evidenceFor(proven, 1, '合同.txt'));
  const forked = ['one', 'two'].flatMap((text, i) => oneSize('forked', text, 5 + i));
  // by a key that anybody can make, under the origin of the same log
  const mallory = signer('mallory', desk.key.name);
  const madeUp = ['three', 'four'].flatMap((text, i) => oneSize('made up', text, 7 + i, mallory));
  const loose = evidenceFor(inner, 4, 'inner.txt');
  const nested = zipSync({
    'deep/inner.txt': inner,
    [`deep/proof/${ATTACHMENT_NAMES.record}`]: loose.record,
    [`deep/proof/${ATTACHMENT_NAMES.evidence}`]: loose.evidence,
    [`deep/proof/${ATTACHMENT_NAMES.proof}`]: loose.proof,
  });
  const plain = Array.from({ length: PLAIN }, (_, i): [string, Uint8Array] => [
    `plain/${i}.txt`,
    utf8(`plain document ${i}`),
  ]);
  return {
    '合同/合同.txt': proven,
    '合同/合同 certificate.pdf': certificate,
    '合同/copy of 合同.txt': proven,
    'lost certificate.pdf': await pdfOf(evidenceFor(lost, 2, 'lost.txt')),
    'changed.txt': utf8('document that was changed'),
    'changed certificate.pdf': await pdfOf(evidenceFor(changed, 3, 'changed.txt')),
    'cut certificate.pdf': certificate.subarray(0, certificate.length - 2_000),
    '=HYPERLINK("x").txt': utf8('not a formula'),
    'empty.txt': new Uint8Array(),
    'broken.zip': utf8('PK\u0003\u0004 no more'),
    'archive.zip': zipSync({ 'stored.txt': [utf8('stored'), { level: 0 }], 'nested.zip': nested }),
    ...Object.fromEntries([...forked, ...madeUp]),
    ...Object.fromEntries(plain),
  };
}

/** Writes contents below a folder. */
export function writeBox(folder: string, contents: BoxContents): void {
  for (const [path, bytes] of Object.entries(contents)) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, bytes);
  }
}

/** The same as one archive. */
export function zipBox(contents: BoxContents): Uint8Array {
  return zipSync({ ...contents });
}
