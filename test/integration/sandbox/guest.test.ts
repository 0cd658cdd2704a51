import { expect, it } from "vitest";
import { startGuest, type GuestEnd } from "#core/sandbox/guest/guest.ts";
import { openGuestModules } from "#core/sandbox/guest/module.ts";
import { createGuestSupply } from "#core/sandbox/guest/supply.ts";
import { DEFAULT_LIMITS } from "#core/sandbox/limits.ts";
import { createPreparer } from "#core/sandbox/source.ts";

const supply = await createGuestSupply(await openGuestModules(), { ...DEFAULT_LIMITS, memoryMb: 20 });

async function runGuest(code: string): Promise<GuestEnd> {
  const source = createPreparer()(code, "run");
  if (!source.ok) throw new Error(source.error.message);
  const job = {
    source: source.value,
    entry: "run",
    input: "null",
    granted: new Set<string>(),
    seed: 1,
    timeoutMs: 10_000,
    maxCapabilityCalls: 1,
    maxOutputChars: 1_000,
  };
  const end = await startGuest(await supply.take(), job, () => undefined).ended;
  supply.giveBack(end.isSpent);
  return end;
}

it.each([
  ["a stack that overflowed", `const run = () => run() + 1;`, "stack", true],
  ["memory that ran out", `const run = () => { const all = []; for (;;) all.push({}); };`, "memory", true],
  ["an error of the code's own", `const run = () => { throw new Error("x"); };`, "threw", false],
  ["an answer", `const run = () => 1;`, "done", false],
])("after %s the next guest has new memory, where that is needed", async (_what, code, kind, isSpent) => {
  const end = await runGuest(code);
  expect([end.outcome.kind, end.isSpent]).toEqual([kind, isSpent]);
  expect((await runGuest(`const run = () => 2;`)).outcome).toEqual({ kind: "done", output: "2" });
});
