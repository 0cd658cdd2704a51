import { describe, expect, it } from "vitest";
import { readSpanBlocks } from "#core/domain/spans/columns.ts";
import { toSpanBlock } from "#core/domain/spans/encode.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { createSpanTable } from "#renderer/timeline/span-table.ts";
import { createTimelineModel } from "#renderer/timeline/timeline-model.ts";

const ORIGIN_US = 1_900_000_000_000_000;

function span(change: Partial<SpanRecord> & Pick<SpanRecord, "span" | "startUs">): SpanRecord {
  return {
    trace: "ab".repeat(16),
    parent: null,
    name: "invoke_agent a",
    kind: "internal",
    endUs: null,
    error: null,
    attributes: {},
    ...change,
    startUs: ORIGIN_US + change.startUs,
    ...(change.endUs === undefined || change.endUs === null ? {} : { endUs: ORIGIN_US + change.endUs }),
  };
}

/** An agent that has called a model and waits for a tool, 40 ms after it began. */
const SPANS = [
  span({ span: "a", startUs: 0, attributes: { "gen_ai.operation.name": "invoke_agent" } }),
  span({
    span: "b",
    parent: "a",
    name: "chat",
    startUs: 1000,
    endUs: 8000,
    error: "Refused.",
    attributes: { "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 20 },
  }),
  span({ span: "c", parent: "a", name: "search", startUs: 9000 }),
];

function makeModel(isOpen = true) {
  const table = createSpanTable();
  for (const block of readSpanBlocks(toSpanBlock(SPANS))) table.add(block);
  return createTimelineModel(table, { durationMs: 40, isOpen });
}

describe("what is drawn of a trace", () => {
  it("open spans reach to the moment at which a running trace was read", () => {
    const { forest, isOpenAt } = makeModel();
    expect([...forest.endUs]).toEqual([40_000, 8000, 40_000]);
    expect([0, 1, 2].map(isOpenAt)).toEqual([true, false, true]);
  });

  it("in one that was cut off they end where anything was last heard of", () => {
    const { forest } = makeModel(false);
    expect([...forest.endUs]).toEqual([8000, 8000, 9000]);
  });

  it("names, roles, failures and sums are those of the span at the place", () => {
    const model = makeModel();
    const place = model.placeOfId("b");
    expect([model.nameAt(place), model.roleAt(place), place]).toEqual(["chat", "model", 1]);
    expect(model.placeOfId(model.idAt(place))).toBe(place);
    expect([model.hasFailed(place), model.errorsBelow[0]]).toEqual([true, 1]);
    expect([model.usage.tokens[0], model.usage.usd[0]]).toEqual([20, NaN]);
    expect(model.placeOfId("nobody")).toBe(-1);
  });
});
