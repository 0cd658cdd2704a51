import type { SessionDocument } from "#core/contract/sessions.ts";
import { allCalled } from "#renderer/text/all-called.ts";

export type CapKind = "usd" | "tokens" | "calls" | "seconds";

/** What was used of one sort, and how much of it may be. Null use is unknown; a null cap does not bind. */
export type CapUse = {
  readonly kind: CapKind;
  readonly used: number | null;
  readonly cap: number | null;
  /** Of the cap, 0 to 1 and over; null without a cap, and where the use is unknown. */
  readonly share: number | null;
};

type Spent = Pick<SessionDocument, "spend" | "caps" | "elapsedMs">;

/** The caps of a session with what was used of each. */
export function listCapUse({ spend, caps, elapsedMs }: Spent): readonly CapUse[] {
  const { calls, tokens, usd } = allCalled(spend);
  return [
    toUse("calls", calls, caps.maxCalls),
    toUse("tokens", tokens, caps.maxTokens),
    toUse("usd", usd, caps.maxUsd),
    toUse("seconds", elapsedMs / 1000, caps.maxSeconds),
  ];
}

function toUse(kind: CapKind, used: number | null, cap: number | undefined): CapUse {
  if (cap === undefined) return { kind, used, cap: null, share: null };
  // A cap of nothing is reached before anything is used.
  const share = used === null ? null : cap === 0 ? 1 : used / cap;
  return { kind, used, cap, share };
}
