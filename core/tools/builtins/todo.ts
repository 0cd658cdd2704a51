import { z } from "zod";
import { assertNever } from "#core/base/assert.ts";
import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { CallFailure, RunDesk } from "#core/resources/callable.ts";
import type { Builtin } from "./builtin.ts";

const MAX_ITEMS = 100;
const MAX_TEXT_CHARS = 500;

const inputSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("list") }),
  z.object({ action: z.literal("add"), text: z.string().trim().min(1).max(MAX_TEXT_CHARS) }),
  z.object({ action: z.literal("complete"), number: z.int().min(1).max(MAX_ITEMS) }),
]);

/** The agent's own list of what is left to do, private to its run. Every action answers with the list as it now is. */
export const TODO: Builtin = {
  implementation: "todo/1",
  inputSchema: {
    type: "object",
    properties: {
      action: { enum: ["add", "complete", "list"] },
      text: {
        type: "string",
        minLength: 1,
        maxLength: MAX_TEXT_CHARS,
        description: "What is to be done, with `add`.",
      },
      number: {
        type: "integer",
        minimum: 1,
        maximum: MAX_ITEMS,
        description: "The item's number, with `complete`.",
      },
    },
    required: ["action"],
    additionalProperties: false,
  },
  call: (input, desk) => {
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) {
      return refuse(
        `Give \`add\` a text of 1 to ${MAX_TEXT_CHARS} characters, \`complete\` an item's number, \`list\` nothing.`,
      );
    }
    const refusal = apply(parsed.data, desk);
    return refusal ?? ok(listOf(desk));
  },
};

/** Changes the list, or says why not. */
function apply(step: z.infer<typeof inputSchema>, desk: RunDesk): Result<never, CallFailure> | null {
  switch (step.action) {
    case "list":
      return null;
    case "add":
      if (desk.todo.length >= MAX_ITEMS) return refuse(`The list is full: ${MAX_ITEMS} items.`);
      desk.todo = [...desk.todo, { text: step.text, isDone: false }];
      return null;
    case "complete":
      if (step.number > desk.todo.length)
        return refuse(`There is no item ${step.number}; there are ${desk.todo.length}.`);
      desk.todo = desk.todo.map((item, at) => (at === step.number - 1 ? { ...item, isDone: true } : item));
      return null;
    default:
      return assertNever(step);
  }
}

function listOf(desk: RunDesk): Json {
  return { items: desk.todo.map(({ text, isDone }, at) => ({ number: at + 1, text, isDone })) };
}

function refuse(message: string): Result<never, CallFailure> {
  return err({ code: "tool-arguments", message });
}
