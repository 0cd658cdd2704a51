import { describe, expect, it } from "vitest";
import { readAskedWait } from "#core/models/openai/asked-wait.ts";

const NOW = Date.parse("2026-01-31T12:00:00Z");
const IN_TEN = new Date(NOW + 10_000);

function wait(body: unknown, headers: Readonly<Record<string, string>> = {}): number | null {
  const sent = new Headers({ date: new Date(NOW).toUTCString(), ...headers });
  return readAskedWait(sent, JSON.parse(JSON.stringify(body)));
}

describe("[M32] how long an endpoint asks to be left alone is heard", () => {
  it.each<[string, unknown, Readonly<Record<string, string>>?]>([
    ["when a quota is there again", { error: { message: "Your quota will reset after 10s." } }],
    [
      "when it is available again",
      { error: { message: "Too many requests, available again in 10 seconds" } },
    ],
    ["a number without its unit", { error: { message: "Try again in 10" } }],
    ["a moment in words", { message: "Rate limit. Limit resets at: 2026-01-31 12:00:10 UTC" }],
    ["a member of another spelling", { error: { retryAfterSeconds: 10 } }],
    ["seconds until the reset", { error: { reset_after_seconds: 10 } }],
    ["a time to cool down", { error: { message: "Rate limit", cooldown_time: 10 } }],
    ["a member with the moment", { error: { message: "busy", reset_at: IN_TEN.toISOString() } }],
    ["a member with the moment in seconds", { error: { resetsAt: IN_TEN.getTime() / 1000 } }],
    ["a header in the body", { error: { message: "busy" }, headers: { "retry-after": "10" } }],
    [
      "a header of a reset in the body",
      {
        error: {
          metadata: {
            headers: { "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": String(IN_TEN.getTime()) },
          },
        },
      },
    ],
    [
      "a provider's own header",
      { error: { message: "no" } },
      {
        "anthropic-ratelimit-requests-remaining": "0",
        "anthropic-ratelimit-requests-reset": IN_TEN.toISOString(),
      },
    ],
  ])("%s", (_title, body, headers) => {
    expect(wait(body, headers)).toBe(10_000);
  });

  it.each<[string, unknown, Readonly<Record<string, string>>?]>([
    ["a count", { error: { message: "Retry after 10 attempts failed" } }],
    ["a figure of something else", { error: { message: "Wait: the model takes 10 tools" } }],
    ["what is left still", {}, { "anthropic-ratelimit-tokens-reset": IN_TEN.toISOString() }],
  ])("and not %s", (_title, body, headers) => {
    expect(wait(body, headers)).toBeNull();
  });
});
