import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Outcome } from "#renderer/store/score-series.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { DiffView } from "#renderer/ui/diff/diff-view.tsx";
import { Mark } from "#renderer/ui/mark.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { differenceQuery, type Difference } from "./lineage-queries.ts";
import { differInItems, ScoreChange } from "./score-change.tsx";
import "./compare.css";

type ComparePaneProps = {
  readonly from: string;
  readonly to: string;
  /** What the two were measured at in the series that is shown; null where they were not. */
  readonly scores: readonly [Outcome | null, Outcome | null];
  readonly onClose: () => void;
};

/** Two versions against each other: per resource, each place that differs by its name. */
export function ComparePane({ from, to, scores, onClose }: ComparePaneProps) {
  const { queries } = useApp();
  const query = differenceQuery(from, to);
  const difference = useQuery(query);
  const tools = (
    <>
      <CommitId id={from} href={hrefTo("lineage", [from])} />
      <span aria-hidden="true">→</span>
      <CommitId id={to} href={hrefTo("lineage", [to])} />
      <ScoreChange before={scores[0]} after={scores[1]} />
      <span className="pane-spacer" />
      <Button leftSection={<IconX size={14} />} onClick={onClose}>
        {lineageStrings.closeCompare}
      </Button>
    </>
  );
  return (
    <Pane id="lineage" title={lineageStrings.compare} tools={tools} className="lineage-main">
      {/* In the head there is no room for it, and without it the figures read as the change's own. */}
      {differInItems({ before: scores[0], after: scores[1] }) ? (
        <p className="compare-note">{lineageStrings.otherItemsNote}</p>
      ) : null}
      <Ready of={difference} onRetry={() => queries.retry(query.key)}>
        {(found) => <Differences difference={found} />}
      </Ready>
    </Pane>
  );
}

function Differences({ difference }: { readonly difference: Difference }) {
  if (difference.changes.length + difference.lifecycles.length === 0) {
    return <EmptyState title={lineageStrings.noDifference}>{lineageStrings.noDifferenceText}</EmptyState>;
  }
  const changesOf = Map.groupBy(difference.changes, ({ resource }) => resource);
  const touched = [...difference.changes, ...difference.lifecycles].map(({ resource }) => resource);
  const resources = [...new Set(touched)].toSorted();
  return (
    <div className="compare">
      {resources.map((resource) => (
        <section key={resource} className="compare-resource" aria-label={resource}>
          <h3 className="compare-head">
            <a className="mono link" href={hrefTo("resources", resource.split("/"))}>
              {resource}
            </a>
            <ContractNotes notes={difference.contract.filter((note) => note.resource === resource)} />
          </h3>
          {difference.lifecycles
            .filter((step) => step.resource === resource)
            .map(({ from, to }) => (
              <p key={resource} className="compare-path">
                {nameState(from)} → {nameState(to)}
              </p>
            ))}
          {(changesOf.get(resource) ?? []).map(({ path, name, before, after }) => (
            <div key={path} className="compare-change">
              <div className="compare-path" title={path}>
                {name === "" ? lineageStrings.wholeResource : name}
              </div>
              <DiffView before={before} after={after} />
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

function nameState(state: Difference["lifecycles"][number]["from"]): string {
  return state === null ? lineageStrings.absent : resourceStrings.states[state];
}

function ContractNotes({ notes }: { readonly notes: Difference["contract"] }) {
  return notes.map(({ kind, text }) => (
    <Mark key={text} meaning={kind === "broken" ? "bad" : "good"}>
      {kind === "broken" ? lineageStrings.contractBroken : lineageStrings.contractAdded}:{" "}
      <ShownText text={text} />
    </Mark>
  ));
}
