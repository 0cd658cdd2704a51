import { SegmentedControl } from "@mantine/core";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import type { Dataset } from "#renderer/store/shared-queries.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { When } from "#renderer/ui/when.tsx";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { MeasureButton } from "#renderer/measure/measure-button.tsx";
import { measureStrings } from "#renderer/strings/measure.ts";
import { DatasetAway } from "./dataset-away.tsx";
import { EvaluationsTab } from "./evaluations-tab.tsx";
import { ItemsTab } from "./items-tab.tsx";
import { ResultsTab } from "./results-tab.tsx";
import { ScorerTab } from "./scorer-tab.tsx";
import { SizeNote } from "./size-note.tsx";
import { SplitBar } from "./split-bar.tsx";

const TABS = ["items", "results", "evaluations", "scorer"] as const;
type Tab = (typeof TABS)[number];

/** One dataset: how it is divided, and its items, their outcomes or its scorer. */
export function DatasetPane({ dataset }: { readonly dataset: Dataset }) {
  const { query } = useRoute();
  const tab = TABS.find((each) => each === query["tab"]) ?? "items";
  const tools = (
    <>
      <SegmentedControl
        aria-label={dataset.name}
        value={tab}
        data={TABS.map((value) => ({ value, label: dataStrings.tabs[value] }))}
        onChange={(value) =>
          navigate(hrefTo("data", [dataset.name], { tab: value === "items" ? undefined : value }), {
            replace: true,
          })
        }
      />
      <MeasureButton
        key={dataset.name}
        label={measureStrings.measure}
        start={{ at: useShownBranch() ?? "head", dataset: dataset.name }}
      />
      {dataset.isArchived ? <Tag meaning="neutral">{dataStrings.archived}</Tag> : null}
      <div className="dataset-away">
        <DatasetAway dataset={dataset} />
        <span className="faint dataset-created">
          {dataStrings.created} <When at={dataset.createdAt} />
        </span>
      </div>
    </>
  );
  return (
    <Pane id="dataset" title={dataset.name} tools={tools}>
      <div className="dataset">
        <SplitBar dataset={dataset} />
        <SizeNote validation={dataset.splits.validation} />
        <TabBody tab={tab} dataset={dataset} />
      </div>
    </Pane>
  );
}

function TabBody({ tab, dataset }: { readonly tab: Tab; readonly dataset: Dataset }) {
  switch (tab) {
    case "items":
      return <ItemsTab dataset={dataset} />;
    case "results":
      return <ResultsTab dataset={dataset} />;
    case "evaluations":
      return <EvaluationsTab dataset={dataset.name} />;
    case "scorer":
      return <ScorerTab dataset={dataset} />;
  }
}
