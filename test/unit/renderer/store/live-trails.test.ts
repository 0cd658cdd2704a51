import { describe, expect, it } from "vitest";
import type { PassingDocument } from "#core/contract/events.ts";
import { createAppStore } from "#renderer/store/app-store.ts";

const AT = { kind: "passing", session: "1" } as const;

function item(proposal: string, done: number): PassingDocument {
  const outcome = { item: `v-${done}`, baselineCorrect: false, candidateCorrect: true };
  return { ...AT, type: "item-finished", body: { iteration: 1, proposal, done, total: 400, ...outcome } };
}

function report(proposal: string, done: number): PassingDocument {
  const evidence = { effect: 0.1, interval: [-0.1, 0.3], logE: 1, eValue: 2.7, levelNeeded: 40 } as const;
  const body = { iteration: 1, proposal, done, total: 400, measure: "correct", ...evidence } as const;
  return {
    ...AT,
    type: "assessment-progress",
    body: { ...body, fixed: 1, broken: 0, forecast: { kind: "no-sign-of-improvement" } },
  };
}

function trailOf(...events: readonly PassingDocument[]) {
  const store = createAppStore({ read: () => null, write: () => undefined });
  for (const event of events) store.getState().ingest(event);
  const { reports, items } = store.getState().trails["1"] ?? { reports: [], items: [] };
  return [reports.map(({ body }) => body.done), items.map(({ body }) => body.done)];
}

describe("the trail of an assessment", () => {
  it("keeps every report and item of the newest one, in order", () => {
    expect(trailOf(item("1", 24), item("1", 25), report("1", 25), item("1", 26), report("1", 50))).toEqual([
      [25, 50],
      [24, 25, 26],
    ]);
  });

  it("begins anew with another proposal, and with the same one assessed again", () => {
    const first = [item("1", 399), report("1", 400)];
    expect(trailOf(...first, item("2", 1))).toEqual([[], [1]]);
    expect(trailOf(...first, item("1", 1))).toEqual([[], [1]]);
  });

  it("is not broken by the progress of other steps", () => {
    expect(
      trailOf(
        item("1", 1),
        { kind: "passing", session: "1", type: "act-progress", body: { iteration: 1, done: 3, total: 40 } },
        item("1", 2),
      ),
    ).toEqual([[], [1, 2]]);
  });
});
