import { expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import type { RunDesk } from "#core/resources/callable.ts";
import { BUILTINS, toolImplementations } from "#core/tools/builtins.ts";
import { validateJson } from "#core/tools/validate-json.ts";

type Step = readonly [builtin: string, input: Json];

function play(steps: readonly Step[]): { readonly desk: RunDesk; readonly last: unknown } {
  const desk: RunDesk = { output: undefined, todo: [] };
  let last: unknown;
  for (const [name, input] of steps) {
    const result = BUILTINS.get(name)!.call(input, desk);
    last = result.ok ? result.value : `!${result.error.code}`;
  }
  return { desk, last };
}

const item = (number: number, text: string, isDone = false): Json => ({ number, text, isDone });
const add = (text: string): Step => ["todo", { action: "add", text }];
const items = (...list: readonly Json[]): Json => ({ items: list });

const TODO_CASES: ReadonlyArray<readonly [title: string, steps: readonly Step[], last: unknown]> = [
  ["an empty list is listed", [["todo", { action: "list" }]], items()],
  [
    "added items come back in order, with their numbers",
    [add("a"), add("b")],
    items(item(1, "a"), item(2, "b")),
  ],
  [
    "a completed item stays, done",
    [add("a"), add("b"), ["todo", { action: "complete", number: 1 }]],
    items(item(1, "a", true), item(2, "b")),
  ],
  [
    "completing twice changes nothing",
    [add("a"), ["todo", { action: "complete", number: 1 }], ["todo", { action: "complete", number: 1 }]],
    items(item(1, "a", true)),
  ],
  [
    "an item that is not there cannot be completed",
    [add("a"), ["todo", { action: "complete", number: 2 }]],
    "!tool-arguments",
  ],
  ["item 0 cannot be completed", [add("a"), ["todo", { action: "complete", number: 0 }]], "!tool-arguments"],
  ["an item without text is refused", [["todo", { action: "add" }]], "!tool-arguments"],
  ["blank text is refused", [add("  ")], "!tool-arguments"],
  ["a text as long as a book is refused", [add("x".repeat(501))], "!tool-arguments"],
  ["an unknown action is refused", [["todo", { action: "constructor" }]], "!tool-arguments"],
  ["no object is refused", [["todo", null]], "!tool-arguments"],
  [
    "the list does not grow without end",
    Array.from({ length: 101 }, (_, at) => add(`${at}`)),
    "!tool-arguments",
  ],
];

it.each(TODO_CASES)("the list of things left to do: %s", (_title, steps, last) => {
  expect(play(steps).last).toEqual(last);
});

const DONE_CASES: ReadonlyArray<readonly [title: string, input: Json, output: Json | undefined]> = [
  ["an object is the output as it is", { output: { lines: [] } }, { lines: [] }],
  ["null is an output", { output: null }, null],
  ["false is an output", { output: false }, false],
  ["a text with slots is not read as a template", { output: "{{customer}}" }, "{{customer}}"],
  ["without the argument there is no output", {}, undefined],
  ["an inherited argument is none", JSON.parse('{"__proto__": {"output": 1}}') as Json, undefined],
  ["a list is no arguments", [{ output: 1 }], undefined],
];

it.each(DONE_CASES)("done: %s", (_title, input, output) => {
  const { desk, last } = play([["done", input]]);
  expect(desk.output).toEqual(output);
  expect(last).toEqual(output === undefined ? "!tool-arguments" : { accepted: true });
});

it("a later hand-in replaces the earlier one", () => {
  expect(
    play([
      ["done", { output: 1 }],
      ["done", { output: 2 }],
    ]).desk.output,
  ).toBe(2);
});

it("two runs have two desks: what one notes, the other never sees", () => {
  play([add("a"), ["done", { output: 1 }]]);
  expect(play([["todo", { action: "list" }]])).toEqual({
    desk: { output: undefined, todo: [] },
    last: items(),
  });
});

it("what each builtin says of its arguments is what it takes", () => {
  const taken: readonly Step[] = [["done", { output: [1] }], add("a"), ["todo", { action: "list" }]];
  for (const [name, input] of taken)
    expect(validateJson(BUILTINS.get(name)!.inputSchema, input).ok).toBe(true);
  expect(validateJson(BUILTINS.get("done")!.inputSchema, { output: 1, more: 2 }).ok).toBe(false);
});

it("every builtin stands in the closure with its own constant", () => {
  expect(toolImplementations).toEqual({
    tools: "tools/1",
    "builtin:done": "done/1",
    "builtin:todo": "todo/1",
  });
});
