/** Blobs, versions, commits, refs, audit chain, operation log. */
export const SPINE = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Content-addressed bytes. hash = SHA-256 of the bytes before encoding.
CREATE TABLE blob (
  hash TEXT PRIMARY KEY,
  encoding TEXT NOT NULL CHECK (encoding IN ('raw', 'zstd')),
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One immutable snapshot of one resource. Its id is the hash of the blob {kind, name, content}.
CREATE TABLE version (
  id TEXT PRIMARY KEY REFERENCES blob (hash),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX version_by_resource ON version (kind, name);

-- What retrieval by meaning searches: descriptions and names.
CREATE VIRTUAL TABLE version_text USING fts5 (version UNINDEXED, body, tokenize = 'porter unicode61');

-- seq only orders: a parent is always older than its child.
CREATE TABLE commits (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL REFERENCES blob (hash),
  author_kind TEXT NOT NULL,
  author_name TEXT NOT NULL,
  message TEXT NOT NULL,
  at INTEGER NOT NULL,
  proposal TEXT,
  evidence TEXT NOT NULL
) STRICT;

CREATE TABLE commit_parent (
  commit_id TEXT NOT NULL REFERENCES commits (id),
  position INTEGER NOT NULL,
  parent_id TEXT NOT NULL REFERENCES commits (id),
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX commit_parent_by_parent ON commit_parent (parent_id);

CREATE TABLE change (
  commit_id TEXT NOT NULL REFERENCES commits (id),
  position INTEGER NOT NULL,
  resource TEXT NOT NULL,
  from_version TEXT REFERENCES version (id),
  to_version TEXT NOT NULL REFERENCES version (id),
  label TEXT NOT NULL,
  lifecycle TEXT NOT NULL,
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_resource ON change (resource, commit_id);

CREATE TABLE ref (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('branch', 'tag')),
  commit_id TEXT NOT NULL REFERENCES commits (id)
) STRICT, WITHOUT ROWID;

-- Hash-chained: each entry's hash covers everything in it and the hash before.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;

-- What a person can step back through. before and after are commits of the branch.
CREATE TABLE operation (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  branch TEXT NOT NULL,
  before_commit TEXT REFERENCES commits (id),
  after_commit TEXT NOT NULL REFERENCES commits (id),
  undoes INTEGER REFERENCES operation (seq)
) STRICT;
`;
