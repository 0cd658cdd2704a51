import { describe, expect, it } from "vitest";
import { countFurther, nameFilter, NO_FILTER, toAsked } from "#renderer/features/traces/trace-filter.ts";

describe("what the list of traces asks for", () => {
  it("leaves out what binds nothing, and keeps a bound of zero", () => {
    expect(toAsked(NO_FILTER)).toEqual({ hasErrors: false, isWrong: false });
    expect(toAsked({ ...NO_FILTER, minScore: 0, maxUsd: 0, tool: "add", split: "train" })).toEqual({
      ...{ hasErrors: false, isWrong: false },
      ...{ minScore: 0, maxUsd: 0, tool: "add", split: "train" },
    });
  });

  it("[T44] has whole days, the last one within, and shares of what could be reached", () => {
    const asked = toAsked({ ...NO_FILTER, since: "2026-12-01", until: "2026-12-01", minScore: 50 });
    expect(asked.minScore).toBe(0.5);
    expect(asked.since).toBe(new Date(2026, 11, 1).toISOString());
    expect(asked.until).toBe(new Date(2026, 11, 2).toISOString());
  });

  // Would catch an answer to one filter shown as that to another.
  it("names each filter apart, and counts those behind the button", () => {
    const filters = [NO_FILTER, { ...NO_FILTER, minScore: 1 }, { ...NO_FILTER, maxScore: 1 }];
    expect(new Set(filters.map(nameFilter)).size).toBe(3);
    expect(filters.map(countFurther)).toEqual([0, 1, 1]);
  });
});
