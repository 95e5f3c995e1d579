/** Lists are sorted by parties, date and amount by an index too. `fact_key` is defined by core/node/store/migrate.ts. */
export const moreListKeys = `
ALTER TABLE records ADD COLUMN parties_key TEXT NOT NULL DEFAULT '';
ALTER TABLE records ADD COLUMN date_key TEXT NOT NULL DEFAULT '';
ALTER TABLE records ADD COLUMN money_key TEXT NOT NULL DEFAULT '';
UPDATE records SET parties_key = fact_key('parties', facts), date_key = fact_key('date', facts), money_key = fact_key('money', facts)
  FROM disclosures WHERE disclosures.seq = records.seq;
CREATE INDEX records_by_parties ON records (parties_key, seq, state_rank);
CREATE INDEX records_by_date ON records (date_key, seq, state_rank);
CREATE INDEX records_by_money ON records (money_key, seq, state_rank);
`;
