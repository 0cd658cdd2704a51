import { expect, it } from "vitest";
import type { SpanRecord } from "#core/domain/run.ts";
import { inBeginOrder } from "#core/domain/spans/begin-order.ts";

const span = (id: string, parent: string | null, startUs: number): SpanRecord => ({
  ...{ trace: "t", span: id, parent, name: id, kind: "internal", startUs, endUs: null },
  ...{ error: null, attributes: {} },
});

it.each([
  ["a child that came before its parent, at the same moment", [span("b", "a", 1), span("a", null, 1)], "a b"],
  ["three levels of one moment", [span("c", "b", 1), span("b", "a", 1), span("a", null, 1)], "a b c"],
  ["what began later stays later, whatever it is above", [span("a", null, 2), span("b", "a", 1)], "b a"],
  ["two that are above each other", [span("a", "b", 1), span("b", "a", 1), span("c", null, 0)], "c a b"],
  ["one whose parent is not there", [span("b", "nobody", 1), span("a", null, 1)], "b a"],
])("[T35] spans in the order in which they began: %s", (_what, records, expected) => {
  expect(
    inBeginOrder(records)
      .map(({ name }) => name)
      .join(" "),
  ).toBe(expected);
});
