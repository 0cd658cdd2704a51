import type { ForecastDocument } from "#core/contract/evaluations.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Split } from "#core/domain/dataset.ts";
import { splitModel } from "#renderer/models/split-model.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";

/** What is to be measured, as it is chosen in the dialog. */
export type MeasureChoice = {
  /** Without its kind. */
  readonly agent: string;
  readonly dataset: string;
  readonly split: Split;
  /** A commit, a branch, or "head". */
  readonly at: string;
  /** CONNECTION/NAME in place of the agent's own. */
  readonly model: string | null;
  /** The first so many; null for all. */
  readonly limit: number | null;
  readonly fresh: boolean;
};

/** What stands in the dialog at first; what is not said is the workspace's usual. */
export type MeasureStart = Partial<Pick<MeasureChoice, "agent" | "dataset" | "split">> &
  Pick<MeasureChoice, "at">;

export type Evaluated = Answer<WorkspaceClient["runs"]["evaluate"]>;
export type Forecast = ForecastDocument;

/** The choice in the words of the contract. */
export function toEvaluation({ model, limit, ...choice }: MeasureChoice) {
  const named = model === null ? null : splitModel(model);
  return {
    ...choice,
    ...(named === null ? {} : { model: named }),
    ...(limit === null ? {} : { limit }),
  };
}

/** What it would take; asked anew with every choice. */
export function forecastQuery(choice: MeasureChoice): Query<Forecast> {
  return {
    key: `evaluations.forecast ${JSON.stringify(choice)}`,
    topics: ["resources", "data", "settings", "runs", "scores"],
    read: async (client) => await client.evaluations.forecast(toEvaluation(choice)),
  };
}
