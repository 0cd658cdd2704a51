import { expect, it } from "vitest";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { listCapUse } from "#renderer/features/home/cap-use.ts";
import { makeSession } from "./documents.ts";

const spend = { calls: 50, inputTokens: 300, outputTokens: 100, usd: 0.25, usdKnown: true };
const unknown = { ...spend, usd: null, usdKnown: false };

function share(session: Partial<SessionDocument>, kind: string): number | null | undefined {
  return listCapUse(makeSession(session)).find((use) => use.kind === kind)?.share;
}

const CASES: ReadonlyArray<
  readonly [title: string, session: Partial<SessionDocument>, kind: string, expected: number | null]
> = [
  ["calls against their cap", { spend, caps: { maxCalls: 200 } }, "calls", 0.25],
  ["input and output tokens together", { spend, caps: { maxTokens: 800 } }, "tokens", 0.5],
  ["money", { spend, caps: { maxUsd: 1 } }, "usd", 0.25],
  ["time in seconds", { elapsedMs: 30_000, caps: { maxSeconds: 40 } }, "seconds", 0.75],
  ["no cap is no share", { spend, caps: {} }, "calls", null],
  ["unknown money has no share, it is not zero", { spend: unknown, caps: { maxUsd: 1 } }, "usd", null],
  ["a cap of nothing is reached", { spend, caps: { maxUsd: 0 } }, "usd", 1],
];

it.each(CASES)("%s", (_title, session, kind, expected) => {
  expect(share(session, kind)).toBe(expected);
});
