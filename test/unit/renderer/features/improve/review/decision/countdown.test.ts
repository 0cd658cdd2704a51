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
  let ends = 0;
  const countdown = startCountdown(10_000, () => (ends += 1), timers);
  return { countdown, move, ticking, ends: () => ends };
}

it("ends by itself, once, though nobody looks", () => {
  const { move, ends, ticking } = begin();
  move(9_999);
  expect(ends()).toBe(0);
  move(1);
  move(60_000);
  expect([ends(), ticking.size]).toEqual([1, 0]);
});

it("a window in the background, whose clock ticks late, ends it at its first tick", () => {
  const { move, ends } = begin();
  move(70_000);
  expect(ends()).toBe(1);
});

it("whoever stops looking does not stop it", () => {
  const { countdown, move, ends } = begin();
  const seen: number[] = [];
  const leave = countdown.subscribe(() => seen.push(countdown.secondsLeft()));
  move(4_000);
  leave();
  move(6_000);
  expect([seen, ends()]).toEqual([[6], 1]);
});

it("Go on now is at once, and its time does not end it again", () => {
  const { countdown, move, ends } = begin();
  countdown.goNow();
  move(20_000);
  expect([ends(), countdown.isOver(), countdown.secondsLeft()]).toEqual([1, true, 0]);
});

it("stopped, nothing follows", () => {
  const { countdown, move, ends } = begin();
  countdown.stop();
  countdown.goNow();
  move(20_000);
  expect([ends(), countdown.isOver()]).toEqual([0, true]);
});
