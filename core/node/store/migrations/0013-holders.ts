/**
 * Who held this desk, and from when on: a corrected name never changes what earlier records state. Rows are only added;
 * the first has no time, because it holds from the beginning.
 */
export const holders = `
CREATE TABLE holders (
  id INTEGER PRIMARY KEY,
  since TEXT,
  holder TEXT NOT NULL
) STRICT;
CREATE TRIGGER holders_stay BEFORE DELETE ON holders BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;
CREATE TRIGGER holders_unchanged BEFORE UPDATE ON holders BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;
INSERT INTO holders (since, holder) SELECT NULL, value FROM settings WHERE name = 'holder';

-- new desks withhold less where nothing else is chosen; one that exists goes on as before, so that its certificates stay the same
INSERT INTO settings (name, value)
  SELECT 'withhold', '["holderId"]' WHERE EXISTS (SELECT 1 FROM settings WHERE name = 'holder')
  ON CONFLICT DO NOTHING;
`;
