import { expect, it } from "vitest";
import { accuracyInterval } from "#core/domain/statistics/accuracy-interval.ts";
import { wilsonInterval } from "#core/domain/statistics/wilson.ts";
import { estimateScored } from "#core/evaluation/estimate.ts";

const SCORED = Array.from({ length: 40 }, (_, at) => ({
  itemId: `i${at}`,
  group: null,
  score: at % 2 === 0 ? 1 : 0.5,
  isCorrect: at % 2 === 0,
}));

it("an estimate of items that stand alone has Wilson's interval", () => {
  const { low, high } = wilsonInterval(20, 40, 0.95);
  expect(estimateScored(SCORED)).toEqual({ accuracy: 0.5, score: 0.75, interval: [low, high], n: 40 });
});

it("an estimate heeds groups: their items are not counted as independent", () => {
  const grouped = SCORED.map((item, at) => ({ ...item, group: `g${at % 8}` }));
  const values = grouped.map(({ itemId, group, isCorrect }) => ({ itemId, group, value: isCorrect ? 1 : 0 }));
  const { low, high } = accuracyInterval(values, 0.95);
  expect(estimateScored(grouped).interval).toEqual([low, high]);
  const alone = wilsonInterval(20, 40, 0.95);
  expect(high - low).toBeGreaterThan(alone.high - alone.low);
});
