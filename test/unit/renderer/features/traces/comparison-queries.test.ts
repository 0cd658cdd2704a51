import { describe, expect, it } from "vitest";
import type { ComparedLineDocument } from "#core/contract/traces.ts";
import { nextDifference } from "#renderer/features/traces/comparison-queries.ts";

const SPAN = {
  span: "s",
  name: "step",
  role: "tool",
  durationMs: 1,
  tokens: null,
  hasFailed: false,
} as const;

function line(fields: readonly "error"[], right: typeof SPAN | null = SPAN): ComparedLineDocument {
  return { kind: "line", depth: 0, left: SPAN, right, fields: [...fields] };
}

const LINES: readonly ComparedLineDocument[] = [
  line([]),
  line(["error"]),
  { kind: "same", count: 3, depth: 0 },
  line([], null),
];

describe("the next difference of two traces", () => {
  it.each([
    ["from none chosen, the first", -1, 1, 1],
    ["past what is the same", 1, 1, 3],
    ["round the end", 3, 1, 1],
    ["back round the beginning", 1, -1, 3],
    ["back from none chosen, the last", -1, -1, 3],
  ] as const)("is found %s", (_how, from, step, at) => {
    expect(nextDifference(LINES, from, step)).toBe(at);
  });

  it("is none where nothing differs, or nothing is there", () => {
    expect(nextDifference([line([])], -1, 1)).toBeNull();
    expect(nextDifference([], -1, 1)).toBeNull();
  });
});
