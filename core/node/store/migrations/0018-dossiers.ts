/**
 * What the lists of dossiers are made of, with what opens each amount. It goes with the dossier when that is erased; when a
 * record in it is erased, the scalar that would open its amount goes, and the item stays: others are proven beside it.
 */
export const dossiers = `
CREATE TABLE dossier_items (
  dossier INTEGER NOT NULL REFERENCES records (seq),
  list TEXT NOT NULL CHECK (list IN ('items', 'credits')),
  -- in the order of the leaf hashes, from 0
  place INTEGER NOT NULL,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  commitment BLOB CHECK (length(commitment) = 32),
  currency TEXT,
  -- little endian
  blind BLOB CHECK (length(blind) = 32),
  -- the record of this desk; null for one of another
  member INTEGER REFERENCES records (seq),
  PRIMARY KEY (dossier, list, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_items_by_member ON dossier_items (member);
CREATE TRIGGER dossier_items_erased AFTER UPDATE OF state ON records WHEN NEW.state = 'erased'
  BEGIN
    DELETE FROM dossier_items WHERE dossier = NEW.seq;
    UPDATE dossier_items SET blind = NULL WHERE member = NEW.seq;
  END;
`;
