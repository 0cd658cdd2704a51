import { expect, it } from "vitest";
import { startGuest, type GuestEnd } from "#core/sandbox/guest/guest.ts";
import { openGuestModules } from "#core/sandbox/guest/module.ts";
import { createGuestSupply } from "#core/sandbox/guest/supply.ts";
import { DEFAULT_LIMITS } from "#core/sandbox/limits.ts";
import { createPreparer } from "#core/sandbox/source.ts";

const modules = await openGuestModules();
const tight = await createGuestSupply(modules, { ...DEFAULT_LIMITS, memoryMb: 20 });

async function runGuest(code: string, supply = tight): Promise<GuestEnd> {
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

it("[T3] a guest finds nothing of those before it, in the memory that they had", async () => {
  const supply = await createGuestSupply(modules, DEFAULT_LIMITS);
  const engine = await supply.take();
  const littering = `
    globalThis.left = "here";
    Array.prototype.left = 2;
    JSON.parse = () => 3;
    const never = new Promise(() => undefined).then(() => undefined);
    const run = () => {
      const kept = Array.from({ length: 20_000 }, (_, at) => ({ at, text: "left" + at }));
      globalThis.more = kept;
      return [kept.length, typeof never];
    };`;
  const looking = `const run = () => [Object.keys(globalThis), typeof [].left, JSON.parse("4"), Math.random()];`;
  const before = await runGuest(looking, supply);
  for (let time = 0; time < 30; time += 1) {
    expect((await runGuest(littering, supply)).outcome).toEqual({ kind: "done", output: `[20000,"object"]` });
    expect(await runGuest(looking, supply)).toEqual(before);
  }
  expect(before.outcome).toMatchObject({
    kind: "done",
    output: expect.stringContaining(`"undefined",4,`) as string,
  });
  expect(await supply.take()).toBe(engine);
});
