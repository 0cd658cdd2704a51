import { expect, it } from "vitest";
import { decisionEntrySchema } from "#core/domain/decision-entry.ts";
import { pathOf, type StepPlace } from "#core/evolution/journal-answer.ts";

/** A path that changes makes a resumed session do, and pay for, what it did before. */
it.each<readonly [place: StepPlace, path: string]>([
  [{ iteration: 3, operator: "decide" }, "3/decide"],
  [{ iteration: 3, operator: "decide", candidate: 1 }, "3/decide"],
  [{ iteration: 3, operator: "decide", candidate: 2 }, "3/decide/candidate-2"],
  [{ iteration: 3, operator: "improve", part: "file" }, "3/improve/file"],
  [{ iteration: 3, operator: "improve", part: "file", candidate: 1 }, "3/improve/file"],
  [{ iteration: 3, operator: "improve", part: "file", candidate: 12 }, "3/improve/file-12"],
])("the step at %j is found at %s: the first candidate's as when there was one alone", (place, path) => {
  expect(pathOf(place)).toBe(path);
});

it("a decision about the first candidate says nothing of which it is, so that its hash stays what it was", () => {
  const entry = {
    ...{ iteration: 1, change: "c", verdict: "reject", effect: null, fixed: 0, broken: 0, items: 3 },
    ...{ decision: "none", rule: "", state: "s" },
  };
  expect(decisionEntrySchema.parse(entry)).toEqual(entry);
  expect(decisionEntrySchema.parse({ ...entry, candidate: 2 })).toEqual({ ...entry, candidate: 2 });
  expect(decisionEntrySchema.safeParse({ ...entry, candidate: 1 }).success).toBe(false);
});
