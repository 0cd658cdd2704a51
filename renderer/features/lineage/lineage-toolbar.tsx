import { ActionIcon, SegmentedControl, Switch, Tooltip } from "@mantine/core";
import { IconArrowAutofitWidth, IconFlag, IconMinus, IconPlus } from "@tabler/icons-react";
import type { ReactNode, RefObject } from "react";
import type { LaneGraphHandle } from "#renderer/graph/use-lane-camera.ts";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { SeriesChoice, type SeriesChoiceProps } from "#renderer/ui/series-choice.tsx";
import { branchStrings } from "#renderer/strings/branches.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";

export type LineageLayoutMode = "graph" | "list";

type LineageToolbarProps = {
  /** Which branch this is the history of; null where there is only one. */
  readonly branch: string | null;
  readonly counts: string;
  /** Of which dataset and model the scores are. */
  readonly series: SeriesChoiceProps;
  readonly mode: LineageLayoutMode;
  readonly onMode: (mode: LineageLayoutMode) => void;
  readonly graph: RefObject<LaneGraphHandle | null>;
  readonly hasGraph: boolean;
  readonly onHead: () => void;
};

const showsRejectedOf = (state: AppState) => state.preferences.showsRejected;
const ZOOM_STEP = 1.4;

export function LineageToolbar({
  branch,
  counts,
  series,
  mode,
  onMode,
  graph,
  hasGraph,
  onHead,
}: LineageToolbarProps) {
  const { store } = useApp();
  const showsRejected = useAppState(showsRejectedOf);
  return (
    <>
      {branch === null ? null : (
        <Tag meaning="neutral" title={branchStrings.on(branch)}>
          <span className="truncate">
            <ShownText text={branch} />
          </span>
        </Tag>
      )}
      <span className="faint lineage-counts truncate" title={counts}>
        {counts}
      </span>
      <SeriesChoice {...series} />
      <span className="pane-spacer" />
      <Tooltip label={lineageStrings.showRejectedTitle}>
        <Switch
          size="xs"
          label={lineageStrings.showRejected}
          checked={showsRejected}
          onChange={(event) =>
            store.getState().setPreferences({ showsRejected: event.currentTarget.checked })
          }
        />
      </Tooltip>
      {hasGraph ? (
        <div className="lineage-zoom">
          <ToolIcon label={lineageStrings.zoomOut} onClick={() => graph.current?.zoom(1 / ZOOM_STEP)}>
            <IconMinus size={16} stroke={1.6} />
          </ToolIcon>
          <ToolIcon label={lineageStrings.zoomIn} onClick={() => graph.current?.zoom(ZOOM_STEP)}>
            <IconPlus size={16} stroke={1.6} />
          </ToolIcon>
          <ToolIcon label={lineageStrings.fit} onClick={() => graph.current?.fit()}>
            <IconArrowAutofitWidth size={16} stroke={1.6} />
          </ToolIcon>
          <ToolIcon label={lineageStrings.focusHead} onClick={onHead}>
            <IconFlag size={16} stroke={1.6} />
          </ToolIcon>
        </div>
      ) : null}
      <SegmentedControl
        aria-label={lineageStrings.layout}
        value={mode}
        onChange={onMode}
        data={[
          { value: "graph", label: lineageStrings.graph },
          { value: "list", label: lineageStrings.list },
        ]}
      />
    </>
  );
}

type ToolIconProps = {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

function ToolIcon({ label, onClick, children }: ToolIconProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
