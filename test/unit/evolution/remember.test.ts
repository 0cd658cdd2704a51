import { expect, it } from "vitest";
import { outcomeOf } from "#core/evolution/operators/remember.ts";

it("a run that failed is remembered as failed, not as a wrong answer", () => {
  const error = { code: "time-limit", message: "It took too long." } as const;
  expect([
    outcomeOf({ error: null }, true),
    outcomeOf({ error: null }, false),
    outcomeOf({ error }, false),
  ]).toEqual(["right", "wrong", "failed"]);
});
