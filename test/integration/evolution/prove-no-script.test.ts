import { expect, it } from "vitest";
import { NO_CHECKPOINT } from "#test/prove/checkpoint.ts";
import { formatNoScript, proveNoScript } from "#test/prove/no-script.ts";

const PATIENCE_MS = 300_000;

// The small version of the proof: one convention's labels permuted, one learned sentence deleted, every wording.
it(
  "the simulated model learns a permuted convention, and obeys its prompt for as long as it says so",
  async () => {
    const figures = await proveNoScript({
      house: 1,
      seed: 1,
      iterations: 1,
      conventions: ["notes"],
      sentences: 1,
      parallel: 1,
      checkpoint: NO_CHECKPOINT,
    });
    expect(figures.wordings.length).toBe(55);
    expect(formatNoScript(figures)).not.toContain("FAIL");
    expect(figures.ok).toBe(true);
  },
  PATIENCE_MS,
);
