/** The look-ups of pairing in a work file: same answers as `memoryIndex`, for boxes of any size. */
import type { BoxIndex, BoxItem } from '../../documents/box/items.ts';
import { certificateIdentity, recordIdentity, statedName } from '../../documents/box/memory.ts';
import { folderOf } from '../../documents/box/path.ts';
import { headKey, type KnownLogs, type SignedHead } from '../../verification/forks.ts';
import type { Db, SqlValue } from '../system/database.ts';
import { type ItemRow, itemOf } from './items.ts';
import type { BoxRecords } from './types.ts';

const SOUND = `verdict NOT IN ('unreadable', 'tampered')`;
const TRUSTED = `verdict IN ('proven', 'pending', 'self-attested')`;

/** What look-ups return of an item: its path. Its certificate would have to be parsed each time. */
const PLACE = 'id, path, kind, sha256, size, NULL AS certificate, NULL AS fault';

/** Indexes created after reading, because they would slow it down. */
const INDEXES = `
CREATE INDEX IF NOT EXISTS item_bytes ON item (sha256, path, id) WHERE sha256 IS NOT NULL;
CREATE INDEX IF NOT EXISTS item_digest ON item (digest) WHERE digest IS NOT NULL;
CREATE INDEX IF NOT EXISTS item_identity ON item (identity, path, id) WHERE identity IS NOT NULL AND ${SOUND};
CREATE INDEX IF NOT EXISTS item_final ON item (final, path, id) WHERE final IS NOT NULL AND ${TRUSTED};
CREATE INDEX IF NOT EXISTS item_supersedes ON item (supersedes, path, id) WHERE supersedes IS NOT NULL AND ${TRUSTED};
CREATE INDEX IF NOT EXISTS item_head ON item (log, root, path, id) WHERE log IS NOT NULL;
CREATE INDEX IF NOT EXISTS item_path ON item (path, sha256, id);
`;
/** Documents without a certificate, by name: candidates for certificates without a document. */
const ALONE = `
UPDATE item SET alone = 0 WHERE alone <> 0;
UPDATE item SET alone = 1 WHERE kind = 'document' AND fault IS NULL AND sha256 IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM item c WHERE c.digest = item.sha256 AND c.digest IS NOT NULL)
  AND id = (SELECT b.id FROM item b WHERE b.sha256 = item.sha256 AND b.sha256 IS NOT NULL ORDER BY b.path, b.id LIMIT 1);
CREATE INDEX IF NOT EXISTS item_alone ON item (name, folder, path) WHERE alone = 1;
`;

/** Reading is faster without them; they are created again before pairing. */
export function dropIndexes(db: Db): void {
  for (const [, name] of (INDEXES + ALONE).matchAll(/CREATE INDEX IF NOT EXISTS (\w+)/g))
    db.exec(`DROP INDEX IF EXISTS ${name}`);
}

/** An index over the items of a work file. */
export function sqlIndex(db: Db, records: BoxRecords | undefined, known: KnownLogs | undefined): BoxIndex {
  db.write(() => db.exec(INDEXES));
  db.write(() => db.exec(ALONE));
  const one = (where: string, order: string, ...values: SqlValue[]): BoxItem | null => {
    const row = db.get<ItemRow>(`SELECT ${PLACE} FROM item WHERE ${where} ORDER BY ${order} LIMIT 1`, ...values);
    return row ? itemOf(row) : null;
  };
  const only = onlyLeft(db);
  return {
    first: (sha256) => one('sha256 = ? AND sha256 IS NOT NULL', 'path, id', sha256),
    isNamed: (sha256) => one('digest = ? AND digest IS NOT NULL', 'id', sha256) !== null,
    firstOfCertificate: (certificate) =>
      one(`identity = ? AND identity IS NOT NULL AND ${SOUND}`, 'path, id', certificateIdentity(certificate)),
    finalOfRecord: ({ origin, recordId }) =>
      one(`final = ? AND final IS NOT NULL AND ${TRUSTED}`, 'path, id', recordIdentity(origin, recordId)),
    superseding: ({ origin, recordId }) =>
      one(`supersedes = ? AND supersedes IS NOT NULL AND ${TRUSTED}`, 'path, id', recordIdentity(origin, recordId)),
    supersededOnDesk: (recordId) => records?.replacedBy(recordId)[0] ?? null,
    fork: (head) => forkIn(db, head) ?? knownFork(head, known),
    recordOnDesk: (sha256) => records?.recordOf(sha256)?.id ?? null,
    candidate: (item) => candidateOf(db, item) ?? only(item),
  };
}

/** The smallest other root, and the first certificate by path that shows it: two steps in an index, also in a log of one root. */
function forkIn(db: Db, head: SignedHead): { readonly root: string; readonly path: string } | null {
  const beyond = (sign: '<' | '>') =>
    db.get<{ root: string; path: string }>(
      `SELECT root, path FROM item WHERE log = ? AND log IS NOT NULL AND root ${sign} ? ORDER BY root, path, id LIMIT 1`,
      headKey(head),
      head.root,
    );
  return beyond('<') ?? beyond('>') ?? null;
}

function knownFork(head: SignedHead, known: KnownLogs | undefined) {
  const root = known?.otherRoot(head) ?? null;
  return root === null ? null : { root, path: null };
}

function candidateOf(db: Db, { path, certificate }: BoxItem): BoxItem | null {
  const name = certificate && statedName(certificate);
  if (name === null) return null;
  const alike = (and: string, ...values: SqlValue[]) =>
    db.all<ItemRow>(
      `SELECT * FROM item WHERE alone = 1 AND name = ?${and} ORDER BY folder, path LIMIT 2`,
      name,
      ...values,
    );
  const beside = alike(' AND folder = ?', folderOf(path));
  const [one, ...others] = beside.length > 0 ? beside : alike('');
  return one && others.length === 0 ? itemOf(one) : null;
}

/** When exactly one certificate and one document are left over, they belong together. */
function onlyLeft(db: Db): (item: BoxItem) => BoxItem | null {
  const left = db.all<ItemRow>('SELECT * FROM item WHERE alone = 1 LIMIT 2');
  const [document] = left;
  if (!document || left.length > 1) return () => null;
  const certificates = db.all<{ id: number }>(
    `SELECT c.id FROM item c WHERE c.identity IS NOT NULL AND c.digest IS NOT NULL AND ${SOUND.replace('verdict', 'c.verdict')}
       AND NOT EXISTS (SELECT 1 FROM item d WHERE d.sha256 = c.digest AND d.sha256 IS NOT NULL)
       AND c.id = (SELECT f.id FROM item f WHERE f.identity = c.identity AND f.identity IS NOT NULL
         AND ${SOUND.replace('verdict', 'f.verdict')} ORDER BY f.path, f.id LIMIT 1)
     LIMIT 2`,
  );
  return ({ id }) => (certificates.length === 1 && certificates[0]?.id === id ? itemOf(document) : null);
}
