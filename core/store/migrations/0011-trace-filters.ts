/** What lists of traces are narrowed by: each index knows the few that a filter means, or that no list may hold. */
export const TRACE_FILTERS = `
CREATE INDEX run_sealed ON run (trace) WHERE is_sealed = 1;
CREATE INDEX trace_failed ON trace (started_at) WHERE errors > 0;
CREATE INDEX trace_index_by_session ON trace_index (session) WHERE session IS NOT NULL;
CREATE INDEX score_wrong ON score (run) WHERE is_correct = 0 AND item IS NOT NULL;
`;
