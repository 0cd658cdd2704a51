/** What environments begin in for an item, and what they were left in by a run. */
export const STATES_OF_ENVIRONMENTS = `
-- By environment key, as JSON; null where every environment begins as it is recorded.
ALTER TABLE item ADD COLUMN initial_state TEXT;

-- SHA-256 of the canonical state by environment key, as JSON; null where there was none, and for runs from before.
ALTER TABLE run ADD COLUMN final_states TEXT;
`;
