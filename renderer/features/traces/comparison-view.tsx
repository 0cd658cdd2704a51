import { ActionIcon, Button, Checkbox, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconArrowsExchange } from "@tabler/icons-react";
import { useState } from "react";
import type { ComparisonDocument } from "#core/contract/traces.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { comparisonStrings } from "#renderer/strings/comparison.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { SidePane } from "#renderer/ui/side-pane.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { ComparedSteps } from "./compared-steps.tsx";
import { ComparisonFigures } from "./comparison-figures.tsx";
import { comparisonQuery, nextDifference } from "./comparison-queries.ts";
import { StepDifference } from "./step-difference.tsx";
import "./comparison.css";

const PANEL = { initial: 460, min: 320, max: 820 };
const PANE = "comparison";

type ComparisonViewProps = { readonly left: string; readonly right: string };

/** Two traces side by side, from where they first went different ways. */
export function ComparisonView({ left, right }: ComparisonViewProps) {
  const { queries } = useApp();
  const [isUnfolded, setIsUnfolded] = useState(false);
  const query = comparisonQuery({ left, right, isUnfolded });
  const compared = useQuery(query);
  const tools = (
    <>
      <Tooltip label={comparisonStrings.back}>
        <ActionIcon component="a" href={hrefTo("traces", [left])} aria-label={comparisonStrings.back}>
          <IconArrowLeft size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <div className="pane-spacer" />
      <Checkbox
        size="xs"
        label={comparisonStrings.showSame}
        checked={isUnfolded}
        onChange={(event) => setIsUnfolded(event.currentTarget.checked)}
      />
      <Tooltip label={comparisonStrings.swap}>
        <ActionIcon
          component="a"
          href={hrefTo("traces", [right], { with: left })}
          aria-label={comparisonStrings.swap}
        >
          <IconArrowsExchange size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <Button component="a" href={hrefTo("traces", [], { compare: left })}>
        {comparisonStrings.other}
      </Button>
    </>
  );
  return (
    <Ready of={compared} rows={10} onRetry={() => queries.retry(query.key)}>
      {(data) => (
        <Compared
          key={String(isUnfolded)}
          compared={data}
          tools={tools}
          onUnfold={() => setIsUnfolded(true)}
        />
      )}
    </Ready>
  );
}

type ComparedProps = {
  readonly compared: ComparisonDocument;
  readonly tools: React.ReactNode;
  readonly onUnfold: () => void;
};

function Compared({ compared, tools, onUnfold }: ComparedProps) {
  const { lines, first } = compared;
  const [selected, setSelected] = useState(first?.line ?? -1);
  const go = (step: 1 | -1): void => setSelected(nextDifference(lines, selected, step) ?? selected);
  const group = comparisonStrings.title;
  useCommands(PANE, [
    { id: "comparison-next", title: comparisonStrings.next, group, keys: "N", pane: PANE, run: () => go(1) },
    {
      id: "comparison-previous",
      title: comparisonStrings.previous,
      group,
      keys: "P",
      pane: PANE,
      run: () => go(-1),
    },
  ]);
  const line = lines[selected];
  return (
    <div className="panes">
      <Pane id={PANE} title={comparisonStrings.title} tools={tools}>
        <div className="comparison">
          <ComparisonFigures compared={compared} />
          <ComparedSteps compared={compared} selected={selected} onSelect={setSelected} onUnfold={onUnfold} />
        </div>
      </Pane>
      <SidePane id="comparison-panel" label={tracesStrings.panel} side="right" {...PANEL}>
        <StepDifference compared={compared} line={line?.kind === "line" ? line : null} at={selected} />
      </SidePane>
    </div>
  );
}
