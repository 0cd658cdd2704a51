/**
 * The files that versions were brought in with, as somebody wrote them: comments, order and what they left to defaults are
 * no part of a version. Each time the files of a version are others they are kept after the ones before.
 */
export const SOURCES = `
CREATE TABLE source (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  version TEXT NOT NULL REFERENCES version (id),
  -- From 1 on, and the newest is the one that counts.
  revision INTEGER NOT NULL,
  -- Below the folder that was brought in.
  path TEXT NOT NULL,
  text TEXT NOT NULL REFERENCES blob (hash),
  at INTEGER NOT NULL,
  seal TEXT NOT NULL DEFAULT '',
  UNIQUE (version, revision, path)
) STRICT;
`;
