/** What a scorer said of a score: why, or what went wrong with the scorer itself. Few scores have one. */
export const SCORE_NOTES = `
CREATE TABLE score_note (
  run TEXT NOT NULL,
  scorer_hash TEXT NOT NULL,
  expected_hash TEXT NOT NULL,
  -- Null where the scorer did its work.
  failure TEXT,
  reason TEXT NOT NULL,
  seal TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (run, scorer_hash, expected_hash)
) STRICT, WITHOUT ROWID;
`;
