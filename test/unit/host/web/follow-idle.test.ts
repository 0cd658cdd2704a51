import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { monotonicClock } from "#core/app/system.ts";
import { followIdle } from "#core/host/web/follow-idle.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Standing = { asked: number; fails: boolean; isClosed: boolean };

function follow(idleMs: number) {
  const standing: Standing = { asked: monotonicClock.now(), fails: false, isClosed: false };
  const bugs: unknown[] = [];
  const desk = {
    isInUse: async () => {
      if (standing.fails) throw new Error("It could not be looked at.");
      return await Promise.resolve(false);
    },
    isClosed: () => standing.isClosed,
    lastAskedAt: () => standing.asked,
  };
  const close = async (isStillIdle: () => boolean): Promise<boolean> => {
    standing.isClosed = isStillIdle();
    return await Promise.resolve(standing.isClosed);
  };
  followIdle(desk, { idleMs, reportBug: (error) => bugs.push(error), close });
  return { standing, bugs };
}

it("[W14] an address that was handed out and a reader keep a desk for the whole time", async () => {
  const { standing } = follow(8000);
  await vi.advanceTimersByTimeAsync(7000);
  standing.asked = monotonicClock.now();
  await vi.advanceTimersByTimeAsync(7000);
  expect(standing.isClosed).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect(standing.isClosed).toBe(true);
});

it("[W14] one look that failed is told, and the next one closes what nobody uses", async () => {
  const { standing, bugs } = follow(8000);
  standing.fails = true;
  await vi.advanceTimersByTimeAsync(1000);
  standing.fails = false;
  await vi.advanceTimersByTimeAsync(9000);
  expect([bugs.length, standing.isClosed]).toEqual([1, true]);
});
