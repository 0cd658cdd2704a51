import { expect, it } from "vitest";
import { openGuestModules } from "#core/sandbox/guest/module.ts";

it("a fresh engine is used again, and one that has taken more than half of its memory is not", async () => {
  const modules = await openGuestModules();
  const swollen = await Promise.all(
    [64, 16].map(async (memoryMb) => (await modules.load(memoryMb)).isSwollen()),
  );
  // It begins with sixteen mebibytes.
  expect(swollen).toEqual([false, true]);
});
