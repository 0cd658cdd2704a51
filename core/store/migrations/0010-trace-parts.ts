/** Traces in parts: columns to draw from apart from what the spans hold, each part written when its spans are there. */
export const TRACE_PARTS = `
-- Only added to. \`columns\` stands before \`attributes\`, so that reading the one leaves the pages of the other alone.
CREATE TABLE trace_part (
  seq INTEGER PRIMARY KEY,
  trace TEXT NOT NULL REFERENCES trace (id),
  -- From 0 on, without gaps.
  part INTEGER NOT NULL,
  spans INTEGER NOT NULL,
  -- Whether the trace was over when it was written. A trace without such a part was cut short.
  is_last INTEGER NOT NULL,
  -- Of a run on a sealed item: nobody's to read, also before there is a run to say so.
  is_sealed INTEGER NOT NULL,
  columns BLOB NOT NULL,
  attributes BLOB NOT NULL,
  seal TEXT NOT NULL DEFAULT '',
  UNIQUE (trace, part)
) STRICT;
CREATE INDEX trace_part_sealed ON trace_part (trace) WHERE is_sealed = 1;
CREATE INDEX trace_part_last ON trace_part (trace) WHERE is_last = 1;
`;
