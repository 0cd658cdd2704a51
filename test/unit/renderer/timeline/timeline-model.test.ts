import { describe, expect, it } from "vitest";
import { SPAN_ROLES } from "#core/domain/span-role.ts";
import type { TimelineDocument } from "#core/contract/traces.ts";
import { createTimelineModel } from "#renderer/timeline/timeline-model.ts";

const ROLE = (name: (typeof SPAN_ROLES)[number]): number => SPAN_ROLES.indexOf(name);

/** An agent that has called a model and waits for a tool, 40 ms after it began. */
function makeDocument(change: Partial<TimelineDocument> = {}): TimelineDocument {
  return {
    trace: "ab".repeat(16),
    run: null,
    name: "invoke_agent a",
    task: null,
    startedAt: "2026-03-06T12:00:00.000Z",
    durationMs: 40,
    spans: 3,
    errors: 1,
    tokens: null,
    model: null,
    isOpen: true,
    item: null,
    outcome: null,
    split: null,
    ranOn: null,
    result: null,
    originUs: 0,
    roles: [...SPAN_ROLES],
    table: {
      ids: ["a", "b", "c"],
      parents: [-1, 0, 0],
      names: ["invoke_agent a", "chat", "search"],
      nameOf: [0, 1, 2],
      roleOf: [ROLE("agent"), ROLE("model"), ROLE("tool")],
      startUs: [0, 1000, 9000],
      endUs: [-1, 8000, -1],
      failed: [1],
      usage: [{ row: 1, tokens: 20, usd: null }],
    },
    system: null,
    ...change,
  };
}

describe("what is drawn of a trace", () => {
  it("open spans reach to the moment at which a running trace was read", () => {
    const { forest, open } = createTimelineModel(makeDocument());
    expect([...forest.endUs]).toEqual([40_000, 8000, 40_000]);
    expect([...open]).toEqual([0, 2]);
  });

  it("in one that was cut off they end where anything was last heard of", () => {
    const { forest } = createTimelineModel(makeDocument({ isOpen: false }));
    expect([...forest.endUs]).toEqual([8000, 8000, 9000]);
  });

  it("names, roles, failures and sums are those of the span at the place", () => {
    const model = createTimelineModel(makeDocument());
    const place = model.placeOfId("b");
    expect([model.nameAt(place), model.roleAt(place), model.idAt(place)]).toEqual(["chat", "model", "b"]);
    expect([model.failed.has(place), model.errorsBelow[0]]).toEqual([true, 1]);
    expect([model.usage.tokens[0], model.usage.usd[0]]).toEqual([20, NaN]);
    expect(model.placeOfId("nobody")).toBe(-1);
  });
});
