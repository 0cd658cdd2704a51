import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchSilence } from "#core/host/cli/watch-silence.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("a silence is told of again and again, by how long it lasts, and begins anew with what is heard", () => {
  const told: number[] = [];
  const watch = watchSilence(30_000, (seconds) => told.push(seconds));
  vi.advanceTimersByTime(61_000);
  expect(told).toEqual([30, 60]);
  watch.heard();
  vi.advanceTimersByTime(29_999);
  expect(told).toEqual([30, 60]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([30, 60, 30]);
  watch.stop();
  vi.advanceTimersByTime(120_000);
  expect(told).toHaveLength(3);
});
