import { AppError } from "#core/base/app-error.ts";
import type { SpanDetailDocument } from "#core/contract/traces.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import { messagesOf, toolsOf } from "./span-messages.ts";
import { roleOf, textOf, usageOf } from "./span-table.ts";

/** Everything a span holds, in the form in which people read it. Throws not-found. */
export function toSpanDocument(records: readonly SpanRecord[], id: string): SpanDetailDocument {
  const record = records.find(({ span }) => span === id);
  if (record === undefined) throw new AppError("not-found", `There is no span ${id} in this trace.`);
  const { span, parent, name, startUs, endUs, error, attributes } = record;
  const speaker = roleOf(record) === "agent" ? (lastCallOf(records, span) ?? record) : record;
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

/** The model call that an agent's run ended with: its messages are the conversation from the beginning. */
function lastCallOf(records: readonly SpanRecord[], agent: string): SpanRecord | undefined {
  return records.findLast((record) => record.parent === agent && roleOf(record) === "model");
}

function resourceOf({ attributes }: SpanRecord): SpanDetailDocument["resource"] {
  const key = textOf(attributes[AUTOGENESIS.resource]);
  const version = textOf(attributes[AUTOGENESIS.resourceVersion]);
  return key === null || version === null ? null : { key, version };
}
