import type { PassingBody } from "#core/domain/events/event-bodies.ts";

/** A report of an assessment that is still running, as the host sends it every so many items. */
export type RunningReport = PassingBody<"assessment-progress">;

export type FinishedItem = PassingBody<"item-finished">;

/** The items of one proposal's assessment: another one's stay known until the next one tells of its own. */
export function itemsOf(items: readonly FinishedItem[], proposal: string | null): readonly FinishedItem[] {
  return items.filter((item) => item.proposal === proposal);
}

/** How far a step has come. */
export type StepProgress = { readonly done: number; readonly total: number };

/** How far acting on train items has come. */
export type ActProgress = PassingBody<"act-progress">;

/**
 * Evidence on its way to the level as heights from 0 to 1: logarithms, as evidence multiplies. Null where no level can
 * be reached.
 */
export function layOutEvidence(reports: readonly RunningReport[]): readonly number[] | null {
  const level = reports.at(-1)?.levelNeeded ?? null;
  if (level === null) return null;
  const goal = Math.log(level);
  return reports.map(({ logE }) => Math.min(1, Math.max(0, logE / goal)));
}
