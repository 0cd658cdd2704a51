import type { MeasuredDocument } from "#core/contract/home.ts";
import type { CommitDocument } from "#core/contract/shapes.ts";

/** How a system did on validation: the share of items right, with its interval, and on which items. */
export type Outcome = {
  readonly accuracy: number;
  readonly interval: readonly [number, number];
  readonly n: number;
  /** Equal for measurements on the same items: only between those is a difference one of the versions alone. */
  readonly items: string;
  readonly by: MeasuredDocument["by"];
  /** Measured at another commit with the same content. */
  readonly isRestored: boolean;
};

/** Figures that may stand in one chart: of one dataset, by one model. */
export type Series = { readonly key: string; readonly dataset: string; readonly model: string };

/** The series there are, that with the most commits first. */
export function listSeries(measured: readonly MeasuredDocument[]): readonly Series[] {
  return [...Map.groupBy(measured, keyOf)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([key, [first]]) =>
      first === undefined ? [] : [{ key, dataset: first.dataset, model: first.model }],
    );
}

/** The chosen series, or the first where there is no such. */
export function findSeries(series: readonly Series[], chosen: string | null): Series | undefined {
  return series.find(({ key }) => key === chosen) ?? series[0];
}

/**
 * What each commit was measured at in one series. A commit with the content of a measured one is the same system, so it
 * stands at the same height. Commits: newest first.
 */
export function outcomesOf(
  commits: readonly Pick<CommitDocument, "id" | "state">[],
  measured: readonly MeasuredDocument[],
  series: Series | undefined,
): ReadonlyMap<string, Outcome> {
  const own = new Map(
    measured
      .filter((each) => keyOf(each) === series?.key)
      .map(({ commit, estimate: { accuracy, interval, n }, items, by }) => [
        commit,
        { accuracy, interval, n, items, by, isRestored: false },
      ]),
  );
  const byState = new Map<string, Outcome>();
  for (const { id, state } of commits) {
    const outcome = own.get(id);
    if (outcome !== undefined && !byState.has(state)) byState.set(state, { ...outcome, isRestored: true });
  }
  return new Map(
    commits.flatMap(({ id, state }) => {
      const outcome = own.get(id) ?? byState.get(state);
      return outcome === undefined ? [] : [[id, outcome] as const];
    }),
  );
}

function keyOf({ dataset, model }: Pick<MeasuredDocument, "dataset" | "model">): string {
  return `${dataset} ${model}`;
}
