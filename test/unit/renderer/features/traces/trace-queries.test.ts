import { describe, expect, it } from "vitest";
import { searchQuery, spanQuery } from "#renderer/features/traces/trace-queries.ts";

describe("what is read of a trace that still runs", () => {
  it("is not kept as the answer once it is over: the end is read anew", () => {
    const running = { trace: "t1", isOpen: true };
    const over = { trace: "t1", isOpen: false };
    expect(spanQuery(running, "s1").key).not.toBe(spanQuery(over, "s1").key);
    expect(searchQuery(running, "rule").key).not.toBe(searchQuery(over, "rule").key);
    expect(spanQuery(over, "s1").key).toBe(spanQuery({ ...over }, "s1").key);
  });
});
