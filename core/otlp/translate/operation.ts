import { isJsonObject } from "#core/base/json.ts";
import { textOf } from "#core/domain/spans/facts.ts";
import { SENT } from "#core/otlp/attribute-names.ts";
import type { Entry } from "./gather.ts";

/** Of OpenInference and of OpenLLMetry, which share the words they both have; in small letters. */
const BY_KIND: ReadonlyMap<string, string> = new Map([
  ["llm", "chat"],
  ["chat", "chat"],
  ["completion", "text_completion"],
  ["agent", "invoke_agent"],
  ["tool", "execute_tool"],
  ["embedding", "embeddings"],
  ["retriever", "retrieval"],
]);

/** What the AI SDK calls its steps. */
const BY_OPERATION_ID: ReadonlyMap<string, string> = new Map([
  ["ai.generateText", "invoke_agent"],
  ["ai.streamText", "invoke_agent"],
  ["ai.generateObject", "invoke_agent"],
  ["ai.streamObject", "invoke_agent"],
  ["ai.generateText.doGenerate", "chat"],
  ["ai.streamText.doStream", "chat"],
  ["ai.generateObject.doGenerate", "chat"],
  ["ai.streamObject.doStream", "chat"],
  ["ai.toolCall", "execute_tool"],
  ["ai.embed.doEmbed", "embeddings"],
  ["ai.embedMany.doEmbed", "embeddings"],
]);

/** The operation of the conventions that a span is of, where it says so in other words; null where it does not. */
export function operationOf(name: string, entry: Entry): string | null {
  for (const attribute of ["openinference.span.kind", "traceloop.span.kind", "llm.request.type"]) {
    const found = BY_KIND.get((textOf(entry.get(attribute)) ?? "").toLowerCase());
    if (found !== undefined) return found;
  }
  const id = textOf(entry.get("ai.operationId"));
  return (id === null ? undefined : BY_OPERATION_ID.get(id)) ?? byScope(name, entry);
}

/** The clients of Anthropic record by themselves, and tell by the name of the span. */
function byScope(name: string, entry: Entry): string | null {
  const scope = entry.get(SENT.scope);
  const library = isJsonObject(scope) ? (textOf(scope["name"]) ?? "") : "";
  if (!library.startsWith("com.anthropic.sdk.")) return null;
  if (name.startsWith("anthropic.tool_use")) return "execute_tool";
  return name.startsWith("anthropic.messages") ? "chat" : null;
}
