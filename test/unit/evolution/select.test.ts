import { expect, it } from "vitest";
import type { Hypothesis } from "#core/domain/proposal.ts";
import { select } from "#core/evolution/operators/select.ts";

const RULES = { resource: "prompt/clerk", pointer: "/messages/0/sections/2/text" } as const;
const CODE = { resource: "tool/calculator", pointer: "/code" } as const;
const LOCKED = { resource: "prompt/clerk", pointer: "/messages/0/sections/1/text" } as const;

function about(id: string, target: Hypothesis["target"]): Hypothesis {
  return { id, cause: id, target, spans: [], confidence: 0.5 };
}

const LEARNABLE = [RULES, CODE];

it("takes the first hypotheses up to the limit, as they are ordered, one edit for each variable", () => {
  const hypotheses = [about("a", RULES), about("b", CODE), about("c", RULES), about("d", RULES)];
  const edits = select({ hypotheses, learnable: LEARNABLE, most: 3 });
  expect(edits.map(({ hypotheses: group, ...target }) => [target, group.map(({ id }) => id)])).toEqual([
    [RULES, ["a", "c"]],
    [CODE, ["b"]],
  ]);
});

it("what may not be edited takes no place: the next hypothesis does", () => {
  const hypotheses = [
    about("locked", LOCKED),
    about("gone", { resource: "tool/x", pointer: "/code" }),
    about("a", RULES),
  ];
  expect(select({ hypotheses, learnable: LEARNABLE, most: 1 })).toMatchObject([RULES]);
});

it("two variables whose names run together are two", () => {
  const near = [
    { resource: "prompt/a", pointer: "/b/c" },
    { resource: "prompt/a/b", pointer: "/c" },
  ];
  const edits = select({
    hypotheses: near.map((target, at) => about(String(at), target)),
    learnable: near,
    most: 2,
  });
  expect(edits).toHaveLength(2);
});

it.each([
  ["nothing to learn", [about("a", RULES)], []],
  ["no hypothesis", [], LEARNABLE],
] as const)("%s: no edit", (_what, hypotheses, learnable) => {
  expect(select({ hypotheses, learnable, most: 3 })).toEqual([]);
});
