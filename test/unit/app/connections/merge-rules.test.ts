import { expect, it } from "vitest";
import { mergeRules } from "#core/app/connections/merge-rules.ts";

it("what the second says of a member holds, and the rest of the first stays", () => {
  const first = {
    omit: ["seed", "temperature"],
    rename: { max_tokens: "max_completion_tokens" },
    set: { stream_options: { include_usage: true } },
    roles: "no-system",
  } as const;
  const second = { set: { seed: 7 }, omit: ["max_tokens"], structured: "words" } as const;
  expect(mergeRules({ ...first, omit: [...first.omit] }, { ...second, omit: [...second.omit] })).toEqual({
    omit: ["temperature", "max_tokens"],
    set: { stream_options: { include_usage: true }, seed: 7 },
    structured: "words",
    roles: "no-system",
  });
});

it("nothing and nothing is nothing", () => {
  expect(mergeRules()).toEqual({});
  expect(mergeRules({ omit: [] }, { set: {} })).toEqual({});
});
