import { AppError } from "#core/base/app-error.ts";
import { fillPlaceholders, type PromptContent } from "./prompt.ts";

/** What fills a prompt's slots: values by name, or one text for its only slot. */
export type TaskInput = string | Readonly<Record<string, string>>;

/** One message of a prompt as a model gets it. */
export type RenderedMessage = {
  readonly role: PromptContent["messages"][number]["role"];
  readonly content: string;
};

/**
 * The prompt's messages with their slots filled from the task, once and by slot: what is filled in is never read as
 * a template again. A text task fills the prompt's only slot. Throws input-invalid when a slot stays empty.
 */
export function renderPrompt(prompt: PromptContent, input: TaskInput): RenderedMessage[] {
  const slots = Object.keys(prompt.inputSchema.properties);
  const values = toValues(slots, input);
  const missing = slots.filter((slot) => !values.has(slot));
  if (missing.length > 0) {
    throw new AppError("input-invalid", `The task has no value for {{${missing.join("}}, {{")}}}.`, {
      hint: "Give the item these fields, or use a prompt with other placeholders.",
    });
  }
  return prompt.messages.map(({ role, sections }) => ({
    role,
    content: sections.map(({ text }) => fillPlaceholders(text, values)).join("\n\n"),
  }));
}

function toValues(slots: readonly string[], input: TaskInput): ReadonlyMap<string, string> {
  if (typeof input !== "string") return new Map(Object.entries(input));
  const [only, ...others] = slots;
  if (only === undefined || others.length > 0) {
    throw new AppError(
      "input-invalid",
      `The task is one text, but the prompt has ${slots.length} placeholders.`,
      {
        hint: "Give the item one field per placeholder.",
      },
    );
  }
  return new Map([[only, input]]);
}
