/** What refusals taught about requests, by the endpoint's address and the model. */
export const ADAPTATIONS = `
CREATE TABLE adaptation (
  endpoint TEXT NOT NULL,
  model TEXT NOT NULL,
  -- Canonical JSON of how requests differ because of it: the same lesson is one row.
  rule TEXT NOT NULL,
  -- The endpoint's own words, without keys and shortened.
  said TEXT NOT NULL,
  at INTEGER NOT NULL,
  seal TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (endpoint, model, rule)
) STRICT;
`;
