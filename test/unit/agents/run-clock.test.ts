import { expect, it } from "vitest";
import { startRunClock } from "#core/agents/run-clock.ts";

/** A clock that is set by hand, and what the run clock asked to be woken after. */
function openClock() {
  let now = 0;
  const waits: number[] = [];
  const clock = startRunClock(100, {
    clock: { now: () => now },
    sleep: async (delayMs) => {
      waits.push(delayMs);
      return new Promise(() => undefined);
    },
  });
  return { clock, waits, pass: (ms: number) => (now += ms) };
}

it("counts what it goes, and nothing of what it stands", () => {
  const { clock, waits, pass } = openClock();
  pass(30);
  clock.pause();
  pass(500);
  clock.pause(); // One that stands is not made to stand again.
  clock.go();
  expect(waits).toEqual([100, 70]);
});

it("takes back the stretch that goes, and no other", () => {
  const { clock, waits, pass } = openClock();
  pass(20);
  clock.pause();
  clock.go();
  pass(50);
  clock.takeBack();
  clock.takeBack();
  clock.go();
  expect(waits).toEqual([100, 80, 80]);
});
