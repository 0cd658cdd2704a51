import { expect, it } from "vitest";
import { compareEntries } from "#renderer/ui/compare-entries.ts";

it("of nested values only those are marked that differ, and all of an entry that has no counterpart", () => {
  const wrote = [
    { sku: "LG-511", quantity: 2, unit: "box" },
    { sku: "LG-512", quantity: 1, unit: "pack" },
  ];
  const wanted = [{ unit: "pack", quantity: 2, sku: "LG-511" }];
  const marked = (value: typeof wrote, other: typeof wrote) =>
    compareEntries(value, other).map((parts) =>
      parts.filter(({ differs }) => differs).map(({ text }) => text),
    );
  expect(marked(wrote, wanted)).toEqual([["box"], ["LG-512", "1", "pack"]]);
  expect(marked(wanted, wrote)).toEqual([["pack"]]);
  expect(compareEntries(wrote, null)[0]?.every(({ differs }) => differs)).toBe(true);
});
