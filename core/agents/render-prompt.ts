import { AppError } from "#core/base/app-error.ts";
import { fillPlaceholders, type PromptContent } from "#core/domain/content/prompt.ts";
import type { ChatMessage } from "#core/models/provider.ts";

export type TaskInput = string | Readonly<Record<string, string>>;

/**
 * The prompt's messages with their slots filled from the task, once and by slot: what is filled in is never read as
 * a template again. A text task fills the prompt's only slot. Throws input-invalid when a slot stays empty.
 */
export function renderPrompt(prompt: PromptContent, input: TaskInput): ChatMessage[] {
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

/** Adds standing text (environment rules, remembered notes) to the end of the system message, making one if there is none. */
export function withStandingText(
  messages: readonly ChatMessage[],
  additions: readonly string[],
): ChatMessage[] {
  const text = additions.filter((addition) => addition !== "").join("\n\n");
  if (text === "") return [...messages];
  const at = messages.findIndex((message) => message.role === "system");
  if (at === -1) return [{ role: "system", content: text }, ...messages];
  return messages.map((message, index) =>
    index === at ? { role: "system", content: `${message.content}\n\n${text}` } : message,
  );
}
