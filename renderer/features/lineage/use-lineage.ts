import { useMemo } from "react";
import type { Drawing, Dot } from "#renderer/graph/draw-lanes.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import {
  commitsQuery,
  measuredQuery,
  operationsQuery,
  proposalsQuery,
  workspaceQuery,
  type Commits,
} from "#renderer/store/shared-queries.ts";
import { outcomesOf } from "#renderer/store/score-series.ts";
import { useSeries } from "#renderer/store/use-series.ts";
import type { Snapshot } from "#renderer/store/snapshot-slice.ts";
import { buildLineage } from "./build-lineage.ts";
import { toLineage, type Lineage } from "./lineage.ts";
import type { LineageRole } from "./lineage-node.ts";

export type LineageOptions = { readonly showsRejected: boolean; readonly unfolded: ReadonlySet<string> };

/**
 * The history as it is drawn; the snapshot is that of the commits, without which there is nothing to draw. What failed of
 * the rest is its problem too: without proposals or scores the picture looks whole and is not.
 */
export function useLineage({ showsRejected, unfolded }: LineageOptions): {
  readonly snapshot: Snapshot<Commits>;
  readonly lineage: Lineage | null;
  /** Of which dataset and model its scores are. */
  readonly series: ReturnType<typeof useSeries>;
} {
  const history = useQuery(commitsQuery);
  const workspace = useQuery(workspaceQuery);
  const operated = useQuery(operationsQuery);
  const proposed = useQuery(proposalsQuery);
  const measured = useQuery(measuredQuery);
  const problem = [history, workspace, operated, proposed, measured].find((each) => each.problem)?.problem;
  const commits = history.data;
  const operations = operated.data;
  const branch = workspace.data?.branch;
  // Those of another branch hang on commits that both have, and are none of this one's.
  const proposals = useMemo(
    () => proposed.data?.filter((each) => branch === undefined || each.branch === branch),
    [proposed.data, branch],
  );
  const series = useSeries(measured.data);
  const outcomes = useMemo(
    () => outcomesOf(measured.data ?? [], series.shown),
    [measured.data, series.shown],
  );
  // The list begins at head: what workspace.info says may be a moment older or newer than it.
  const head = commits?.[0]?.id ?? workspace.data?.head ?? "";
  const lineage = useMemo(() => {
    if (commits === undefined) return null;
    const nodes = buildLineage({
      commits,
      head,
      proposals: proposals ?? [],
      operations: operations ?? [],
      outcomes,
      showsRejected,
      unfolded,
    });
    return toLineage(nodes, head);
  }, [commits, head, proposals, operations, outcomes, showsRejected, unfolded]);
  return { snapshot: { ...history, problem }, lineage, series };
}

const DOT_COLOURS: Readonly<Record<LineageRole, string>> = {
  seed: "--text-soft",
  edit: "--text-soft",
  approved: "--good-fill",
  restored: "--category-1",
  unassessed: "--undecided-fill",
  assessing: "--running-fill",
  waiting: "--accent",
  deferred: "--text-soft",
  rejected: "--bad-fill",
  "sent-back": "--text-soft",
  superseded: "--text-soft",
  refused: "--bad-fill",
  failed: "--bad-fill",
};

export function toDrawing({ nodes, byId, layout }: Lineage, selected: ReadonlySet<string>): Drawing {
  const dotOf = (id: string): Dot => {
    const node = byId.get(id);
    const isLive = node?.kind === "commit";
    return {
      colour: DOT_COLOURS[node?.role ?? "edit"],
      isHollow: !isLive || node.isRolledBack,
    };
  };
  const goesOn = new Set(
    nodes.flatMap(({ id, parents }) => {
      const lane = layout.places.get(id)?.lane;
      return parents.filter((parent) => layout.places.get(parent)?.lane === lane);
    }),
  );
  const scores = new Map(
    nodes.flatMap((node) =>
      node.kind === "commit" && node.outcome !== null ? [[node.id, node.outcome] as const] : [],
    ),
  );
  return {
    nodes,
    layout,
    selected,
    scores,
    dotOf,
    goesOn,
    isDashed: (id) => byId.get(id)?.kind !== "commit",
  };
}
