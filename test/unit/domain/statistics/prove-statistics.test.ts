import { expect, it } from "vitest";
import { formatStatistics, proveStatistics } from "#test/prove/statistics-null.ts";

// The small version of the proof: false accepts, coverage and power of the shipped gate on 60 sessions.
it("keeps every figure of the gate within its bounds on 60 simulated sessions", () => {
  const figures = proveStatistics({ sessions: 60, seed: 1 });
  const text = formatStatistics(figures);
  expect(text.split("\n").filter((line) => line.startsWith("FAIL"))).toEqual([]);
  expect(figures.ok).toBe(true);
  expect(figures.nulls.map(({ verdicts }) => verdicts.accept + verdicts.reject + verdicts.undecided)).toEqual(
    [1_200, 1_200, 1_200],
  );
});
