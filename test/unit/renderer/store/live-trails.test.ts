import { describe, expect, it } from "vitest";
import type { EventDocument } from "#core/contract/sessions.ts";
import { createAppStore } from "#renderer/store/app-store.ts";

type PassingEvent = Extract<EventDocument, { kind: "passing" }>;

function passing(type: PassingEvent["type"], proposal: string, done: number): PassingEvent {
  return { kind: "passing", session: "1", type, body: { proposal, done, total: 400 } };
}

function trailOf(...events: readonly PassingEvent[]) {
  const store = createAppStore({ read: () => null, write: () => undefined });
  for (const event of events) store.getState().ingest(event);
  const { reports, items } = store.getState().trails["1"] ?? { reports: [], items: [] };
  return [reports.map(({ body }) => body["done"]), items.map(({ body }) => body["done"])];
}

describe("the trail of an assessment", () => {
  it("keeps every report and item of the newest one, in order", () => {
    expect(
      trailOf(
        passing("item-finished", "1", 24),
        passing("item-finished", "1", 25),
        passing("assessment-progress", "1", 25),
        passing("item-finished", "1", 26),
        passing("assessment-progress", "1", 50),
      ),
    ).toEqual([
      [25, 50],
      [24, 25, 26],
    ]);
  });

  it("begins anew with another proposal, and with the same one assessed again", () => {
    const first = [passing("item-finished", "1", 399), passing("assessment-progress", "1", 400)];
    expect(trailOf(...first, passing("item-finished", "2", 1))).toEqual([[], [1]]);
    expect(trailOf(...first, passing("item-finished", "1", 1))).toEqual([[], [1]]);
  });

  it("is not broken by the progress of other steps", () => {
    expect(
      trailOf(
        passing("item-finished", "1", 1),
        { kind: "passing", session: "1", type: "act-progress", body: { done: 3, total: 40 } },
        passing("item-finished", "1", 2),
      ),
    ).toEqual([[], [1, 2]]);
  });
});
