/** Loose attachments: the three files of a certificate in one folder, or at one level of an archive, are a certificate. */
import { type BoxTrust, checkCertificate, unreadableCertificate } from '../../documents/box/certificate.ts';
import { nameOf } from '../../documents/box/path.ts';
import type { BoxCertificate } from '../../documents/box/types.ts';
import { NotaryError } from '../../errors.ts';
import { ATTACHMENT_NAMES, type EvidenceFiles } from '../../formats/evidence.ts';
import { type Db, plainBytes } from '../system/database.ts';
import { insertItem } from './items.ts';

interface PartRow {
  readonly path: string;
  readonly part: Uint8Array;
}

/**
 * Combines the parts in each folder that has a proof into a certificate; other parts are documents. Memory holds one
 * set at a time.
 */
export function pairSets(db: Db, trust: BoxTrust): void {
  db.write(() => {
    db.exec(`DELETE FROM item WHERE kind = 'certificate' AND source IS NULL`);
    db.exec(`UPDATE item SET kind = 'part' WHERE part IS NOT NULL`);
    const folders = db.all<{ folder: string }>(
      `SELECT DISTINCT folder FROM item WHERE kind = 'part' AND path = folder || ?`,
      ATTACHMENT_NAMES.proof,
    );
    for (const { folder } of folders) {
      const certificate = certificateIn(db, folder, trust);
      const set = {
        path: folder || './',
        kind: 'certificate',
        sha256: null,
        size: null,
        fault: null,
        part: null,
      } as const;
      insertItem(db, null, { ...set, certificate });
    }
    db.exec(`CREATE TEMP TABLE IF NOT EXISTS with_proof (folder TEXT PRIMARY KEY)`);
    db.exec('DELETE FROM with_proof');
    for (const { folder } of folders) db.run('INSERT INTO with_proof VALUES (?)', folder);
    db.exec(`UPDATE item SET kind = 'document' WHERE kind = 'part' AND folder NOT IN (SELECT folder FROM with_proof)`);
  });
}

function certificateIn(db: Db, folder: string, trust: BoxTrust): BoxCertificate {
  try {
    return checkCertificate(filesIn(db, folder), trust);
  } catch (error) {
    return unreadableCertificate(error);
  }
}

function filesIn(db: Db, folder: string): EvidenceFiles {
  const rows = db.all<PartRow>(`SELECT path, part FROM item WHERE kind = 'part' AND folder = ? LIMIT 4`, folder);
  // an archive may contain two files of one name: it is then ambiguous which one is meant
  if (rows.length > 3) throw new NotaryError('malformed', 'an attachment stands there twice');
  const part = (name: string) => {
    const row = rows.find(({ path }) => nameOf(path) === name);
    if (!row) throw new NotaryError('malformed', `${name} is not in the folder`);
    return plainBytes(row.part);
  };
  const { record, evidence, proof } = ATTACHMENT_NAMES;
  return { record: part(record), evidence: part(evidence), proof: part(proof) };
}
