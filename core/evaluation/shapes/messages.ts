import { asText } from "#core/evaluation/formats/as-text.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";

export type Message = { readonly role: Role; readonly text: string };
type Role = "system" | "user" | "assistant" | "tool";

/** What the sides of a conversation are called, in files of several tools. */
const ROLES: Readonly<Record<string, Role>> = {
  system: "system",
  developer: "system",
  user: "user",
  human: "user",
  prompter: "user",
  assistant: "assistant",
  gpt: "assistant",
  model: "assistant",
  bot: "assistant",
  chatgpt: "assistant",
  tool: "tool",
  function: "tool",
  observation: "tool",
  function_call: "tool",
};

/** Whether a value is a list of messages: {role, content}, or {from, value} as ShareGPT has them. */
export function areMessages(value: Json | undefined): value is readonly Json[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return (value as readonly Json[]).every(
    (message) => isJsonObject(message) && typeof (message["role"] ?? message["from"]) === "string",
  );
}

/** Their texts, or why one of them has none that could be asked or compared with. */
export function readMessages(written: readonly Json[]): Result<readonly Message[], string> {
  const messages: Message[] = [];
  for (const message of written) {
    if (!isJsonObject(message)) return err("one of its messages is none");
    const name = asText(message["role"] ?? message["from"]).toLowerCase();
    const role = Object.hasOwn(ROLES, name) ? ROLES[name] : undefined;
    if (role === undefined) return err(`one of its messages is of "${name.slice(0, 40)}", who is not known`);
    const text = textOf(message);
    if (!text.ok) return text;
    messages.push({ role, text: text.value });
  }
  return ok(messages);
}

function textOf(message: JsonObject): Result<string, string> {
  const content = message["content"] ?? message["value"] ?? message["text"] ?? null;
  if (content === null) {
    const isCall = "tool_calls" in message || "function_call" in message;
    return isCall ? err("one of its messages calls a tool instead of saying something") : ok("");
  }
  if (typeof content === "string") return ok(content);
  const parts = Array.isArray(content) ? (content as readonly Json[]) : [content];
  const texts: string[] = [];
  for (const part of parts) {
    const text = typeof part === "string" ? part : isJsonObject(part) ? (part["text"] ?? null) : null;
    if (typeof text !== "string") return err("one of its messages holds something that is no text");
    texts.push(text);
  }
  return ok(texts.join("\n"));
}

const NAMES: Readonly<Record<Role, string>> = {
  system: "System",
  user: "User",
  assistant: "Assistant",
  tool: "Tool",
};

/**
 * Messages as the one text that is asked: one by itself is its text; instructions before a single one stand above it;
 * a longer conversation is written out with who says what. Null where nothing is asked.
 */
export function toTask(messages: readonly Message[]): string | null {
  const said = messages.filter(({ text }) => text.trim() !== "");
  if (!said.some(({ role }) => role === "user")) return null;
  const isPlain = said.every(({ role }, at) => role === (at === said.length - 1 ? "user" : "system"));
  if (isPlain) return said.map(({ text }) => text).join("\n\n");
  return said.map(({ role, text }) => `${NAMES[role]}: ${text}`).join("\n\n");
}

/** A text, or the task that a list of messages is. */
export function readTask(value: Json | undefined): Result<string, string> {
  if (typeof value === "string") return ok(value);
  if (!areMessages(value)) return err("what it asks is neither text nor messages");
  const messages = readMessages(value);
  if (!messages.ok) return messages;
  const task = toTask(messages.value);
  return task === null ? err("nobody asks anything in its messages") : ok(task);
}

/** The conversation up to its last answer, and that answer. */
export function splitAnswer(
  messages: readonly Message[],
): Result<{ readonly input: string; readonly expected: string }, string> {
  const last = messages.at(-1);
  if (last?.role !== "assistant") return err("its last message is not the assistant's: there is no answer");
  if (last.text.trim() === "") return err("its last message, which is the answer, is empty");
  const input = toTask(messages.slice(0, -1));
  return input === null ? err("nobody asks anything before its answer") : ok({ input, expected: last.text });
}
