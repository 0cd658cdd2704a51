import { messagesOf } from "#core/app/traces/span-messages.ts";
import type { MessageDocument, MessagePart, TimelineDocument } from "#core/contract/traces.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { roleOf, textOf, usageOf } from "#core/domain/spans/facts.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import { shortId } from "./format.ts";

/** So much of a text stands on its line where nobody asks for all of it. */
const SHORT_CHARS = 140;

type Shown = { readonly isFull: boolean };

/** The versions in force in a run: its model, and one line for each resource with the commit that brought it in. */
export function formatSystem(system: TimelineDocument["system"]): readonly string[] {
  if (system === null) return [];
  const { model, isSimulated, versions } = system;
  const width = Math.max(...versions.map(({ resource }) => resource.length));
  return [
    `model    ${model}${isSimulated ? " (simulated)" : ""}`,
    "versions in force",
    ...versions.map(({ resource, version, label, commit, isAtHead }) => {
      const from = commit === null ? "never committed" : `from ${shortId(commit)}`;
      return `  ${resource.padEnd(width)}  ${label ?? shortId(version)}  ${from}${isAtHead ? "" : ", not at head any more"}`;
    }),
  ];
}

/**
 * A trace's spans, each under the one that it is part of, with what models and tools were told and answered: shortened to
 * a line each, whole where all is asked for. Of a conversation each call shows what came since the one before it [C27].
 */
export function formatTree(spans: readonly SpanRecord[], shown: Shown): string {
  const depths = new Map<string, number>();
  const told = new Map<string | null, number>();
  return spans
    .flatMap((span) => {
      const depth = span.parent === null ? 0 : (depths.get(span.parent) ?? 0) + 1;
      depths.set(span.span, depth);
      const indent = "  ".repeat(depth);
      const texts = [...toMessages(span, told), ...toCall(span)];
      return [
        `${indent}${toHead(span)}`,
        ...texts.map(([who, text]) => `${indent}    ${who}: ${toText(text, `${indent}      `, shown)}`),
      ];
    })
    .join("\n");
}

function toHead(span: SpanRecord): string {
  const { name, startUs, endUs, error } = span;
  const duration = endUs === null ? "open" : `${(Math.max(0, endUs - startUs) / 1000).toFixed(1)} ms`;
  const usage = roleOf(span) === "model" ? usageOf(span) : null;
  const tokens = usage === null ? "" : `  ${usage.inputTokens} → ${usage.outputTokens} tokens`;
  return `${name}  ${duration}${tokens}${toAnswerer(span)}${error === null ? "" : `  ✕ ${error}`}`;
}

/** Where several models might answer: which one did, and which were asked before it and why they did not. */
function toAnswerer({ attributes }: SpanRecord): string {
  const model = textOf(attributes[AUTOGENESIS.answeredBy]);
  if (model === null) return "";
  const passedOver = attributes[AUTOGENESIS.passedOver];
  const before = Array.isArray(passedOver) ? `, after ${passedOver.join(", ")}` : "";
  return `  answered by ${model}${before}`;
}

type Line = readonly [who: string, text: string];

/** What a model call was told that no earlier one of the same parent was, and what it answered. */
function toMessages(span: SpanRecord, told: Map<string | null, number>): readonly Line[] {
  if (roleOf(span) !== "model") return [];
  const messages = messagesOf(span);
  const before = Math.min(told.get(span.parent) ?? 0, messages.length);
  told.set(span.parent, messages.length);
  // An attempt that failed leaves the conversation as it was: it is told again rather than left out.
  const isAnswered = messages.some(({ isOutput }) => isOutput);
  return (isAnswered ? messages.slice(before) : messages).flatMap(toLines);
}

function toLines({ role, parts }: MessageDocument): readonly Line[] {
  return parts.map((part) => [role, wordPart(part)]);
}

function wordPart(part: MessagePart): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "thought":
      return `thinks: ${part.text}`;
    case "call":
      return `calls ${part.name}(${part.arguments})`;
    case "result":
      return `was answered ${part.result}`;
    case "other":
      return part.json;
  }
}

function toCall(span: SpanRecord): readonly Line[] {
  const role = roleOf(span);
  if (role !== "tool" && role !== "environment" && role !== "memory") return [];
  const { attributes } = span;
  const input = textOf(attributes[GEN_AI.toolArguments]) ?? textOf(attributes[AUTOGENESIS.input]);
  const output = textOf(attributes[GEN_AI.toolResult]) ?? textOf(attributes[AUTOGENESIS.output]);
  const version = textOf(attributes[AUTOGENESIS.resourceVersion]);
  const resource = textOf(attributes[AUTOGENESIS.resource]);
  return [
    ...(resource === null || version === null ? [] : [["of", `${resource} ${shortId(version)}`] as const]),
    ...(input === null ? [] : [["input", input] as const]),
    ...(output === null ? [] : [["output", output] as const]),
  ];
}

function toText(text: string, indent: string, { isFull }: Shown): string {
  if (isFull) return text.replaceAll("\n", `\n${indent}`);
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= SHORT_CHARS ? line : `${line.slice(0, SHORT_CHARS)}… (${text.length} characters)`;
}
