import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";
import { formatCount } from "#renderer/text/format.ts";

/** From this growth on a cost is drawn as something to weigh. */
const DEAR_FROM = 0.2;

export type CostChange = {
  readonly name: "tokens" | "calls" | "usd";
  readonly before: string;
  readonly after: string;
  /** Relative; null where there was nothing before. */
  readonly change: number | null;
  readonly isDear: boolean;
};

/** Tokens, calls and money of one run in each arm. Money that nobody knows, or that is nothing in both, is left out. */
export function listCosts({ perItem }: Pick<Assessment, "perItem">): readonly CostChange[] {
  if (perItem === null) return [];
  const { before, after } = perItem;
  const tokens = toChange("tokens", [before.tokens, after.tokens], (value) => formatCount(Math.round(value)));
  const calls = toChange("calls", [before.calls, after.calls], (value) => value.toFixed(1));
  if (before.usd === null || after.usd === null || (before.usd === 0 && after.usd === 0)) {
    return [tokens, calls];
  }
  return [tokens, calls, toChange("usd", [before.usd, after.usd], (value) => `${value.toPrecision(2)} USD`)];
}

function toChange(
  name: CostChange["name"],
  [before, after]: readonly [number, number],
  format: (value: number) => string,
): CostChange {
  const change = before === 0 ? null : after / before - 1;
  const isDear = change === null ? after > 0 : change > DEAR_FROM;
  return { name, before: format(before), after: format(after), change, isDear };
}
