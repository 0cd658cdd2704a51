import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconArrowsDiff, IconLayoutSidebarRightExpand } from "@tabler/icons-react";
import type { TimelineDocument } from "#core/contract/traces.ts";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { comparisonStrings } from "#renderer/strings/comparison.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { formatMicros } from "#renderer/timeline/time-scale.ts";
import { listAnswered } from "#renderer/text/answered-by.ts";
import { formatCount, formatPlural } from "#renderer/text/format.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { Mark, Tag } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { PartialNote } from "#renderer/ui/states.tsx";
import { When } from "#renderer/ui/when.tsx";
import { ExportTraceMenu } from "./export-trace-menu.tsx";
import { shortName } from "./trace-words.ts";

type TraceFactsProps = {
  readonly document: TimelineDocument;
  readonly durationUs: number;
  /** How many spans are here, where there may be others that are not; null where all are. */
  readonly read: number | null;
  readonly onOpenPanel?: () => void;
};

/** What trace this is, in one line. */
export function TraceFacts({ document, durationUs, read, onOpenPanel }: TraceFactsProps) {
  const { name, task, run, trace, spans, errors, tokens, startedAt, isOpen, isComplete, system, answeredBy } =
    document;
  const isCut = !isOpen && !isComplete;
  return (
    <div className="trace-head">
      <div className="trace-facts">
        <Tooltip label={tracesStrings.back}>
          <ActionIcon component="a" href={hrefTo("traces")} aria-label={tracesStrings.back}>
            <IconArrowLeft size={16} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
        <span className="trace-name truncate">{shortName(name)}</span>
        <CommitId id={run ?? trace} canCopy />
        {isOpen ? <Tag meaning="running">{tracesStrings.running}</Tag> : null}
        {document.replayOf === null ? null : (
          <a className="link" href={hrefTo("traces", [document.replayOf])}>
            {tracesStrings.replay.of}
          </a>
        )}
        {isCut ? <Tag meaning="undecided">{tracesStrings.incomplete}</Tag> : null}
        {system?.isSimulated === true ? <Tag meaning="simulated">{uiStrings.simulated}</Tag> : null}
        <span className="trace-task truncate soft" dir="auto" title={showHiddenSigns(task ?? "")}>
          <ShownText text={task ?? ""} />
        </span>
        <span className="number">{formatMicros(durationUs)}</span>
        <span className="trace-fact">
          {read === null || read >= spans
            ? formatPlural(spans, "span")
            : tracesStrings.readSoFar(formatCount(read), formatPlural(spans, "span"))}
        </span>
        {errors === 0 ? null : <Mark meaning="bad">{formatPlural(errors, "error")}</Mark>}
        {tokens === null ? null : <span className="trace-fact">{formatCount(tokens)} tokens</span>}
        {answeredBy === undefined ? null : (
          <span className="trace-fact">{tracesStrings.answeredBy(listAnswered(answeredBy))}</span>
        )}
        <span className="trace-fact">
          <When at={startedAt} />
        </span>
        <Tooltip label={comparisonStrings.compareWith}>
          <ActionIcon
            component="a"
            href={hrefTo("traces", [], { compare: trace })}
            aria-label={comparisonStrings.compareWith}
          >
            <IconArrowsDiff size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <ExportTraceMenu trace={trace} />
        {onOpenPanel === undefined ? null : (
          <Tooltip label={tracesStrings.panel}>
            <ActionIcon onClick={onOpenPanel} aria-label={tracesStrings.panel}>
              <IconLayoutSidebarRightExpand size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {isCut ? <PartialNote>{tracesStrings.incompleteTitle}</PartialNote> : null}
    </div>
  );
}
