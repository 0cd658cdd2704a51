import type { CapChanges } from "#core/domain/session.ts";
import { allCalled } from "#renderer/text/all-called.ts";
import type { Session } from "./improve-queries.ts";

/** Caps as they are typed: an empty field is no cap. */
export type CapsDraft = {
  readonly maxCalls: number | string;
  readonly maxTokens: number | string;
  readonly maxUsd: number | string;
  readonly maxMinutes: number | string;
};

export function toDraft({ maxCalls, maxTokens, maxUsd, maxSeconds }: Session["caps"]): CapsDraft {
  return {
    maxCalls: maxCalls ?? "",
    maxTokens: maxTokens ?? "",
    maxUsd: maxUsd ?? "",
    maxMinutes: maxSeconds === undefined ? "" : maxSeconds / 60,
  };
}

function toCaps({ maxCalls, maxTokens, maxUsd, maxMinutes }: CapsDraft): Session["caps"] {
  return {
    ...(typeof maxCalls === "number" ? { maxCalls } : {}),
    ...(typeof maxTokens === "number" ? { maxTokens } : {}),
    ...(typeof maxUsd === "number" ? { maxUsd } : {}),
    ...(typeof maxMinutes === "number" ? { maxSeconds: maxMinutes * 60 } : {}),
  };
}

/** All four, as they stand in the form: a field that was emptied lifts its cap. */
export function toCapChanges(draft: CapsDraft): CapChanges {
  return { maxCalls: null, maxTokens: null, maxUsd: null, maxSeconds: null, ...toCaps(draft) };
}

const CAPS = ["maxCalls", "maxTokens", "maxUsd", "maxMinutes"] as const;

/** What was used of each, in the unit of its field; null for money that nobody knows. */
export type CapsUsed = { readonly [Cap in keyof CapsDraft]: number | null };

/** Of everything that was called for the session, as its caps hold on that. */
export function capsUsedBy({ spend, elapsedMs }: Pick<Session, "spend" | "elapsedMs">): CapsUsed {
  const { calls, tokens, usd } = allCalled(spend);
  return { maxCalls: calls, maxTokens: tokens, maxUsd: usd, maxMinutes: elapsedMs / 60_000 };
}

/** Whether a cap is used up before the session goes on: nothing could go on under it [B16]. */
export function isSpent(cap: number | string, used: number | null): boolean {
  return typeof cap === "number" && used !== null && used >= cap;
}

export function hasSpentCap(draft: CapsDraft, used: CapsUsed): boolean {
  return CAPS.some((name) => isSpent(draft[name], used[name]));
}
