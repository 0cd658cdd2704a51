import { describe, expect, it } from "vitest";
import { VERDICT_REASONS } from "#core/domain/gate/report.ts";
import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";
import { formatEnd } from "#renderer/text/format.ts";
import { listDifferences } from "#renderer/features/improve/review/diff/difference-rows.ts";
import { toDigits } from "#renderer/features/improve/verdict/to-digits.ts";
import { couldBeLuck } from "#renderer/features/improve/verdict/luck.ts";
import { tellOverride } from "#renderer/features/improve/verdict/override-words.ts";
import { listCosts } from "#renderer/features/improve/review/evidence/cost-changes.ts";
import { reachOf } from "#renderer/features/improve/verdict/whisker-scale.ts";
import { formatFlips, formatHeadline } from "#renderer/ui/headline.ts";
import { markOf, tellForecast, tellVerdict } from "#renderer/features/improve/verdict/verdict-words.ts";

const EVIDENCE = { eValue: 40, peakEValue: 40, levelNeeded: 37.8 };

/** Under either metric: 20 items fixed, 4 broken; 60 better, 4 worse. */
const BASE: Assessment = {
  id: "1.1",
  number: 8,
  verdict: "accept",
  reason: "more-items-right",
  metric: "either",
  measure: "correct",
  n: 200,
  effect: 0.08,
  interval: [0.006, 0.157],
  up: 20,
  down: 4,
  fixed: 20,
  broken: 4,
  measures: [
    measured("correct", { effect: 0.08, interval: [0.006, 0.157], up: 20, down: 4 }),
    measured("net", { effect: 0.28, interval: [0.2, 0.357], up: 60, down: 4 }),
    measured("score", { decides: false, effect: 0.03, interval: [0.001, 0.05], up: 60, down: 4 }),
  ],
  accuracy: { before: 0.5, after: 0.58 },
  score: { before: 0.8, after: 0.83 },
  evidence: EVIDENCE,
  forecast: { kind: "reached" },
  guards: [{ id: "mean-score", effect: -0.1, isShownWorse: true }],
  invariants: [{ id: "locks", holds: false, detail: "gone" }],
  descriptions: { mcnemar: 0.01, midP: 0.01, tango: [0, 0.1], mean: null },
  tokenChange: null,
  perItem: null,
  answeredBy: null,
  spend: { calls: 1, inputTokens: 1, outputTokens: 1, usd: 0, usdKnown: true },
  wear: 1,
  changed: [],
  at: "2026-03-06T12:00:00.000Z",
};

type Measured = Assessment["measures"][number];

function measured(measure: Measured["measure"], change: Partial<Measured>): Measured {
  const none = { effect: 0, interval: [-0.1, 0.1] as [number, number], up: 0, down: 0 };
  return { measure, decides: true, ...none, evidence: EVIDENCE, forecast: { kind: "reached" }, ...change };
}

/** Undecided with nothing moved but what is said. */
function undecided(change: Partial<Assessment>): Assessment {
  const { fixed = 0, broken = 0 } = change;
  const measures = [
    measured("correct", { up: fixed, down: broken }),
    measured("net", { up: fixed, down: broken }),
  ];
  return { ...BASE, verdict: "undecided", reason: "pool-used-up", fixed, broken, measures, ...change };
}

const MEANINGS = { accept: "good", reject: "bad", undecided: "undecided" } as const;

