import { describe, expect, it } from "vitest";
import { BugError } from "#core/base/assert.ts";
import { collectUnits, countGroups } from "#core/domain/gate/units.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";

function outcome(itemId: string, group?: string): PairedOutcome {
  return { itemId, group, baseline: 0, candidate: 1, baselineCorrect: 0, candidateCorrect: 1 };
}

describe("units from a stream of items", () => {
  it("complete a group with its last item and not before", () => {
    const collector = collectUnits({ g: 3 });
    const ids = ["a", "x", "b", "c"].map(
      (itemId) => collector.add(outcome(itemId, itemId === "x" ? undefined : "g"))?.id ?? null,
    );
    expect(ids).toEqual([null, "item/x", null, "group/g"]);
    expect(collector.open()).toEqual([]);
  });

  it("keep groups half done apart, in the order in which their items came", () => {
    const collector = collectUnits({ g: 2, h: 2 });
    collector.add(outcome("a", "g"));
    collector.add(outcome("b", "h"));
    expect(collector.add(outcome("c", "g"))?.outcomes.map(({ itemId }) => itemId)).toEqual(["a", "c"]);
    expect(collector.open().map(({ itemId }) => itemId)).toEqual(["b"]);
  });

  it("refuse a group whose size is not known", () => {
    expect(() => collectUnits({}).add(outcome("a", "g"))).toThrow(BugError);
    expect(() => collectUnits({}).add(outcome("a", "constructor"))).toThrow(BugError);
  });

  it("take sizes from the whole validation set, whatever its groups are called", () => {
    const items = [{ group: "g" }, {}, { group: "__proto__" }, { group: "g" }];
    const sizes = countGroups(items);
    expect(Object.entries(sizes)).toEqual([
      ["g", 2],
      ["__proto__", 1],
    ]);
    expect(collectUnits(sizes).add(outcome("a", "__proto__"))?.id).toBe("group/__proto__");
  });
});
