import { expect, it } from "vitest";
import { NO_CHECKPOINT } from "#test/prove/checkpoint.ts";
import { formatLearn, proveLearn } from "#test/prove/learn.ts";

/** Three sessions and three new workspaces, in processes of their own. */
const PATIENCE_MS = 300_000;

// The small version of the proof: one house, one seed, two iterations, with the gate (twice) and without it.
it(
  "a session of two iterations gets better on the sealed split, and the same seed decides the same",
  async () => {
    const figures = await proveLearn({
      houses: [1],
      seeds: 1,
      iterations: 2,
      parallel: 2,
      checkpoint: NO_CHECKPOINT,
    });
    const [gated] = figures.gate.units;
    const [ungated] = figures.none.units;
    const text = formatLearn(figures);
    expect(figures.again, text).toEqual([{ house: 1, isEqual: true }]);
    expect(gated!.before.accuracy).toBeGreaterThan(0.15);
    expect(gated!.before.accuracy).toBeLessThan(0.35);
    expect(gated!.difference.interval[0], text).toBeGreaterThan(0);
    expect(gated!.commits).toBe(gated!.accepted);
    // Without the gate everything that was assessed and is safe is in.
    const { accepted, rejected, undecided } = ungated!;
    expect(ungated!.commits, text).toBe(accepted + rejected + undecided);
    expect(ungated!.before).toEqual(gated!.before);
    expect(text).toContain("ok   the same seed decides the same twice");
  },
  PATIENCE_MS,
);
