/** Sessions with their journal and events, proposals, assessments, decisions. */
export const LOOP = `
CREATE TABLE session (
  id TEXT PRIMARY KEY,
  config TEXT NOT NULL,
  state TEXT NOT NULL,
  stopped_by TEXT,
  stopped_detail TEXT,
  iteration INTEGER NOT NULL,
  operator TEXT,
  start_commit TEXT NOT NULL REFERENCES commits (id),
  started_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  elapsed_ms INTEGER NOT NULL,
  spend TEXT NOT NULL,
  -- Guidance by people, in order: [{at, text}]
  hints TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What each finished step of a session answered: a resume runs the same steps again and takes these answers.
CREATE TABLE journal (
  session TEXT NOT NULL REFERENCES session (id),
  path TEXT NOT NULL,
  output TEXT NOT NULL,
  PRIMARY KEY (session, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  session TEXT,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_session ON event (session, seq);

CREATE TABLE proposal (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  session TEXT REFERENCES session (id),
  iteration INTEGER NOT NULL,
  author_kind TEXT NOT NULL,
  author_name TEXT NOT NULL,
  base TEXT NOT NULL REFERENCES commits (id),
  status TEXT NOT NULL,
  summary TEXT NOT NULL,
  changes TEXT NOT NULL,
  change_hash TEXT NOT NULL,
  hypotheses TEXT NOT NULL,
  origin INTEGER REFERENCES proposal (seq),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX proposal_by_session ON proposal (session);
CREATE INDEX proposal_by_status ON proposal (status);

CREATE TABLE assessment (
  id TEXT PRIMARY KEY,
  proposal INTEGER NOT NULL REFERENCES proposal (seq),
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX assessment_by_proposal ON assessment (proposal);

CREATE TABLE assessed_item (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  position INTEGER NOT NULL,
  item TEXT NOT NULL,
  class_name TEXT,
  baseline_run TEXT NOT NULL,
  candidate_run TEXT NOT NULL,
  baseline REAL NOT NULL,
  candidate REAL NOT NULL,
  baseline_correct INTEGER NOT NULL,
  candidate_correct INTEGER NOT NULL,
  PRIMARY KEY (assessment, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal INTEGER NOT NULL REFERENCES proposal (seq),
  body TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_by_proposal ON decision (proposal);
`;
