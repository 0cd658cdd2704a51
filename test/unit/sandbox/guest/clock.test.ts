import { expect, it } from "vitest";
import { createGuestClock } from "#core/sandbox/guest/clock.ts";

/** Lets at least so much time pass on the wall. */
function pass(ms: number): void {
  const until = performance.now() + ms;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  while (performance.now() < until);
}

it("counts the time that a guest waits, while it waits and after it", () => {
  const clock = createGuestClock();
  clock.wait();
  pass(20);
  const waiting = clock.usedMs();
  clock.goOn();
  const after = clock.usedMs();
  clock.wait();
  pass(20);
  clock.goOn();
  expect([waiting >= 20, after >= waiting - 1, clock.usedMs() >= 40]).toEqual([true, true, true]);
});
