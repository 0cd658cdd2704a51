import { describe, expect, it } from "vitest";
import { findHoldUp, isUnblocked } from "#core/domain/hold-up.ts";
import { STOP_REASONS } from "#core/domain/session.ts";
import { groupProposals, inOrder } from "#renderer/features/improve/common/group-proposals.ts";
import type { ProposalRow } from "#renderer/features/improve/common/improve-queries.ts";
import { forecastCalls } from "#renderer/features/improve/session/forecast.ts";
import { findProgress } from "#renderer/features/improve/session/find-progress.ts";
import { itemsOf, type FinishedItem } from "#renderer/features/improve/running/running.ts";
import { findWayOn, mayResume, saysNoMore, tellState } from "#renderer/features/improve/common/tell-state.ts";
import { estimateLeftMs } from "#renderer/features/improve/session/time-left.ts";

describe("how far the stage at work has come", () => {
  const item = (proposal: string, iteration: number, done: number): FinishedItem => ({
    ...{ proposal, iteration, done, total: 40 },
    ...{ item: `i${done}`, baselineCorrect: true, candidateCorrect: true },
  });
  const items = [item("3", 1, 1), item("3", 1, 2), item("4", 2, 1)];
  const act = { iteration: 2, done: 7, total: 24 };

  it.each([
    ["running", "act", 2, act],
    // The run of the next iteration has not said anything yet.
    ["running", "act", 3, null],
    ["running", "assess", 2, items[2]],
    ["running", "assess", 3, null],
    ["running", "reflect", 2, null],
    ["waiting", "act", 2, null],
  ] as const)("%s at %s in iteration %i", (state, operator, iteration, expected) => {
    expect(findProgress({ state, operator, iteration }, { act, items })).toEqual(expected);
  });

  it("items of another proposal's assessment are not this one's", () => {
    expect(["4", "5", null].map((proposal) => itemsOf(items, proposal).length)).toEqual([1, 0, 0]);
  });
});

describe("what ended a session", () => {
  it("no end reads as completed, and a cap, a stall and a person are named", () => {
    expect([saysNoMore("stopped by you", "Stopped."), saysNoMore("paused", "Paused.")]).toEqual([true, true]);
    expect(saysNoMore("stopped by a cap", "The cap of 200 calls.")).toBe(false);
    const told = STOP_REASONS.map((by) => tellState({ state: "stopped", stopped: { by, detail: "" } }).text);
    expect(told.join(" ")).not.toMatch(/complete|success|finished/i);
    expect(new Set(told).size).toBe(STOP_REASONS.length);
  });

  it("only what a cap, an error, a pause, a wait or a crash ended can go on", () => {
    const stopped = STOP_REASONS.filter((by) => mayResume({ state: "stopped", stopped: { by, detail: "" } }));
    expect(stopped.toSorted()).toEqual(["cap", "error"]);
    expect(mayResume({ state: "interrupted", stopped: null })).toBe(true);
    expect(mayResume({ state: "running", stopped: null })).toBe(false);
  });
});

describe("going on", () => {
  const CASES: ReadonlyArray<
    readonly [title: string, ...Parameters<typeof findWayOn>, expected: string | null]
  > = [
    ["a paused one resumes", { state: "paused", stopped: null }, null, "resume"],
    [
      "one that a cap ended asks for other caps",
      { state: "stopped", stopped: { by: "cap", detail: "" } },
      null,
      "raise-caps",
    ],
    ["one that a decision holds up waits for that", { state: "waiting", stopped: null }, "7", null],
    ["one that runs is on its way", { state: "running", stopped: null }, null, null],
    ["one that stalled is over", { state: "stopped", stopped: { by: "stall", detail: "" } }, null, null],
  ];
  it.each(CASES)("%s", (_title, session, waitsFor, expected) => {
    expect(findWayOn(session, waitsFor)).toBe(expected);
  });
});

describe("what a waiting session waits for", () => {
  const open = { id: "7", iteration: 3, status: "waiting", verdict: "accept" };

  it("is the accepted candidate of its iteration; undecided ones hold nothing up", () => {
    const session = { state: "waiting", iteration: 3 } as const;
    expect(findHoldUp(session, [{ ...open, id: "6", verdict: "undecided" }, open])).toBe("7");
    expect(isUnblocked(session, [open])).toBe(false);
    expect(
      isUnblocked(session, [
        { ...open, status: "approved" },
        { ...open, iteration: 2 },
      ]),
    ).toBe(true);
    expect(isUnblocked({ state: "paused", iteration: 3 }, [])).toBe(false);
  });
});

