import { expect, it } from "vitest";
import { findPaceFault, hasPaceFault, USUAL_PACE } from "#renderer/features/improve/common/pace-draft.ts";

it("[L16] a pace out of its range is told with the range, and an empty field is as usual", () => {
  expect(["", "1", "64"].map((text) => findPaceFault(text, 64))).toEqual([null, null, null]);
  expect(["0", "65", "-1", "1.5"].map((text) => findPaceFault(text, 64))).toEqual(
    Array.from({ length: 4 }, () => "from 1 to 64"),
  );
  expect(hasPaceFault(USUAL_PACE)).toBe(false);
  expect(hasPaceFault({ ...USUAL_PACE, workers: "65" })).toBe(true);
});
