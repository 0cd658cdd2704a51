/** Which models answered a run's calls, where several might. */
export const ANSWERED_BY = `
-- Calls by PROVIDER/NAME, as JSON; null where one model alone could answer, and for runs from before.
ALTER TABLE run ADD COLUMN answered_by TEXT;
`;
