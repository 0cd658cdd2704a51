import { expect, it } from "vitest";
import { findSameVersion } from "#renderer/features/resources/same-version.ts";

it("a restored version says which earlier one it is again: the first that said it, never a later one", () => {
  const versions = [
    { version: "b", label: "1.0.4" },
    { version: "a", label: "1.0.3" },
    { version: "b", label: "1.0.2" },
    { version: "a", label: "1.0.1" },
    { version: "c", label: "1.0.0" },
  ];
  expect(versions.map((_each, at) => findSameVersion(versions, at))).toEqual([
    "1.0.2",
    "1.0.1",
    null,
    null,
    null,
  ]);
});
