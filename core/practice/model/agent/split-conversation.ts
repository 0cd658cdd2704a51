import type { ChatMessage } from "#core/models/provider.ts";

export type Conversation = {
  /** Everything that instructs: system messages, and what stands around the customer's message. */
  readonly prompt: string;
  /** The customer's message, which instructs nobody. */
  readonly message: string;
  /** Results of the tools called so far, in order. */
  readonly results: readonly { readonly callId: string; readonly content: string }[];
};

const TAGGED = /<(message|task|input|question)>\s*([\s\S]*?)\s*<\/\1>/i;
/** A line that announces the message, never the first: there it would be part of it. */
const ANNOUNCED =
  /\n[ \t]*(?:#+\s*)?(?:the |this is the )?(?:customer(?:'s)? )?(?:message|task|question|input)\s*:[ \t]*\n?/i;

/**
 * Which part of a conversation is the customer's message. It is the last user message before the first tool call:
 * in it the text between <message> (or task, input, question) tags, else what follows the first line that begins
 * with "Message:" (or task, question, input), else all of it. The rest is prompt, but not what the model said.
 */
export function splitConversation(messages: readonly ChatMessage[]): Conversation {
  const firstCall = messages.findIndex(
    (each) => each.role === "assistant" && (each.toolCalls?.length ?? 0) > 0,
  );
  const said = firstCall < 0 ? messages : messages.slice(0, firstCall);
  const holder = said.findLastIndex(({ role }) => role === "user");
  const { before, message, after } = splitHolder(said[holder]?.content ?? "");
  const instructions = said.flatMap(({ role, content }, at) =>
    at === holder ? [before, after] : role === "system" || role === "user" ? [content] : [],
  );
  return {
    prompt: instructions.filter((part) => part.trim() !== "").join("\n"),
    message,
    results: messages.flatMap((each) =>
      each.role === "tool" ? [{ callId: each.callId, content: each.content }] : [],
    ),
  };
}

type Holder = { readonly before: string; readonly message: string; readonly after: string };

function splitHolder(content: string): Holder {
  const tagged = TAGGED.exec(content);
  if (tagged !== null) {
    const end = tagged.index + tagged[0].length;
    return { before: content.slice(0, tagged.index), message: tagged[2] ?? "", after: content.slice(end) };
  }
  const announced = ANNOUNCED.exec(content);
  if (announced === null) return { before: "", message: content, after: "" };
  const start = announced.index + announced[0].length;
  return { before: content.slice(0, announced.index), message: content.slice(start), after: "" };
}
