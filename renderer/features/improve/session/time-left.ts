import type { DurableDocument } from "#core/contract/events.ts";
import type { StepProgress } from "#renderer/features/improve/running/running.ts";

/** Before so many are done, the pace is noise. */
const ENOUGH_DONE = 8;

/** Milliseconds until a step has gone through everything at its present pace; null while that cannot be told. */
export function estimateLeftMs(
  { done, total }: StepProgress,
  events: readonly DurableDocument[],
  nowMs: number,
): number | null {
  const start = events.findLast(({ type }) => type === "operator-started");
  if (start === undefined || done < ENOUGH_DONE) return null;
  const spentMs = Math.max(0, nowMs - Date.parse(start.at));
  return (spentMs / done) * (total - done);
}
