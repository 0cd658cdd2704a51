/** By what traces are found: texts that were said in them, each kept once however many say it; session and model. */
export const TRACE_INDEX = `
CREATE TABLE trace_index (
  trace TEXT PRIMARY KEY REFERENCES trace (id),
  session TEXT,
  model TEXT,
  -- Digest of the hashes of its texts.
  texts TEXT NOT NULL,
  seal TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- In small letters.
CREATE TABLE said (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE trace_said (
  trace TEXT NOT NULL REFERENCES trace (id),
  said INTEGER NOT NULL REFERENCES said (id),
  PRIMARY KEY (trace, said)
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_said_by_text ON trace_said (said);
`;
