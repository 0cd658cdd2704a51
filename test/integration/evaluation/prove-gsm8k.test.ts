import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { formatGsm8k, proveGsm8k } from "#test/prove/gsm8k.ts";

const FILE = resolve("../shared/data/gsm8k/train.jsonl");
const isMissing = !existsSync(FILE);
const PATIENCE_MS = 300_000;

// The small version of the proof: each kind of trouble once, and two problems without any.
it.skipIf(isMissing)(
  `trouble on the way to the model loses no item and crashes nothing${isMissing ? " (SKIPPED: no ../shared/data/gsm8k)" : ""}`,
  async () => {
    const figures = await proveGsm8k({ file: FILE, items: 14, seed: 1 });
    expect(formatGsm8k(figures)).not.toContain("FAIL");
    expect(figures.ok).toBe(true);
    expect(figures.troubles.length).toBeGreaterThanOrEqual(12);
  },
  PATIENCE_MS,
);

it("a file of problems that is not there is named, with how to name another", async () => {
  const asked = proveGsm8k({ file: "/nowhere/train.jsonl", items: 14, seed: 1 });
  await expect(asked).rejects.toMatchObject({
    code: "not-found",
    message: "There is no file /nowhere/train.jsonl.",
    hint: expect.stringContaining("--file"),
  });
});
