import type { Measured } from "#renderer/store/shared-queries.ts";

/** So many columns a table may have. */
const MOST_COLUMNS = 50;

/** What a table of a dataset's results is asked with. */
export type ExportChoice = {
  readonly agent?: string;
  readonly commits?: string[];
  readonly models?: string[];
};

/**
 * Every version of the agent that was measured last, and every model that one of them was measured by: the newest versions
 * where that is too much for one table. Nothing where nothing was measured: head by its own model is meant then.
 */
export function chooseExport(measured: Measured, dataset: string): ExportChoice {
  const own = measured.filter((each) => each.dataset === dataset);
  const agent = own.at(-1)?.agent;
  if (agent === undefined) return {};
  const ofAgent = own.filter((each) => each.agent === agent);
  const models = [...new Set(ofAgent.map(({ model }) => model))].slice(0, MOST_COLUMNS);
  const commits = [...new Set(ofAgent.map(({ commit }) => commit))];
  return { agent, models, commits: commits.slice(-Math.floor(MOST_COLUMNS / models.length)) };
}
