import type { MessageDocument, MessagePart, SpanDetailDocument } from "#core/contract/traces.ts";
import type { ComparedField } from "#core/domain/spans/compared-fields.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { formatJson } from "./span-text.ts";

/** Which messages of a call a field holds. */
const MESSAGES: Partial<Record<ComparedField, (message: MessageDocument) => boolean>> = {
  "gen_ai.system_instructions": ({ role, isOutput }) => role === "system" && !isOutput,
  "gen_ai.input.messages": ({ role, isOutput }) => role !== "system" && !isOutput,
  "gen_ai.output.messages": ({ isOutput }) => isOutput,
};

/** A field of a step as it reads best line by line: messages as they were said, JSON laid out. Undefined where it has none. */
export function readField(detail: SpanDetailDocument, field: ComparedField): unknown {
  const value = field === "error" ? detail.error : detail.attributes[field];
  if (value === undefined || value === null) return undefined;
  const isMeant = MESSAGES[field];
  if (isMeant !== undefined && detail.role === "model") {
    return detail.messages.filter(isMeant).map(toText).join("\n\n");
  }
  return typeof value === "string" ? formatJson(value) : value;
}

function toText({ role, parts }: MessageDocument): string {
  return [role, ...parts.map(readPart)].join("\n");
}

function readPart(part: MessagePart): string {
  switch (part.kind) {
    case "text":
      return formatJson(part.text);
    case "thought":
      return `${tracesStrings.thought}\n${part.text}`;
    case "call":
      return `${tracesStrings.calls(part.name)}\n${formatJson(part.arguments)}`;
    case "result":
      return formatJson(part.result);
    case "other":
      return formatJson(part.json);
  }
}
