/** Datasets, runs with their spans and model calls, scores. */
export const WORLD = `
CREATE TABLE dataset (
  name TEXT PRIMARY KEY,
  scorer TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  dataset TEXT NOT NULL REFERENCES dataset (name),
  id TEXT NOT NULL,
  split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
  is_dev INTEGER NOT NULL,
  input TEXT NOT NULL,
  expected TEXT NOT NULL,
  group_name TEXT,
  class_name TEXT,
  -- What no role may read: the generator's own notes, such as which labels are noise.
  metadata TEXT NOT NULL,
  PRIMARY KEY (dataset, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_by_split ON item (dataset, split, id);

CREATE TABLE closure (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- seq orders by arrival. cache_key is null for runs that may not be reused.
CREATE TABLE run (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  trace TEXT NOT NULL,
  agent TEXT NOT NULL,
  closure TEXT NOT NULL REFERENCES closure (id),
  cache_key TEXT UNIQUE,
  input TEXT NOT NULL,
  output TEXT NOT NULL,
  error_code TEXT,
  error_message TEXT,
  seed INTEGER NOT NULL,
  steps INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  usd REAL,
  started_at INTEGER NOT NULL,
  duration_ms REAL NOT NULL
) STRICT;
CREATE INDEX run_by_trace ON run (trace);
CREATE INDEX run_by_closure ON run (closure);

CREATE TABLE trace (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  run TEXT,
  started_at INTEGER NOT NULL,
  duration_ms REAL NOT NULL,
  spans INTEGER NOT NULL,
  errors INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_by_start ON trace (started_at);

-- All spans of a trace in one compressed document: they are always read together.
CREATE TABLE trace_spans (
  trace TEXT PRIMARY KEY REFERENCES trace (id),
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The tape: what each model call answered, under its deterministic path, written before the answer is used.
-- A row without a response is a call that was in flight: it is charged at what was reserved for it.
CREATE TABLE model_call (
  path TEXT PRIMARY KEY,
  request_hash TEXT NOT NULL,
  reserved TEXT NOT NULL,
  response BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE score (
  run TEXT NOT NULL REFERENCES run (id),
  scorer_hash TEXT NOT NULL,
  expected_hash TEXT NOT NULL,
  value REAL NOT NULL,
  is_correct INTEGER NOT NULL,
  parts TEXT NOT NULL,
  PRIMARY KEY (run, scorer_hash, expected_hash)
) STRICT, WITHOUT ROWID;
`;
