import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { OpenSplit } from "#core/domain/dataset.ts";

type Asked = NonNullable<Parameters<WorkspaceClient["traces"]["find"]>[0]>;

/** What the list is ordered by, and which way. */
export type TraceOrder = NonNullable<Asked["order"]>;
export type OrderedBy = TraceOrder["by"];

export const NEWEST_FIRST: TraceOrder = { by: "started", isDescending: true };

/** Which traces are listed. "" where any agent, model or session will do. */
export type TraceFilter = {
  readonly text: string;
  readonly hasErrors: boolean;
  readonly isWrong: boolean;
  readonly split: "all" | OpenSplit;
  readonly agent: string;
  readonly model: string;
  readonly session: string;
  readonly tool: string;
  /** Whatever names a commit. */
  readonly commit: string;
  /** In percent, and in US dollars; null where any will do. */
  readonly minScore: number | null;
  readonly maxScore: number | null;
  readonly minUsd: number | null;
  readonly maxUsd: number | null;
  /** Days, the last one within. "" where any will do. */
  readonly since: string;
  readonly until: string;
};

/** Those that stand behind a button: few ask for them, and all at once would be a wall. */
export type FurtherFilter = Pick<
  TraceFilter,
  "tool" | "commit" | "minScore" | "maxScore" | "minUsd" | "maxUsd" | "since" | "until"
>;

export const NO_FURTHER: FurtherFilter = {
  tool: "",
  commit: "",
  minScore: null,
  maxScore: null,
  minUsd: null,
  maxUsd: null,
  since: "",
  until: "",
};

const FURTHER = Object.keys(NO_FURTHER) as readonly (keyof FurtherFilter)[];

export function countFurther(filter: TraceFilter): number {
  return FURTHER.filter((name) => filter[name] !== NO_FURTHER[name]).length;
}

export const NO_FILTER: TraceFilter = {
  text: "",
  hasErrors: false,
  isWrong: false,
  split: "all",
  agent: "",
  model: "",
  session: "",
  ...NO_FURTHER,
};

/** Each part is spelt as JSON, so that none can pass for another. */
export function nameFilter(filter: TraceFilter): string {
  const { text, hasErrors, isWrong, split, agent, model, session } = filter;
  const further = FURTHER.map((name) => filter[name]);
  return JSON.stringify([split, hasErrors, isWrong, agent, model, session, text, ...further]);
}

/** What the host is asked: what binds nothing is left out, and days are from midnight to midnight here. */
export function toAsked(filter: TraceFilter): Omit<Asked, "order" | "limit"> {
  const { split, minScore, maxScore, since, until, hasErrors, isWrong, ...rest } = filter;
  const narrowed = {
    ...rest,
    split: split === "all" ? "" : split,
    minScore: minScore === null ? null : minScore / 100,
    maxScore: maxScore === null ? null : maxScore / 100,
    since: since === "" ? "" : startOfDay(since, 0),
    until: until === "" ? "" : startOfDay(until, 1),
  };
  const binding = Object.entries(narrowed).filter(([, value]) => value !== "" && value !== null);
  return { hasErrors, isWrong, ...Object.fromEntries(binding) };
}

function startOfDay(day: string, later: number): string {
  const start = new Date(`${day}T00:00:00`);
  // Days of a change of clocks are longer or shorter than others.
  start.setDate(start.getDate() + later);
  return start.toISOString();
}

/** The same column again turns the order round; another begins with what one looks for there: the most, or the newest. */
export function nextOrder(order: TraceOrder, by: OrderedBy): TraceOrder {
  if (order.by === by) return { by, isDescending: !order.isDescending };
  return { by, isDescending: by !== "item" && by !== "outcome" };
}
