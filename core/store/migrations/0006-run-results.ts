/** Which item a score was given for, and the way from a run to the proposals whose evidence it is. */
export const RUN_RESULTS = `
-- Of the item that the run was scored for first; null in all later scores of the run.
ALTER TABLE score ADD COLUMN dataset TEXT;
ALTER TABLE score ADD COLUMN item TEXT;
CREATE UNIQUE INDEX score_of_item ON score (run) WHERE item IS NOT NULL;

CREATE INDEX assessed_item_by_baseline ON assessed_item (baseline_run);
CREATE INDEX assessed_item_by_candidate ON assessed_item (candidate_run);
`;

/** For scores from before: what was asked tells the item, where one item alone asks it. */
export const FIND_SCORED_ITEMS = `
UPDATE score SET dataset = found.dataset, item = found.item
FROM (SELECT run.id AS run, item.dataset, item.id AS item FROM run JOIN item ON item.input = run.input
      GROUP BY run.id HAVING count(*) = 1) AS found
WHERE found.run = score.run;
`;
