import { ActionIcon, TextInput, Tooltip } from "@mantine/core";
import {
  IconArrowsHorizontal,
  IconChevronDown,
  IconChevronUp,
  IconFold,
  IconPlayerPlay,
  IconRoute,
  IconSearch,
  IconArrowsVertical,
  type IconProps,
} from "@tabler/icons-react";
import type { ComponentType, KeyboardEvent, RefObject } from "react";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { formatCount } from "#renderer/text/format.ts";
import type { TimelineControl } from "#renderer/timeline/use-timeline.ts";
import type { ReplayControl } from "./replay/use-replay.ts";
import type { TraceSearch } from "./use-trace-search.ts";

type TraceToolsProps = {
  readonly control: TimelineControl;
  readonly search: TraceSearch;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly replay: ReplayControl;
};

/** Search, and what changes how the timeline is drawn. */
export function TraceTools({ control, search, field, replay }: TraceToolsProps) {
  return (
    <>
      <div className="pane-spacer" />
      <SearchField search={search} field={field} />
      <div className="trace-tool-group">
        {replay.canPlay ? (
          <Tool
            icon={IconPlayerPlay}
            label={tracesStrings.replay.play}
            run={() => void replay.play("tape")}
          />
        ) : null}
        <Tool
          icon={IconRoute}
          label={tracesStrings.criticalTitle}
          isOn={control.hasCritical}
          run={control.toggleCritical}
        />
        <Tool icon={IconArrowsVertical} label={tracesStrings.expandAll} run={control.expandAll} />
        <Tool icon={IconFold} label={tracesStrings.collapseAll} run={control.collapseAll} />
        <Tool icon={IconArrowsHorizontal} label={tracesStrings.fit} run={control.fit} />
      </div>
    </>
  );
}

type ToolProps = {
  readonly icon: ComponentType<IconProps>;
  readonly label: string;
  readonly run: () => void;
  /** For one that stays pressed. */
  readonly isOn?: boolean;
};

function Tool({ icon: Icon, label, run, isOn }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        onClick={run}
        {...(isOn === undefined ? {} : { "aria-pressed": isOn, variant: isOn ? "light" : "subtle" })}
      >
        <Icon size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

function SearchField({ search, field }: Pick<TraceToolsProps, "search" | "field">) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (event.shiftKey) search.previous();
      else search.next();
    }
    if (event.key !== "Escape") return;
    // The first press empties the field, the second goes back to the lines.
    event.preventDefault();
    if (search.text !== "") search.clear();
    else document.querySelector<HTMLElement>('[data-pane="timeline"] [role="tree"]')?.focus();
  };
  const isOn = search.found !== null;
  return (
    <div className="trace-search" role="search">
      <TextInput
        ref={field}
        aria-label={tracesStrings.search}
        placeholder={tracesStrings.search}
        leftSection={<IconSearch size={14} stroke={1.8} />}
        value={search.text}
        maxLength={200}
        onChange={(event) => search.setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {isOn ? (
        <>
          <span className="trace-search-count number" role="status">
            {search.count === 0
              ? tracesStrings.foundNone
              : tracesStrings.found(formatCount(search.position), formatCount(search.count))}
          </span>
          <Tool icon={IconChevronUp} label={tracesStrings.previous} run={search.previous} />
          <Tool icon={IconChevronDown} label={tracesStrings.next} run={search.next} />
        </>
      ) : null}
    </div>
  );
}
