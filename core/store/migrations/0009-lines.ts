/**
 * Where each commit stands, so that history is read by ranges of an index and never walked: its line (a chain of first
 * parents, named by the seq of its first commit), how many first parents are before it, and how many merges that way.
 */
export const LINES = `
ALTER TABLE commits ADD COLUMN line INTEGER NOT NULL DEFAULT 0;
ALTER TABLE commits ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE commits ADD COLUMN merges INTEGER NOT NULL DEFAULT 0;
CREATE INDEX commits_by_line ON commits (line, generation);
ALTER TABLE change ADD COLUMN line INTEGER NOT NULL DEFAULT 0;
ALTER TABLE change ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
CREATE INDEX change_by_line ON change (resource, line, generation, label);
`;
