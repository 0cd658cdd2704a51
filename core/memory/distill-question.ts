import type { Json } from "#core/base/json.ts";
import type { MemoryRecord } from "#core/domain/content/memory.ts";
import type { PromptQuestion } from "#core/models/ask-question.ts";
import { toMaterial } from "#core/models/material.ts";
import type { MemoryEvent } from "./memory-event.ts";
import { insightsFormSchema, readInsights, type ReadInsights } from "./read-insights.ts";

/** The prompt that notes are asked for with, whichever optimizer a session has. */
export const DISTILL_PROMPT = "rememberer";

/** Of each text of an event; a long task shows what it is about in its first part. */
const MAX_TEXT_CHARS = 2000;

export type DistillMaterial = {
  readonly events: readonly MemoryEvent[];
  readonly existing: readonly MemoryRecord[];
  readonly maxCandidates: number;
};

/** What the model is asked, in the rememberer's words. The material is JSON, one line each, so it cannot leave its place. */
export function buildDistillQuestion({
  events,
  existing,
  maxCandidates,
}: DistillMaterial): PromptQuestion<ReadInsights> {
  const runOf = new Map(events.flatMap(({ run, spans }) => spans.map(({ span }) => [span, run] as const)));
  return {
    prompt: DISTILL_PROMPT,
    values: {
      events: events.map((event) => toMaterial(eventMaterial(event))).join("\n"),
      notes: existing.map(({ text }) => toMaterial(text)).join("\n"),
      count: String(maxCandidates),
    },
    output: {
      name: "insights",
      schema: insightsFormSchema,
      read: (answer) => readInsights(answer, runOf),
    },
  };
}

function eventMaterial({ outcome, task, output, expected, spans }: MemoryEvent): Json {
  return {
    outcome,
    task: excerpt(task),
    output: excerpt(toText(output)),
    ...(expected === undefined ? {} : { expected: excerpt(toText(expected)) }),
    spans: spans.map(({ span, text }) => ({ span, text: excerpt(text) })),
  };
}

function toText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function excerpt(text: string): string {
  return text.length > MAX_TEXT_CHARS ? `${text.slice(0, MAX_TEXT_CHARS).toWellFormed()}…` : text;
}
