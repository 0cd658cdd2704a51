import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { textStrings } from "#renderer/text/words.ts";
import { formatCount } from "#renderer/text/format.ts";
import { ROLE_LOOKS } from "./role-look.ts";
import { at } from "./span-forest.ts";
import { formatMicros } from "./time-scale.ts";
import type { TimelineControl } from "./use-timeline.ts";
import { hasChildren } from "./visible-places.ts";

type TimelineRowProps = {
  readonly control: TimelineControl;
  readonly place: number;
  /** From the top of the screen part, in CSS pixels. */
  readonly top: number;
  readonly isFound: boolean;
};

const INDENT = 12;
/** Deeper than this the name keeps its room and the depth is written out. */
const MOST_INDENTS = 9;

/** Name and figures of one span; the place under the canvas belongs to it as well, so that a click on a bar selects it. */
export function TimelineRow({ control, place, top, isFound }: TimelineRowProps) {
  const { model, selected, collapsed } = control;
  const { forest, selfUs, usage } = model;
  const depth = at(forest.depth, place);
  const tokens = at(usage.tokens, place);
  const durationUs = at(forest.endUs, place) - at(forest.startUs, place);
  const isSelected = place === selected;
  const isParent = hasChildren(forest, place);
  const classes = [
    "timeline-row",
    isSelected ? "timeline-row-selected" : "",
    isFound ? "" : "timeline-row-faded",
  ];
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- The tree around it has the keys.
    <div
      id={`span-${place}`}
      className={classes.join(" ")}
      role="treeitem"
      aria-level={depth + 1}
      // Only the rows on screen exist: without these a reader would count those.
      aria-posinset={at(forest.nth, place)}
      aria-setsize={at(forest.siblings, place)}
      aria-selected={isSelected}
      {...(isParent ? { "aria-expanded": !collapsed.has(place) } : {})}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => control.select(place)}
      onDoubleClick={() => control.focus()}
    >
      <span className="timeline-name" style={{ paddingLeft: 4 + Math.min(depth, MOST_INDENTS) * INDENT }}>
        <Toggle control={control} place={place} isParent={isParent} />
        {depth > MOST_INDENTS ? <span className="timeline-depth">{depth}</span> : null}
        <NameCells control={control} place={place} />
      </span>
      <span className="timeline-number">{formatMicros(durationUs)}</span>
      <span className="timeline-number timeline-optional">
        {isParent ? formatMicros(at(selfUs, place)) : ""}
      </span>
      <span className="timeline-number">{tokens < 0 ? "" : formatCount(tokens)}</span>
      <span className="timeline-number timeline-optional">
        {tokens < 0 ? "" : formatCost(at(usage.usd, place))}
      </span>
    </div>
  );
}

type CellProps = Pick<TimelineRowProps, "control" | "place">;

function Toggle({ control, place, isParent }: CellProps & { readonly isParent: boolean }) {
  if (!isParent) return <span className="timeline-toggle" />;
  const Icon = control.collapsed.has(place) ? IconChevronRight : IconChevronDown;
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- The tree's arrow keys do this; a button inside an item of a tree cannot be reached.
    <span
      className="timeline-toggle"
      onClick={(event) => {
        event.stopPropagation();
        control.toggle(place);
      }}
    >
      <Icon size={14} stroke={1.8} aria-hidden="true" />
    </span>
  );
}

function NameCells({ control: { model, collapsed }, place }: CellProps) {
  const { token, sign } = ROLE_LOOKS[model.roleAt(place)];
  const below = at(model.errorsBelow, place);
  return (
    <>
      <span className="timeline-sign" style={{ color: `var(${token})` }} aria-hidden="true">
        {sign}
      </span>
      <span className="truncate" title={model.nameAt(place)}>
        {model.nameAt(place)}
      </span>
      <span className="visually-hidden">{describe(model, place)}</span>
      {model.hasFailed(place) ? (
        <span className="timeline-failed" aria-hidden="true">
          ✕
        </span>
      ) : null}
      {collapsed.has(place) && below > 0 ? (
        <span className="timeline-failed" title={tracesStrings.errorsBelow(below)}>
          <span aria-hidden="true">✕ {formatCount(below)}</span>
          <span className="visually-hidden">, {tracesStrings.errorsBelow(below)}</span>
        </span>
      ) : null}
    </>
  );
}

/** What signs and colours say of the line, for whoever does not see them. */
function describe(model: TimelineControl["model"], place: number): string {
  return [
    "",
    tracesStrings.roles[model.roleAt(place)],
    ...(model.isOpenAt(place) ? [tracesStrings.running] : []),
    ...(model.hasFailed(place) ? [tracesStrings.failed] : []),
  ].join(", ");
}

/** A column's figure in US dollars, its unit in the head; what is not known is not zero. */
function formatCost(usd: number): string {
  if (Number.isNaN(usd)) return textStrings.unknown;
  return usd !== 0 && usd < 0.1 ? usd.toFixed(4) : usd.toFixed(2);
}
