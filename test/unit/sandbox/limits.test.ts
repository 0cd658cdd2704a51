import { expect, it } from "vitest";
import { DEFAULT_LIMITS, maxMessageChars } from "#core/sandbox/limits.ts";

it("an honest message has room for all of its parts at once, each written as JSON inside JSON", () => {
  const limits = { ...DEFAULT_LIMITS, maxOutputChars: 30_000, maxLogChars: 20_000, maxErrorChars: 10_000 };
  const quotes = (count: number): string => '"'.repeat(count);
  const message = JSON.stringify({
    output: quotes(limits.maxOutputChars),
    logs: [quotes(limits.maxLogChars)],
    message: quotes(limits.maxErrorChars),
  });
  expect(maxMessageChars(limits)).toBeGreaterThanOrEqual(message.length);
});
