/** What texts of one kind are packed against: others of their kind, from before them. */
export const DICTIONARIES = `
-- Only added to: what was packed against one is read by it for ever. A packed text names it by its number.
CREATE TABLE dictionary (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  -- SHA-256 of the text before it was compressed itself.
  hash TEXT NOT NULL,
  bytes BLOB NOT NULL,
  seal TEXT NOT NULL DEFAULT ''
) STRICT;
`;
