import type { ChatMessage, ChatRequest } from "./provider.ts";

/** What a chat format adds to each message. */
const MESSAGE_TOKENS = 4;

/** Everything of a request that a model reads, as one text: no shorter than what it is billed for. */
export function toWholeText({ messages, tools = [], output }: ChatRequest): string {
  return JSON.stringify([messages, tools, output ?? null]);
}

/** The words of a request's messages alone: no longer than what it is billed for. */
export function toMessageText({ messages }: ChatRequest): string {
  return messages.map(toText).join("\n");
}

/** Input tokens of a request as near as they can be told from here. */
export function countInput(request: ChatRequest, countTokens: (text: string) => number): number {
  const { messages, tools = [], output } = request;
  const extras = [...(tools.length === 0 ? [] : [tools]), ...(output === undefined ? [] : [output])];
  return [...messages.map(toText), ...extras.map((extra) => JSON.stringify(extra))].reduce(
    (sum, text) => sum + countTokens(text),
    MESSAGE_TOKENS * messages.length,
  );
}

function toText(message: ChatMessage): string {
  const calls = message.role === "assistant" ? (message.toolCalls ?? []) : [];
  return [message.content, ...calls.flatMap(({ toolName, argumentsText }) => [toolName, argumentsText])].join(
    "\n",
  );
}
