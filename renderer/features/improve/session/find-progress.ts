import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import type { ActProgress, FinishedItem, StepProgress } from "#renderer/features/improve/running/running.ts";

type Where = Pick<Session, "state" | "operator" | "iteration">;

export type Told = {
  readonly act: ActProgress | null;
  /** Of the running assessment. */
  readonly items: readonly FinishedItem[];
};

/** How far the stage at work has come; what was told of an earlier iteration is not this one's. */
export function findProgress(
  { state, operator, iteration }: Where,
  { act, items }: Told,
): StepProgress | null {
  if (state !== "running") return null;
  const told = operator === "act" ? act : operator === "assess" ? items.at(-1) : null;
  return told?.iteration === iteration ? told : null;
}
