import { z } from "zod";
import { headShape, jsonSchemaSchema } from "./head.ts";

/** Who says a message. */
export const MESSAGE_ROLES = ["system", "user", "assistant"] as const;

/** Ordered messages of named sections. `{{name}}` marks a slot; the input schema's properties are the slots. */
export const promptContentSchema = z.looseObject({
  ...headShape,
  messages: z
    .array(
      z.looseObject({
        role: z.enum(MESSAGE_ROLES),
        sections: z.array(z.looseObject({ name: z.string().min(1), text: z.string() })).min(1),
      }),
    )
    .min(1),
  inputSchema: jsonSchemaSchema,
});
export type PromptContent = z.infer<typeof promptContentSchema>;

const SLOT = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** The slots of a text in order of appearance, repeats included. */
export function placeholdersIn(text: string): string[] {
  if (!text.includes("{{")) return [];
  return [...text.matchAll(SLOT)].map((match) => match[1] as string);
}

export function placeholdersOf(content: PromptContent): string[] {
  return content.messages.flatMap((message) =>
    message.sections.flatMap((section) => placeholdersIn(section.text)),
  );
}

/**
 * The text with each slot filled once. What is filled in is never read again: a value that itself contains
 * `{{name}}` stays as it is, so untrusted text cannot reach another slot [R12].
 */
export function fillPlaceholders(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(SLOT, (slot, name: string) => values.get(name) ?? slot);
}
