/** What runs had from the world, one packed document each, written with the run; and the times they were played again. */
export const TAPES = `
CREATE TABLE tape (
  run TEXT PRIMARY KEY REFERENCES run (id),
  bytes BLOB NOT NULL,
  seal TEXT NOT NULL DEFAULT ''
) STRICT;
-- A run that was played again is no row of the runs, so that it is in no count, no cache and no evidence.
CREATE TABLE replay (
  id TEXT PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run (id),
  trace TEXT NOT NULL REFERENCES trace (id),
  tools TEXT NOT NULL,
  at INTEGER NOT NULL,
  report TEXT NOT NULL,
  seal TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX replay_by_run ON replay (run, at);
CREATE INDEX replay_by_trace ON replay (trace);
`;
