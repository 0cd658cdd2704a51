import Database from "better-sqlite3";

/**
 * The rival: one statement for every filter, each part of it switched off where it is not asked for, so that the database
 * goes through all there is; and a second to count. It is what this program asked before.
 */
const FROM = `FROM trace LEFT JOIN run ON run.id = trace.run
    LEFT JOIN trace_index ON trace_index.trace = trace.id
    LEFT JOIN score ON score.run = run.id AND score.item IS NOT NULL
    LEFT JOIN item ON item.dataset = score.dataset AND item.id = score.item AND item.split <> 'test'
  WHERE coalesce(run.is_sealed, 0) = 0
    AND (@errors = 0 OR trace.errors > 0)
    AND (@text = '' OR trace.id LIKE @start OR run.id LIKE @start OR trace.name LIKE @within
         OR trace.id IN (SELECT trace FROM trace_said WHERE said IN (SELECT id FROM said WHERE text LIKE @within)))
    AND (@wrong = 0 OR (score.is_correct = 0 AND item.id IS NOT NULL))`;

export type LinearAsked = { readonly text: string; readonly wrong: 0 | 1; readonly errors: 0 | 1 };

export function openLinearSearch(path: string) {
  const db = new Database(path, { readonly: true });
  const page = db.prepare(
    `SELECT trace.*, run.input, run.closure, item.id AS item, score.value ${FROM}
     ORDER BY trace.started_at DESC NULLS LAST, trace.started_at DESC, trace.id DESC LIMIT 1000`,
  );
  const count = db.prepare(`SELECT count(*) ${FROM}`).pluck();
  return {
    find: ({ text, wrong, errors }: LinearAsked): number => {
      const bound = { text, wrong, errors, within: `%${text}%`, start: "" };
      page.all(bound);
      return count.get(bound) as number;
    },
    close: (): void => {
      db.close();
    },
  };
}
