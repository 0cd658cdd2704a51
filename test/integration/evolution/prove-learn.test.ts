import { expect, it } from "vitest";
import { runUnit } from "#test/prove/learn-unit.ts";

/** Two sessions and two new workspaces, in processes of their own. */
const PATIENCE_MS = 300_000;
const ONE = { iterations: 1, metric: "either", minEffect: 0.01 } as const;

// The small version of the proof: one house and seed, one iteration, run twice.
it(
  "a session of one iteration gets better on the sealed split, and the same seed decides the same",
  async () => {
    const unit = { house: 1, seed: 1, arm: "gate" } as const;
    const [figures, again] = await Promise.all([runUnit(unit, ONE), runUnit(unit, ONE)]);
    expect(figures.decisionsSha256).toBe(again.decisionsSha256);
    expect({ ...figures, calls: 0, seconds: 0 }).toEqual({ ...again, calls: 0, seconds: 0 });
    expect(figures.before.accuracy).toBeGreaterThan(0.15);
    expect(figures.before.accuracy).toBeLessThan(0.35);
    expect(figures.difference.interval[0]).toBeGreaterThan(0);
    expect(figures.commits).toBe(figures.accepted);
  },
  PATIENCE_MS,
);
