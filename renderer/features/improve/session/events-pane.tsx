import { SegmentedControl } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { DurableDocument } from "#core/contract/events.ts";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { hrefToProposal } from "#renderer/features/improve/common/improve-route.ts";
import { shortItem } from "#renderer/features/improve/common/short-item.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { formatExact } from "#renderer/text/format.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { toEventLine, type EventLine } from "./event-lines.ts";
import type { FinishedItem } from "#renderer/features/improve/running/running.ts";
import "./events-pane.css";

type EventsPaneProps = {
  readonly events: readonly DurableDocument[];
  /** Of the running assessment: they pass and are not kept. */
  readonly items: readonly FinishedItem[];
};

const FILTERS = ["all", "step", "item", "proposal", "gate", "session"] as const;
type Filter = (typeof FILTERS)[number];

type Line =
  | { readonly kind: "event"; readonly key: string; readonly line: EventLine }
  | { readonly kind: "item"; readonly key: string; readonly item: FinishedItem };

const ROW_PX = 24;

/** What happened, newest first. */
export function EventsPane({ events, items }: EventsPaneProps) {
  const [filter, setFilter] = useState<Filter>("all");
  const lines = useMemo(() => listLines(events, items, filter), [events, items, filter]);
  const isCut = events.length > 0 && events[0]?.type !== "session-started";
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  return (
    <Pane
      id="session-events"
      title={sessionStrings.events}
      className="session-events"
      tools={
        <>
          <span className="pane-spacer" />
          {isCut ? <span className="faint">{sessionStrings.eventsOlder}</span> : null}
          <SegmentedControl
            aria-label={sessionStrings.events}
            value={filter}
            onChange={(value) => setFilter(FILTERS.find((each) => each === value) ?? "all")}
            data={FILTERS.map((value) => ({ value, label: sessionStrings.eventTopics[value] }))}
          />
        </>
      }
    >
      <div
        ref={box}
        className="events"
        role="log"
        aria-label={sessionStrings.events}
        aria-live="off"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keys.
        tabIndex={0}
      >
        {lines.length === 0 ? <p className="session-none">{sessionStrings.eventsEmpty}</p> : null}
        <div style={{ height: rows.getTotalSize(), position: "relative" }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            return (
              <div key={line.key} className="event" style={{ transform: `translateY(${start}px)` }}>
                {line.kind === "event" ? <EventView line={line.line} /> : <ItemView item={line.item} />}
              </div>
            );
          })}
        </div>
      </div>
    </Pane>
  );
}

function listLines(
  events: readonly DurableDocument[],
  items: readonly FinishedItem[],
  filter: Filter,
): readonly Line[] {
  const passing = items.map((item): Line => ({ kind: "item", key: `item-${item.done}`, item }));
  const durable = events.flatMap((event): readonly Line[] => {
    const line = toEventLine(event);
    if (line === null || (filter !== "all" && line.topic !== filter)) return [];
    return [{ kind: "event", key: String(line.seq), line }];
  });
  const shown = filter === "all" || filter === "item" ? [...durable, ...passing] : durable;
  return shown.toReversed();
}

function EventView({ line }: { readonly line: EventLine }) {
  return (
    <>
      <time className="event-time number" dateTime={line.at} title={formatExact(line.at)}>
        {formatExact(line.at).slice(11)}
      </time>
      <span className={`event-topic event-topic-${line.topic}`}>{sessionStrings.topics[line.topic]}</span>
      {line.proposal === null ? (
        <span className="event-text">
          <ShownText text={line.text} />
        </span>
      ) : (
        <a className="event-text link" href={hrefToProposal(line.proposal)}>
          <ShownText text={line.text} />
        </a>
      )}
      <span className="soft truncate" title={showHiddenSigns(line.note)}>
        <ShownText text={line.note} />
      </span>
    </>
  );
}

const RIGHT = "✓";
const WRONG = "✕";

function ItemView({ item }: { readonly item: FinishedItem }) {
  const { baselineCorrect, candidateCorrect } = item;
  const change = baselineCorrect === candidateCorrect ? "same" : candidateCorrect ? "good" : "bad";
  return (
    <>
      <span className="event-time number">
        {item.done}/{item.total}
      </span>
      <span className="event-topic event-topic-item">{sessionStrings.topics.item}</span>
      <span className="event-text">{sessionStrings.itemLine(shortItem(item.item))}</span>
      <span className={`number event-change-${change}`}>
        {baselineCorrect ? RIGHT : WRONG} → {candidateCorrect ? RIGHT : WRONG}
      </span>
    </>
  );
}
