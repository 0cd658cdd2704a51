import type { ChatMessage } from "#core/models/provider.ts";

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
