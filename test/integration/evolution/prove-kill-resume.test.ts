import { expect, it } from "vitest";
import { NO_CHECKPOINT } from "#test/prove/checkpoint.ts";
import { formatKillResume, proveKillResume } from "#test/prove/kill-resume.ts";

const PATIENCE_MS = 300_000;

// The small version of the proof: two moments of a session of one iteration.
it(
  "a session killed at two drawn moments resumes to what it would have come to",
  async () => {
    const figures = await proveKillResume({ kills: 2, iterations: 1, seed: 1, checkpoint: NO_CHECKPOINT });
    expect(formatKillResume(figures)).not.toContain("FAIL");
    expect(figures.kills.map(({ isSame }) => isSame)).toEqual([true, true]);
    expect(figures.unbroken.proposals).toBeGreaterThan(0);
    expect(figures.ok).toBe(true);
  },
  PATIENCE_MS,
);
