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
};

export const NO_FILTER: TraceFilter = {
  text: "",
  hasErrors: false,
  isWrong: false,
  split: "all",
  agent: "",
  model: "",
  session: "",
};

/** Each part is spelt as JSON, so that none can pass for another. */
export function nameFilter({ text, hasErrors, isWrong, split, agent, model, session }: TraceFilter): string {
  return JSON.stringify([split, hasErrors, isWrong, agent, model, session, text]);
}

/** The same column again turns the order round; another begins with what one looks for there: the most, or the newest. */
export function nextOrder(order: TraceOrder, by: OrderedBy): TraceOrder {
  if (order.by === by) return { by, isDescending: !order.isDescending };
  return { by, isDescending: by !== "item" && by !== "outcome" };
}
