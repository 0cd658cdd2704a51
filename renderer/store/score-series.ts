import type { MeasuredDocument } from "#core/contract/home.ts";

/** How a system did on validation: the share of items right, with its interval, and on which items. */
export type Outcome = {
  /** Equal for commits that hold the same agent with the same of everything it uses. */
  readonly system: string;
  readonly accuracy: number;
  readonly interval: readonly [number, number];
  readonly n: number;
  /** Equal for measurements on the same items: only between those is a difference one of the versions alone. */
  readonly items: string;
  readonly by: MeasuredDocument["by"];
  /** Measured at another commit, which holds the same system; null where it was measured at this one. */
  readonly measuredAt: string | null;
};

/** Figures that may stand in one chart: of one agent, on one dataset, by one model [L6]. */
export type Series = {
  readonly key: string;
  readonly agent: string;
  readonly dataset: string;
  readonly model: string;
};

/** The series there are, that with the most measured systems first. */
export function listSeries(measured: readonly MeasuredDocument[]): readonly Series[] {
  return [...Map.groupBy(measured, keyOf)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([key, [first]]) =>
      first === undefined ? [] : [{ key, agent: first.agent, dataset: first.dataset, model: first.model }],
    );
}

/** The chosen series, or the first where there is no such. */
export function findSeries(series: readonly Series[], chosen: string | null): Series | undefined {
  return series.find(({ key }) => key === chosen) ?? series[0];
}

/** What each commit was measured at in one series: commits that hold the same system stand at the same height [L12]. */
export function outcomesOf(
  measured: readonly MeasuredDocument[],
  series: Series | undefined,
): ReadonlyMap<string, Outcome> {
  const own = measured.filter((each) => keyOf(each) === series?.key);
  return new Map(
    own.flatMap(({ system, commit, commits, estimate: { accuracy, interval, n }, items, by }) =>
      commits.map((id) => [
        id,
        { system, accuracy, interval, n, items, by, measuredAt: id === commit ? null : commit },
      ]),
    ),
  );
}

function keyOf({ agent, dataset, model }: Pick<MeasuredDocument, "agent" | "dataset" | "model">): string {
  return `${dataset} ${model} ${agent}`;
}
