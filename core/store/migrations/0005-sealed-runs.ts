/** Which runs were made from items of a test split: their traces are nobody's to read. */
export const SEALED_RUNS = `
ALTER TABLE run ADD COLUMN is_sealed INTEGER NOT NULL DEFAULT 0;
`;

/** For runs from before: what was asked tells where it came from. */
export const FIND_SEALED_RUNS = `
UPDATE run SET is_sealed = 1
WHERE input IN (SELECT input FROM item WHERE split = 'test')
  AND input NOT IN (SELECT input FROM item WHERE split <> 'test');
`;
