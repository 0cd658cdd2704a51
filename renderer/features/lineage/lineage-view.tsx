import { useMemo, useRef, useState, type ReactNode } from "react";
import type { LaneGraphHandle } from "#renderer/graph/use-lane-camera.ts";
import { useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Outcome } from "#renderer/store/score-series.ts";
import { useHasBranches, useShownBranch } from "#renderer/store/use-branches.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { formatPlural } from "#renderer/text/format.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { SidePane } from "#renderer/ui/side-pane.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import type { Snapshot } from "#renderer/ui/snapshot.ts";
import { EmptyState, PartialNote, Ready } from "#renderer/ui/states.tsx";
import { BranchDialog } from "./branch-dialog.tsx";
import { CompareBar } from "./compare-bar.tsx";
import { ComparePane } from "./compare-pane.tsx";
import { findComparison } from "./find-comparison.ts";
import { LineageGraph } from "./lineage-graph.tsx";
import { LineageInspector } from "./lineage-inspector.tsx";
import { LineageList } from "./lineage-list.tsx";
import type { Lineage } from "./lineage.ts";
import { LineageToolbar, type LineageLayoutMode } from "./lineage-toolbar.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { TagDialog, type AskedTag } from "./tag-dialog.tsx";
import { useLineage } from "./use-lineage.ts";
import { useLineageCommands } from "./use-lineage-commands.ts";
import { useLineageSelection, type LineageSelection } from "./use-lineage-selection.ts";
import "./lineage-view.css";

const showsRejectedOf = (state: AppState) => state.preferences.showsRejected;
const INSPECTOR = { initial: 320, min: 280, max: 560 };

/** The history: a graph or the same as a list, what is selected at the right, two versions against each other. */
export function LineageView() {
  const showsRejected = useAppState(showsRejectedOf);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [mode, setMode] = useState<LineageLayoutMode>("graph");
  const asked = useAsked();
  const hasBranches = useHasBranches();
  const branch = useShownBranch();
  const graph = useRef<LaneGraphHandle>(null);
  const { snapshot, retry, lineage, lack, series } = useLineage({ showsRejected, unfolded });
  const selection = useLineageSelection(lineage);
  const selected = useSelected(selection);
  const parts = { lineage, selection, mode, setMode, graph };
  useLineageCommands({ ...parts, restore: asked.restore, branch: asked.branch, tag: asked.tag });

  const compared = findCompared(lineage, selection);
  const counts = lineage === null ? "" : describeCounts(lineage.nodes);
  const tools = (
    <LineageToolbar
      branch={hasBranches ? branch : null}
      counts={counts}
      series={series}
      mode={mode}
      onMode={setMode}
      graph={graph}
      hasGraph={mode === "graph"}
      onHead={() => {
        if (lineage === null) return;
        selection.pick(lineage.head, false);
        graph.current?.focus(lineage.head);
      }}
    />
  );
  return (
    <div className="panes">
      {compared !== null ? (
        <ComparePane
          {...compared}
          scores={[scoreOf(lineage, compared.from), scoreOf(lineage, compared.to)]}
          onClose={selection.closeCompare}
        />
      ) : (
        <Pane id="lineage" title={lineageStrings.title} tools={tools} className="lineage-main">
          <LineageBody snapshot={snapshot} lineage={lineage} lack={lack} onRetry={retry}>
            {(read) =>
              mode === "list" ? (
                <LineageList lineage={read} selection={selection} />
              ) : (
                <LineageGraph lineage={read} selection={selection} selected={selected} handle={graph} />
              )
            }
          </LineageBody>
          <CompareBar lineage={lineage} selection={selection} />
        </Pane>
      )}
      <SidePane id="lineage-inspector" label={lineageStrings.inspector} side="right" {...INSPECTOR}>
        <LineageInspector
          lineage={lineage}
          hasFailed={snapshot.problem !== undefined}
          selection={selection}
          onRestore={asked.restore}
          onBranch={asked.branch}
          onTag={asked.tag}
          onUnfold={(base) => {
            setUnfolded(new Set([...unfolded, base]));
            // The node that stood for all of them is gone.
            selection.pick(base, false);
          }}
        />
      </SidePane>
      <LineageDialogs lineage={lineage} {...asked} />
    </div>
  );
}

type LineageBodyProps = {
  readonly snapshot: Snapshot<unknown>;
  readonly lineage: Lineage | null;
  readonly lack: string | null;
  readonly onRetry: () => void;
  readonly children: (lineage: Lineage) => ReactNode;
};

/** The picture, and above it what it lacks. */
function LineageBody({ snapshot, lineage, lack, onRetry, children }: LineageBodyProps) {
  if (lineage === null) {
    return (
      <Ready of={snapshot} onRetry={onRetry}>
        {() => null}
      </Ready>
    );
  }
  return (
    <>
      {lack === null ? null : (
        <PartialNote onRetry={onRetry}>
          <ShownText text={lack} />
        </PartialNote>
      )}
      {lineage.nodes.length === 0 ? (
        <EmptyState title={lineageStrings.emptyTitle}>{lineageStrings.emptyText}</EmptyState>
      ) : (
        children(lineage)
      )}
    </>
  );
}

type LineageDialogsProps = {
  readonly lineage: Lineage | null;
  /** The version that is to be restored, and the one at which a branch is to begin; null for none. */
  readonly restoring: string | null;
  readonly branching: string | null;
  readonly tagging: AskedTag | null;
  readonly onClose: () => void;
};

/** What a dialog asks about, one at a time. */
function useAsked() {
  const [restoring, restore] = useState<string | null>(null);
  const [branching, branch] = useState<string | null>(null);
  const [tagging, tag] = useState<AskedTag | null>(null);
  const onClose = (): void => {
    restore(null);
    branch(null);
    tag(null);
  };
  return { restoring, branching, tagging, restore, branch, tag, onClose };
}

function LineageDialogs({ lineage, restoring, branching, tagging, onClose }: LineageDialogsProps) {
  return (
    <>
      <RestoreDialog
        commit={restoring}
        scores={[scoreOf(lineage, lineage?.head), scoreOf(lineage, restoring ?? undefined)]}
        onClose={onClose}
      />
      <BranchDialog commit={branching} onClose={onClose} />
      <TagDialog asked={tagging} onClose={onClose} />
    </>
  );
}

function useSelected({ first, second }: LineageSelection): ReadonlySet<string> {
  return useMemo(() => new Set([first, second].filter((id): id is string => id !== null)), [first, second]);
}

/** The two that are compared, older first; as the address has them until the history is read. */
function findCompared(lineage: Lineage | null, { isComparing, first, second }: LineageSelection) {
  if (!isComparing || first === null || second === null) return null;
  return (lineage === null ? null : findComparison(lineage, first, second)) ?? { from: second, to: first };
}

function scoreOf(lineage: Lineage | null, id: string | undefined): Outcome | null {
  const node = lineage?.byId.get(id ?? "");
  return node?.kind === "commit" ? node.outcome : null;
}

function describeCounts(nodes: readonly { readonly kind: string }[]): string {
  const commits = nodes.filter(({ kind }) => kind === "commit").length;
  const candidates = nodes.length - commits;
  const text = formatPlural(commits, lineageStrings.commit);
  return candidates === 0
    ? text
    : lineageStrings.count(text, formatPlural(candidates, lineageStrings.candidate));
}
