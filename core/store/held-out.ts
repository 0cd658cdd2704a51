/** One text for a task, whichever order its fields were written in. */
const asOne = (json: string): string =>
  `(SELECT json_group_array(json_array(key, value)) FROM (SELECT key, value FROM json_each(${json}) ORDER BY key))`;

const scoredFor = (splits: string): string => `SELECT score.run FROM score
  JOIN item ON item.dataset = score.dataset AND item.id = score.item AND item.split ${splits}`;

/**
 * Traces that whoever proposes learns nothing of: of runs on items that the gate or a report measures by. A run that ended
 * before it was scored was made from an item all the same, and of one that was not kept nobody knows what it asked [R39].
 */
export const HELD_OUT_TRACES = `SELECT trace FROM run WHERE id IN (${scoredFor("<> 'train'")})
  UNION SELECT trace FROM run WHERE id NOT IN (${scoredFor("= 'train'")})
    AND ${asOne("run.input")} IN (SELECT ${asOne("item.input")} FROM item WHERE item.split <> 'train')
  UNION SELECT id FROM trace WHERE run IS NOT NULL AND run NOT IN (SELECT id FROM run)`;
