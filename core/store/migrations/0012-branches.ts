/** On which branch a session works, and where a proposal would be committed. */
export const BRANCHES = `
ALTER TABLE session ADD COLUMN branch TEXT NOT NULL DEFAULT 'main';
ALTER TABLE proposal ADD COLUMN branch TEXT NOT NULL DEFAULT 'main';
`;

/** For those from before: there was one branch, the head [S25]. */
export const FIND_ONLY_BRANCH = `
UPDATE session SET branch = coalesce((SELECT value FROM meta WHERE key = 'head-branch'), branch);
UPDATE proposal SET branch = coalesce((SELECT value FROM meta WHERE key = 'head-branch'), branch);
`;
