import type { SpanDetailDocument } from "#core/contract/traces.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import { roleOf, textOf, usageOf } from "#core/domain/spans/facts.ts";
import type { FoundSpan } from "./find-span.ts";
import { messagesOf, toolsOf } from "./span-messages.ts";

/** Everything a span holds, in the form in which people read it. */
export function toSpanDocument({ record, lastCall }: FoundSpan): SpanDetailDocument {
  const { span, parent, name, startUs, endUs, error, attributes } = record;
  // The call that an agent's run ended with has the conversation from the beginning.
  const speaker = roleOf(record) === "agent" ? (lastCall ?? record) : record;
  const messages = messagesOf(speaker);
  return {
    span,
    parent,
    name,
    role: roleOf(record),
    startUs,
    // A clock that was set back makes no span end before it began.
    endUs: endUs === null ? null : Math.max(startUs, endUs),
    error,
    resource: resourceOf(record),
    usage: usageOf(record),
    messages,
    tools: toolsOf(speaker, messages),
    input: textOf(attributes[AUTOGENESIS.input]) ?? textOf(attributes[GEN_AI.toolArguments]),
    output: textOf(attributes[AUTOGENESIS.output]) ?? textOf(attributes[GEN_AI.toolResult]),
    attributes,
  };
}

function resourceOf({ attributes }: SpanRecord): SpanDetailDocument["resource"] {
  const key = textOf(attributes[AUTOGENESIS.resource]);
  const version = textOf(attributes[AUTOGENESIS.resourceVersion]);
  return key === null || version === null ? null : { key, version };
}
