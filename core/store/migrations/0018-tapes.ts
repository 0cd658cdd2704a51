/** What runs had from the world, so that they can be played again: one packed document each, written with the run. */
export const TAPES = `
CREATE TABLE tape (
  run TEXT PRIMARY KEY REFERENCES run (id),
  bytes BLOB NOT NULL,
  seal TEXT NOT NULL DEFAULT ''
) STRICT;
`;