describe("the forecast of a session", () => {
  const plan = {
    iterations: 12,
    searchRuns: 40,
    validationItems: 400,
    maxCalls: null,
    isSimulated: false,
    model: "openai/a",
    price: null,
  };
  const spend = { calls: 1600, inputTokens: 1, outputTokens: 1, usd: 0.8, usdKnown: true };
  const past = { session: "3", agent: "agent/a", dataset: "d", iteration: 2, spend, model: "openai/a" };

  it("follows the pace of the newest session that got anywhere", () => {
    expect(forecastCalls(plan, [{ ...past, session: "4", iteration: 0 }, past])).toEqual({
      calls: 9600,
      usd: expect.closeTo(4.8, 9),
      basis: "3",
      isTooFew: false,
    });
  });

  it("without one it is a guess, and its cost is unknown, never nothing", () => {
    expect(forecastCalls(plan, [])).toMatchObject({ usd: null, basis: null });
    const unpriced = { ...past, spend: { ...spend, usd: null, usdKnown: false } };
    expect(forecastCalls(plan, [unpriced]).usd).toBeNull();
    expect(forecastCalls({ ...plan, isSimulated: true }, []).usd).toBe(0);
    // What another model cost, the stand-in's nothing above all, would be a promise that nobody keeps.
    expect(forecastCalls({ ...plan, model: "openai/b" }, [past])).toMatchObject({ calls: 9600, usd: null });
  });

  it("agrees with the price that the picker shows", () => {
    expect(forecastCalls({ ...plan, model: "lab/x", price: { input: 0, output: 0 } }, []).usd).toBe(0);
    const priced = { ...plan, model: "openai/b", price: { input: 1, output: 10 } };
    const tokens = { ...past, spend: { ...spend, inputTokens: 1_000_000, outputTokens: 100_000 } };
    expect(forecastCalls(priced, [tokens]).usd).toBeCloseTo(12, 9);
    expect(forecastCalls(priced, []).usd).toBeNull();
  });

  it("a cap below three candidates is warned about", () => {
    expect(forecastCalls({ ...plan, maxCalls: 2000 }, [past]).isTooFew).toBe(true);
    expect(forecastCalls({ ...plan, maxCalls: 2400 }, [past]).isTooFew).toBe(false);
  });
});

describe("the index", () => {
  const row = (id: string, change: Partial<ProposalRow>): ProposalRow => ({
    id,
    status: "waiting",
    branch: "main",
    verdict: "undecided",
    effect: 0,
    interval: null,
    measure: "correct",
    n: 1,
    up: 0,
    down: 0,
    fixed: 0,
    broken: 0,
    resources: [],
    createdAt: "2026-03-06T12:00:00.000Z",
    summary: "",
    session: "1",
    iteration: 1,
    author: { kind: "optimizer", name: "reflection" },
    base: "b",
    isStale: false,
    obstacle: null,
    isInformed: false,
    spend: null,
    ...change,
  });
  const rows = [
    row("1", { status: "approved" }),
    row("2", {}),
    row("3", { verdict: "accept" }),
    row("4", { status: "draft", verdict: null }),
    row("5", { status: "draft", verdict: null, author: { kind: "person", name: "Ada" } }),
    row("6", { status: "deferred" }),
    row("10", { verdict: "reject" }),
  ];

  it("[L10] puts those that make nearly the same change under the first of them, if that one still waits", () => {
    const alike = [
      row("7", {}),
      row("8", { alike: "7" }),
      row("9", {}),
      row("11", { alike: "7" }),
      row("12", { alike: "1" }),
    ];
    const { waiting } = groupProposals(alike, new Set());
    expect(waiting.map(({ id }) => id)).toEqual(["12", "9", "7", "11", "8"]);
  });

  it("lists first what holds a session up, then what else waits for a person, then the rest", () => {
    const ids = (busy: readonly string[]): string =>
      inOrder(groupProposals(rows, new Set(busy)))
        .map(({ id }) => id)
        .join(" ");
    // A draft of a running session is being worked on; of one that rests, nobody else will take it further.
    expect(ids(["1"])).toBe("3 2 10 5 4 6 1");
    expect(ids([])).toBe("3 2 10 5 4 6 1");
  });
});

describe("the time that is left", () => {
  it("follows the pace since the step began, once there is one", () => {
    const at = "2026-03-06T12:00:00.000Z";
    const body = { iteration: 1, operator: "act", part: null } as const;
    const place = { kind: "durable", seq: 4, prev: 3, session: "1", at } as const;
    const started = { ...place, type: "operator-started", body } as const;
    const nowMs = Date.parse(at) + 10_000;
    expect(estimateLeftMs({ done: 100, total: 400 }, [started], nowMs)).toBe(30_000);
    expect(estimateLeftMs({ done: 3, total: 400 }, [started], nowMs)).toBeNull();
    expect(estimateLeftMs({ done: 100, total: 400 }, [], nowMs)).toBeNull();
  });
});