describe("[A16] the evidence in one sentence", () => {
  type Row = {
    readonly verdict: Assessment["verdict"];
    readonly reason: Assessment["reason"];
    readonly meaning: string;
    readonly words: string;
    readonly change: Partial<Assessment>;
  };
  const row = (reason: Row["reason"], words: string, change: Partial<Assessment> = {}): Row => {
    const verdict = VERDICT_REASONS[reason];
    return { verdict, reason, meaning: MEANINGS[verdict], words, change };
  };
  const ROWS: readonly Row[] = [
    row("more-items-right", "More items fully right: 20 items fixed, 4 broken; luck is an unlikely"),
    row("more-items-better", "and no fewer fully right: 60 items better, 4 worse; 20 items fixed, 4"),
    row(
      "more-items-better",
      "More items better than worse, and none fully right the worse for it: 60 items better, 4 worse, 3 of them now",
      { fixed: 3, broken: 0 },
    ),
    row("improvement-shown", "Likely better: 20 items fixed, 4 broken; luck is an unlikely explanation."),
    row("improvement-shown", "20 items fixed, 4 broken, mean score +3.0 pts [+0.1, +5.0]; luck is", {
      metric: "score",
      measure: "score",
      effect: 0.03,
      interval: [0.001, 0.05],
    }),
    row("no-worse-shown", "Likely no worse"),
    row("invariant-failed", "Not safe: 1 safety check failed"),
    row("harmful", "Likely worse: 20 items fixed, 4 broken, mean score +3.0 pts"),
    row("real-but-too-small", "+35.7 pts at most"),
    row("not-worth-having", "Likely not worth having"),
    row("guard-worse", "likely worse on mean score"),
    row("horizon-passed", "20 items fixed, 4 broken; this session has used up the"),
    row("effect-below-minimum", "less than the smallest effect"),
    row("more-broken-than-fixed", "60 items better, 4 worse, but fully right are more lost"),
    row("mean-score-lower", "but the mean score fell: +3.0 pts [+0.1, +5.0]"),
    row("whole-items-in-doubt", "not shown yet that none fully right is lost"),
    row("whole-items-in-doubt", "That takes about 150 items where none becomes", { n: 120 }),
    row("pool-used-up", "Not decided: 20 items fixed, 4 broken over all 200 items."),
    row("more-items-needed", "Not decided yet: 20 items fixed, 4 broken of 200 so far."),
  ];
  it.each(ROWS)("$verdict because of $reason", ({ verdict, reason, meaning, words, change }) => {
    const told = tellVerdict({ ...BASE, verdict, reason, ...change });
    expect(told.meaning).toBe(meaning);
    expect(told.text).toContain(words);
  });

  it("says none is the worse for it only where none is", () => {
    const measures = [measured("correct", { up: 3 }), measured("net", { up: 30 })];
    const clean = { ...BASE, reason: "more-items-better", fixed: 3, broken: 0, measures } as const;
    expect(tellVerdict(clean).text).toBe(
      "More items better than worse, and none the worse for it: 30 items better, 0 worse, 3 of them now fully right.",
    );
    const alone = tellVerdict({ ...clean, fixed: 0 }).text;
    expect(alone.endsWith("and none the worse for it: 30 items better, 0 worse.")).toBe(true);
  });

  it("has words for every reason there is", () => {
    for (const reason of Object.keys(VERDICT_REASONS) as Assessment["reason"][]) {
      expect(ROWS.some((each) => each.reason === reason)).toBe(true);
      expect(tellVerdict({ ...BASE, verdict: VERDICT_REASONS[reason], reason }).text).not.toMatch(
        /undefined|NaN/,
      );
    }
  });

  // 40 to 0 once read "luck could explain it", because the mean that decided had not reached its level.
  it.each([
    [40, 0],
    [33, 0],
    [12, 0],
    [17, 4],
    [6, 0],
  ])("never lays %i fixed and %i broken to luck, whatever it waits for", (fixed, broken) => {
    for (const reason of Object.keys(VERDICT_REASONS) as Assessment["reason"][]) {
      if (VERDICT_REASONS[reason] !== "undecided") continue;
      for (const metric of ["either", "score", "correct"] as const) {
        const { text } = tellVerdict(undecided({ reason, metric, fixed, broken }));
        expect(text).not.toMatch(/luck c|luck s/i);
        expect(text).toContain(`${fixed} items fixed, ${broken} broken`);
      }
    }
  });

  it("says instead how far the evidence is from what this place in the session asks", () => {
    const evidence = { eValue: 20, peakEValue: 39.5, levelNeeded: 46.6 };
    const byScore = undecided({
      ...{ metric: "score", measure: "score", fixed: 40, effect: 0.014, interval: [-0.001, 0.026] },
      evidence: { ...BASE.evidence, ...evidence },
    });
    expect(tellVerdict(byScore).text).toBe(
      "Not decided: 40 items fixed, 0 broken, mean score +1.4 pts [−0.1, +2.6] over all 200 items. " +
        "Hardly luck, but the evidence came to 39.5 of the 46.6 it needs in assessment 8 of this session.",
    );
  });

  it.each([
    [5, 5],
    [0, 0],
    [3, 1],
    [4, 0],
  ])("lays %i fixed and %i broken to luck, where a coin could have done it", (fixed, broken) => {
    expect(tellVerdict(undecided({ fixed, broken })).text).toContain("Luck could explain it.");
  });

  it("does not call it luck where what decides moved surely, nor where it got surely worse", () => {
    const net = measured("net", { up: 30, down: 2 });
    expect(tellVerdict(undecided({ measures: [measured("correct", {}), net] })).text).not.toMatch(
      /luck could/i,
    );
    expect(tellVerdict(undecided({ broken: 9 })).text).toContain("More became worse than better");
  });

  it("asks the test that groups and repetitions allow, where there are some", () => {
    const mean = { effect: 0.1, interval: null, method: "t", signFlip: 0.6, units: 5 } as const;
    const grouped = { mcnemar: null, midP: null, tango: null, mean: { ...mean } };
    const measures = [measured("correct", { up: 1, down: 0 })];
    expect(couldBeLuck(undecided({ fixed: 8, descriptions: grouped, measures }))).toBe(true);
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

describe("[A16] an approval against the gate", () => {
  it("says what is known, in the dialog and on the decision", () => {
    const { button, dialog, mark } = tellOverride(
      undecided({ fixed: 34, effect: 0.085, interval: [0.05, 0.12] }),
    );
    expect(button).toBe("Approve against the gate…");
    expect(dialog("8").title).toBe("Approve proposal 8 against the gate");
    const known = "34 items fixed, 0 broken, +8.5 pts [+5.0, +12.0] fully right, n=200";
    expect(dialog("8").text).toContain(known);
    expect(mark).toBe(`approved against the gate: ${known}`);
  });

  it("is one without evidence only where nothing was measured", () => {
    const { button, mark } = tellOverride({ ...BASE, n: 0, effect: null });
    expect([button, mark]).toEqual(["Approve without evidence…", "approved without evidence"]);
  });
});

describe("[A16] the figures of an assessment", () => {
  it("name what they are of, with interval and n", () => {
    expect(formatHeadline(BASE)).toBe("+8.0 pts [+0.6, +15.7] fully right, n=200");
    expect(formatHeadline({ ...BASE, measure: "score" })).toBe("+8.0 pts [+0.6, +15.7] mean score, n=200");
    // What the row's figures are of, also where that is not whole items.
    expect(formatFlips({ ...BASE, measure: "net", up: 60, down: 4 })).toBe("+60 −4 of 200");
    const none = { measure: null, effect: null, interval: null, n: null, up: null, down: null };
    expect([formatHeadline(none), formatFlips(none)]).toEqual(["", ""]);
  });

  it("are drawn on few scales, so that an interval that narrows is seen to", () => {
    expect(reachOf([[-0.08, 0.09]])).toBe(0.1);
    expect(reachOf([[-0.054, 0.02]])).toBe(0.1);
    expect(reachOf([[-0.05, 0.05]])).toBe(0.05);
    expect(
      reachOf([
        [-0.01, 0.03],
        [0.1, 0.41],
      ]),
    ).toBe(0.5);
    expect(reachOf([[-1, 1]])).toBe(1);
  });

  it("mark a cost that grows by more than a fifth, and leave out money that nobody knows", () => {
    const arm = { tokens: 1000, calls: 2, usd: 0.001 };
    const perItem = { before: arm, after: { tokens: 2045, calls: 2.4, usd: 0.00121 } };
    expect(listCosts({ perItem }).map(({ name, isDear }) => [name, isDear])).toEqual([
      ["tokens", true],
      ["calls", false],
      ["usd", true],
    ]);
    const unknown = { before: { ...arm, usd: null }, after: arm };
    expect(listCosts({ perItem: unknown }).map(({ name }) => name)).toEqual(["tokens", "calls"]);
    expect(listCosts({ perItem: null })).toEqual([]);
  });
});
