import { describe, expect, it } from "vitest";
import {
  formatAgo,
  formatDoubts,
  formatDuration,
  formatEffectInterval,
  formatEstimate,
  formatPlural,
  formatSigned,
  formatUsd,
} from "#renderer/text/format.ts";

const NOW = Date.parse("2026-03-06T12:00:00.000Z");

const CASES: ReadonlyArray<readonly [said: string, expected: string]> = [
  [formatEstimate(0.845, [0.791, 0.888], 200), "84.5 % [79.1, 88.8] n=200"],
  [formatEffectInterval(0.08, [-0.006, 0.157]), "+8.0 pts [−0.6, +15.7]"],
  [formatSigned(0.04), "0.0"],
  [formatSigned(-0.04), "0.0"],
  [formatSigned(-3), "−3.0"],
  [formatUsd({ usd: null, usdKnown: false }), "cost unknown"],
  [formatUsd({ usd: 0.4, usdKnown: false }), "cost unknown"],
  [formatUsd({ usd: 0, usdKnown: true }), "0.00 USD"],
  [formatUsd({ usd: 0.0042, usdKnown: true }), "0.0042 USD"],
  [formatPlural(1, "commit"), "1 commit"],
  [formatPlural(1234, "commit"), "1,234 commits"],
  [formatAgo("2026-03-06T11:59:30.000Z", NOW), "just now"],
  [formatAgo("2026-03-06T11:50:00.000Z", NOW), "10 min ago"],
  [formatAgo("2026-03-05T13:00:00.000Z", NOW), "23 h ago"],
  [formatAgo("2026-03-04T12:00:00.000Z", NOW), "2 d ago"],
  [formatAgo("2026-01-04T12:00:00.000Z", NOW), "2026-01-04"],
  [formatDuration(42_400), "0:42"],
  [formatDuration(3_900_000), "1:05:00"],
];

describe("numbers and times as people read them", () => {
  it.each(CASES)("%s is %s", (said, expected) => {
    expect(said).toBe(expected);
  });
});

it.each([
  [{}, null],
  [{ countedCalls: 1 }, "1 call counted here, not reported"],
  [
    { countedCalls: 1200, reservedCalls: 2 },
    "1,200 calls counted here, not reported; 2 calls at what was reserved, not known",
  ],
])("[B9] of a spend %j it is said what nobody reported: %s", (spend, said) => {
  expect(formatDoubts(spend)).toBe(said);
});
