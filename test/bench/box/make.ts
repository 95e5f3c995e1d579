/** Boxes for the bench: certificates of one log, many under one checkpoint or each under its own, their documents, other files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { concat, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { checkpointText, proofBytes } from '../../../core/formats/checkpoint.ts';
import { type EvidenceFiles, evidenceBytes } from '../../../core/formats/evidence.ts';
import { cosign, signNote } from '../../../core/formats/note.ts';
import { currentTemplate } from '../../../core/formats/template.ts';
import { inclusionProof, logRoot } from '../../../core/log/log.ts';
import { CertificatePool } from '../../../core/node/certificates/certificate-pool.ts';
import { nodeCrypto } from '../../../core/node/system/crypto.ts';
import { allFacts } from '../../../core/records/facts.ts';
import { claimHashes, disclose, type NotaryRecord, recordBytes } from '../../../core/records/record.ts';
import { bank, desk, FACTS, ownWitness, SIGNED_AT } from '../../core/support/evidence.ts';
import { MemoryLog } from '../../core/support/memory-log.ts';

export interface BenchBox {
  /** Certificates, each with its document. */
  readonly certificates: number;
  /** Certificates that share a checkpoint. */
  readonly perCheckpoint: number;
  /** Files that have no certificate. */
  readonly others: number;
}

/** A byte that depends on a number, so that no two files are alike and every run makes the same ones. */
const mixed = (n: number) => (Math.imul(n, 2654435761) >>> 24) & 255;

function documentOf(n: number): Uint8Array {
  const text = utf8(`document ${n}\n`);
  return concat(
    text,
    new Uint8Array(2000 + (mixed(n) << 6)).map((_, i) => mixed(n + i)),
  );
}

function saltsOf(n: number, length: number): Uint8Array {
  const parts = Array.from({ length: Math.ceil(length / 32) }, (_, i) => nodeCrypto.sha256(utf8(`${n} ${i}`)));
  return concat(...parts).slice(0, length);
}

function recordOf(n: number) {
  const document = documentOf(n);
  const facts = allFacts({ ...FACTS, title: `货物买卖合同（第 ${n} 号）`, fileName: `document-${n}.txt` });
  const disclosures = disclose(facts, (length) => saltsOf(n, length));
  const record: NotaryRecord = {
    v: 1,
    type: 'document',
    id: `019a1b2c-3d4e-7f60-8a9b-${n.toString(16).padStart(12, '0')}`,
    origin: desk.key.name,
    seq: n + 1,
    digest: { sha256: toHex(nodeCrypto.sha256(document)) },
    size: document.length,
    time: '2026-11-23T23:55:00.123Z',
    clock: 'synchronised',
    supersedes: null,
    claims: claimHashes(disclosures, nodeCrypto),
  };
  return { document, disclosures, leaf: recordBytes(record) };
}

/** The evidence of certificates under the next checkpoint of the log: `from` up to, not including, `to`. */
function* evidenceOf(
  log: MemoryLog,
  from: number,
  to: number,
): Generator<{ n: number; document: Uint8Array; files: EvidenceFiles }> {
  const records = Array.from({ length: to - from }, (_, i) => recordOf(from + i));
  log.append(records.map(({ leaf }) => leaf));
  const root = logRoot(log.size, log.read, nodeCrypto);
  const text = checkpointText({ origin: desk.key.name, size: log.size, root });
  const cosigned = [ownWitness, bank].map((witness) => cosign(text, SIGNED_AT, witness));
  const note = { text, signatures: [signNote(text, desk), ...cosigned] };
  for (const [index, { document, disclosures, leaf }] of records.entries()) {
    const evidence = evidenceBytes({
      v: 1,
      page: currentTemplate(nodeCrypto),
      disclosures: disclosures.filter(([, name]) => name !== 'holderId'),
      keys: [desk, ownWitness, bank].map(({ key }) => key.text),
      anchors: [],
      pending: null,
    });
    const n = from + index;
    const proof = proofBytes({ index: n, path: inclusionProof(n, log.size, log.read, nodeCrypto), note });
    yield { n, document, files: { record: leaf, evidence, proof } };
  }
}

function* all({ certificates, perCheckpoint }: BenchBox) {
  // one log that grows: two checkpoints of one size with other roots are a fork
  const log = new MemoryLog();
  for (let from = 0; from < certificates; from += perCheckpoint)
    yield* evidenceOf(log, from, Math.min(certificates, from + perCheckpoint));
}

const PER_FOLDER = 500;

/** Writes a box below `folder`. */
export async function makeBox(folder: string, box: BenchBox): Promise<void> {
  const place = (kind: string, n: number, name: string) => {
    const inside = join(folder, kind, String(Math.floor(n / PER_FOLDER)));
    if (n % PER_FOLDER === 0) mkdirSync(inside, { recursive: true });
    return join(inside, name);
  };
  const pool = new CertificatePool();
  try {
    for await (const made of pool.makeAll(all(box), ({ files }) => files)) {
      if ('error' in made) throw made.error;
      const { n, document } = made.item;
      writeFileSync(place('documents', n, `document-${n}.txt`), document);
      writeFileSync(place('certificates', n, `document-${n}-certificate.pdf`), made.pdf);
    }
  } finally {
    await pool.close();
  }
  for (let n = 0; n < box.others; n++)
    writeFileSync(place('others', n, `file-${n}.bin`), documentOf(box.certificates + n));
}
