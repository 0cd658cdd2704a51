import { describe, expect, it } from "vitest";
import type { Assessment } from "#renderer/features/improve/improve-queries.ts";
import { formatEnd } from "#renderer/ui/format.ts";
import { listDifferences } from "#renderer/features/improve/review/difference-rows.ts";
import { toDigits } from "#renderer/features/improve/review/to-digits.ts";
import { markOf, tellForecast, tellVerdict } from "#renderer/features/improve/review/verdict-words.ts";

const BASE: Assessment = {
  id: "1.1",
  number: 1,
  verdict: "accept",
  reason: "improvement-shown",
  metric: "score",
  n: 200,
  effect: 0.08,
  interval: [0.006, 0.157],
  fixed: 20,
  broken: 4,
  accuracy: { before: 0.5, after: 0.58 },
  evidence: { eValue: 40, peakEValue: 40, levelNeeded: 37.8 },
  forecast: { kind: "reached" },
  guards: [{ id: "all-correct", effect: -0.1, isShownWorse: true }],
  invariants: [{ id: "locks", holds: false, detail: "gone" }],
  descriptions: { mcnemar: 0.01, midP: 0.01, tango: [0, 0.1], mean: null },
  tokenChange: null,
  spend: { calls: 1, inputTokens: 1, outputTokens: 1, usd: 0, usdKnown: true },
  wear: 1,
  flips: [],
  at: "2026-03-06T12:00:00.000Z",
};

describe("the evidence in one sentence", () => {
  const ROWS: ReadonlyArray<
    readonly [verdict: Assessment["verdict"], reason: string, meaning: string, words: string]
  > = [
    [
      "accept",
      "improvement-shown",
      "good",
      "Likely better: 20 items fixed, 4 broken; luck is an unlikely explanation.",
    ],
    ["accept", "no-worse-shown", "good", "Likely no worse"],
    ["reject", "invariant-failed", "bad", "Not safe: 1 safety check failed"],
    ["reject", "harmful", "bad", "Likely worse"],
    ["reject", "real-but-too-small", "bad", "+15.7 pts at most"],
    ["reject", "not-worth-having", "bad", "Likely not worth having"],
    ["undecided", "guard-worse", "undecided", "all fields right"],
    ["undecided", "horizon-passed", "undecided", "used up the assessments"],
    ["undecided", "effect-below-minimum", "undecided", "less than the smallest effect"],
    ["undecided", "pool-used-up", "undecided", "over all 200 items; luck could explain it"],
    ["undecided", "more-items-needed", "undecided", "luck could still explain it"],
    ["undecided", "a-reason-of-tomorrow", "undecided", "Undecided: 20 items fixed, 4 broken."],
  ];
  it.each(ROWS)("%s because of %s", (verdict, reason, meaning, words) => {
    const told = tellVerdict({ ...BASE, verdict, reason });
    expect(told.meaning).toBe(meaning);
    expect(told.text).toContain(words);
  });

  it("a doubt about the graded mean names that mean, beside which the flips may look sure", () => {
    const doubted = { ...BASE, verdict: "undecided", reason: "pool-used-up", fixed: 15, broken: 0 } as const;
    const score = tellVerdict({ ...doubted, metric: "score", effect: 0.006, interval: [-0.008, 0.017] });
    expect(score.text).toBe(
      "Not decided: mean score +0.6 pts [−0.8, +1.7] over all 200 items; luck could explain it.",
    );
    expect(tellVerdict({ ...doubted, metric: "correct" }).text).toContain(
      "15 items fixed, 0 broken over all",
    );
  });

  it("without an assessment nothing is claimed", () => {
    expect(tellVerdict(null)).toEqual({
      meaning: "undecided",
      text: "Not assessed yet: nothing is known about what this change does.",
    });
  });
});

it("a forecast says when the set has too little left, and when no set of this kind would do", () => {
  const items = { kind: "items", likelyItems: 60, evenOddsItems: 20 } as const;
  expect([
    tellForecast({ ...items, hasEnoughLeft: true }),
    tellForecast({ ...items, hasEnoughLeft: false }),
    tellForecast({ kind: "not-with-this-dataset", likelyItems: 12_000 }),
  ]).toEqual([
    "about 60 more",
    "about 60 more, more than the set has left",
    "not with this dataset: about 12,000 more",
  ]);
});

it("a decided proposal shows its decision, an open one what the gate says", () => {
  expect([
    markOf({ status: "approved", verdict: "undecided" }).text,
    markOf({ status: "waiting", verdict: "undecided" }).text,
    markOf({ status: "deferred", verdict: "accept" }).text,
    markOf({ status: "draft", verdict: null }).text,
  ]).toEqual(["approved", "undecided", "gate accepts", "unassessed"]);
});

it.each([
  [0.0003, "+0.03"],
  [-0.0004, "−0.04"],
  [0.000002, "+0.0002"],
  [0, "0.0"],
  [0.0726, "+7.3"],
  [-0.01, "−1.0"],
])("the end %d of an interval keeps the digit that shows its side: %s", (end, text) => {
  expect(formatEnd(end)).toBe(text);
});

it.each([
  [39.5443, "39.5"],
  [1234, "1,230"],
  [0.4, "0.4"],
  [0.0012, "1.2e-3"],
  [2_500_000, "2.5e+6"],
  [0, "0"],
])("evidence of %d is written %s", (value, text) => {
  expect(toDigits(value)).toBe(text);
});

describe("two documents by path", () => {
  it("show a record that came by its fields, and a change where it is", () => {
    const record = { text: "x", provenance: { run: "r" }, spans: ["s"] };
    expect(listDifferences(undefined, record).map(({ path, after }) => [path, after])).toEqual([
      ["text", "x"],
      ["provenance › run", "r"],
      ["spans", ["s"]],
    ]);
    expect(listDifferences(record, { ...record, provenance: { run: "q" } })).toEqual([
      { path: "provenance › run", before: "r", after: "q" },
    ]);
  });
});
