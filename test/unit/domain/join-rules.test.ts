import { expect, it } from "vitest";
import { joinRules } from "#core/domain/join-rules.ts";

it("[M20] the usual request has no rules, however that is said", () => {
  expect(joinRules(undefined)).toBeNull();
  expect(
    joinRules({
      omit: [],
      rename: {},
      set: {},
      structured: "json-schema",
      roles: "as-they-are",
      schemas: "whole",
    }),
  ).toBeNull();
});

it("[M20] rules that mean the same have one form", () => {
  const one = joinRules({ omit: ["top_p"] }, [
    { omit: ["seed"] },
    { structured: "json-object" },
    { structured: "words" },
  ]);
  const other = joinRules({}, [{ structured: "words" }, { omit: ["seed", "top_p"] }, { omit: ["seed"] }]);
  expect(one).toEqual({ omit: ["seed", "top_p"], structured: "words" });
  expect(other).toEqual(one);
});

it("[M20] what a person declared of a member stands, whatever was learned about it", () => {
  const declared = {
    set: { temperature: 1 },
    rename: { max_tokens: "n_predict" },
    structured: "json-object",
    roles: "as-they-are",
  } as const;
  const learned = [
    { set: { temperature: 9, top_p: 1 } },
    { set: { seed: 3 } },
    { omit: ["temperature", "n_predict", "seed"] },
    { rename: { max_tokens: "max_completion_tokens" } },
    { structured: "words" },
    { roles: "no-system" },
  ] as const;
  expect(joinRules(declared, learned as unknown as Parameters<typeof joinRules>[1])).toEqual({
    omit: ["seed"],
    set: { temperature: 1, top_p: 1 },
    rename: { max_tokens: "n_predict" },
    structured: "json-object",
  });
});
