import { useMemo } from "react";
import type { HistorySkeleton } from "#core/domain/history-skeleton.ts";
import type { Drawing } from "#renderer/graph/drawing.ts";
import type { Scores } from "#renderer/graph/scores.ts";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { retryFailed } from "#renderer/store/retry-failed.ts";
import { measuredQuery, proposalsQuery, workspaceQuery } from "#renderer/store/shared-queries.ts";
import { skeletonQuery } from "#renderer/store/skeleton-query.ts";
import { outcomesOf } from "#renderer/store/score-series.ts";
import { useTags } from "#renderer/store/use-tags.ts";
import { useSeries } from "#renderer/store/use-series.ts";
import type { Snapshot } from "#renderer/ui/snapshot.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { buildLineage } from "./build-lineage.ts";
import { tellLack, type LineagePart } from "./tell-lack.ts";
import { DOT_COLOURS } from "./dot-colours.ts";
import { toLineage, type Lineage } from "./lineage.ts";
import type { LineageNode, LineageRole } from "./lineage-node.ts";

const textProblemOf = (state: AppState) => state.commitsProblem;

export type LineageOptions = { readonly showsRejected: boolean; readonly unfolded: ReadonlySet<string> };

/**
 * The history as it is drawn; the snapshot is that of the commits, without which there is nothing to draw. What failed of
 * the rest is said as what the picture lacks.
 */
export function useLineage({ showsRejected, unfolded }: LineageOptions): {
  readonly snapshot: Snapshot<HistorySkeleton>;
  readonly lineage: Lineage | null;
  /** What the picture lacks, in words; null where it is whole and fresh. */
  readonly lack: string | null;
  /** Reads again whatever of it failed. */
  readonly retry: () => void;
  /** Of which dataset and model its scores are. */
  readonly series: ReturnType<typeof useSeries>;
} {
  const app = useApp();
  const history = useQuery(skeletonQuery);
  const proposed = useQuery(proposalsQuery);
  const measured = useQuery(measuredQuery);
  const workspace = useQuery(workspaceQuery);
  const tags = useTags();
  const textProblem = useAppState(textProblemOf);
  const partOf = (name: LineagePart["name"], { data, problem }: Snapshot<unknown>): LineagePart => ({
    name,
    problem,
    isMissing: data === undefined,
  });
  const lack = tellLack([
    partOf("history", history),
    partOf("branch", workspace),
    partOf("proposals", proposed),
    partOf("scores", measured),
    { name: "texts", problem: textProblem, isMissing: true },
  ]);
  const skeleton = history.data;
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
  const lineage = useMemo(() => {
    if (skeleton === undefined) return null;
    const parts = { skeleton, proposals: proposals ?? [], outcomes, tags, showsRejected, unfolded };
    return toLineage(buildLineage(parts), skeleton);
  }, [skeleton, proposals, outcomes, tags, showsRejected, unfolded]);
  const retry = (): void => {
    retryFailed(app, [skeletonQuery.key, workspaceQuery.key, proposalsQuery.key, measuredQuery.key]);
    app.commits.retry();
  };
  return { snapshot: history, retry, lineage, lack, series };
}

/** Each role as it is drawn where it is live, and where it never was or was rolled back. */
const ROLES = Object.keys(DOT_COLOURS) as readonly LineageRole[];
const LOOKS = [false, true].flatMap((isHollow) =>
  ROLES.map((role) => ({ colour: DOT_COLOURS[role], isHollow })),
);

/** What the graph draws of a lineage, but for what is selected. */
export function toDrawing({ nodes, ids, byId, layout, lines, head }: Lineage): Omit<Drawing, "selected"> {
  const lookOf = Uint8Array.from(nodes, (node) => {
    const isLive = node.kind === "commit" && !node.isRolledBack;
    return ROLES.indexOf(node.role) + (isLive ? 0 : ROLES.length);
  });
  const indexOf = (id: string): number => byId.get(id)?.place ?? -1;
  const flag = { node: indexOf(head), text: lineageStrings.head };
  const tags = nodes.flatMap((node) =>
    node.kind === "commit" && node.tags.length > 0 ? [{ node: node.place, text: node.tags.join(" ") }] : [],
  );
  return { ids, indexOf, layout, lines, looks: LOOKS, lookOf, flag, tags, scores: toScores(nodes) };
}

function toScores(nodes: readonly LineageNode[]): Scores {
  const scored = nodes.flatMap((node) =>
    node.kind === "commit" && node.outcome !== null ? [{ place: node.place, ...node.outcome }] : [],
  );
  return {
    nodes: Int32Array.from(scored, ({ place }) => place),
    shares: Float64Array.from(scored, ({ accuracy }) => accuracy),
    lows: Float64Array.from(scored, ({ interval }) => interval[0]),
    highs: Float64Array.from(scored, ({ interval }) => interval[1]),
  };
}
