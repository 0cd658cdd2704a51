import { expect, it } from "vitest";
import { startCountdown, type Timers } from "#renderer/features/improve/review/decision/countdown.ts";

/** A clock that moves when told to. */
function makeTimers() {
  let now = 0;
  const ticking = new Set<() => void>();
  const timers: Timers = {
    now: () => now,
    every: (_ms, run) => {
      ticking.add(run);
      return () => void ticking.delete(run);
    },
  };
  const move = (ms: number): void => {
    now += ms;
    for (const run of ticking) run();
  };
  return { timers, move, ticking };
}

function begin() {
  const { timers, move, ticking } = makeTimers();
  return { countdown: startCountdown(10_000, timers), move, ticking };
}

it("is over by itself, and counts no more then", () => {
  const { countdown, move, ticking } = begin();
  move(9_999);
  expect(countdown.isOver()).toBe(false);
  move(1);
  expect([countdown.isOver(), countdown.secondsLeft(), ticking.size]).toEqual([true, 0, 0]);
});

it("a window in the background, whose clock ticks late, is over at its first tick", () => {
  const { countdown, move } = begin();
  move(70_000);
  expect(countdown.isOver()).toBe(true);
});

it("whoever stops looking does not stop it", () => {
  const { countdown, move } = begin();
  const seen: number[] = [];
  const leave = countdown.subscribe(() => seen.push(countdown.secondsLeft()));
  move(4_000);
  leave();
  move(6_000);
  expect([seen, countdown.isOver()]).toEqual([[6], true]);
});

it("stopped, it is over at once", () => {
  const { countdown, move, ticking } = begin();
  countdown.stop();
  move(20_000);
  expect([countdown.isOver(), countdown.secondsLeft(), ticking.size]).toEqual([true, 0, 0]);
});
