import { z } from "zod";
import { hashJson } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { MemoryRecord } from "#core/domain/content/memory.ts";
import { findSecret } from "#core/domain/secrets.ts";
import { toLine } from "./render-records.ts";

/** A note is a sentence or two; what is longer is a copy of the material. */
const MAX_NOTE_CHARS = 600;

/** What the model is told to write. Every property is required: endpoints with strict structured output accept nothing else. */
export const insightsFormSchema = z.object({
  insights: z.array(
    z.object({
      type: z.enum(["insight", "summary"]),
      text: z.string(),
      importance: z.number(),
      spans: z.array(z.string()),
    }),
  ),
});

const answerSchema = z.object({ insights: z.array(z.unknown()) });

/** What is taken of it. */
const insightSchema = z.object({
  type: z.enum(["insight", "summary"]).catch("insight"),
  text: z.string().transform(toLine).pipe(z.string().min(1).max(MAX_NOTE_CHARS)),
  importance: z.number().transform((value) => Math.min(1, Math.max(0, value))),
  spans: z.array(z.string()),
});

/** A record that knows all the spans it rests on; `span` is the first of them. */
export type CandidateRecord = MemoryRecord & {
  readonly provenance: { readonly span: string; readonly run: string; readonly spans: readonly string[] };
};

export type ReadInsights = {
  readonly candidates: readonly CandidateRecord[];
  /** Of the answer's insights that were left out, why, in order of appearance. */
  readonly dropped: readonly string[];
};

/**
 * The records a model's answer proposes, or why it cannot be read. Each is taken or left by itself: left out is what
 * has another form, cites no span that was shown, or holds a credential. `runOf` names the run of each shown span.
 */
export function readInsights(answer: Json, runOf: ReadonlyMap<string, string>): Result<ReadInsights, string> {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return err(z.prettifyError(parsed.error));
  const read = parsed.data.insights.map((raw) => readInsight(raw, runOf));
  return ok({
    candidates: read.flatMap((result) => (result.ok ? [result.value] : [])),
    dropped: read.flatMap((result) => (result.ok ? [] : [result.error])),
  });
}

function readInsight(raw: unknown, runOf: ReadonlyMap<string, string>): Result<CandidateRecord, string> {
  const parsed = insightSchema.safeParse(raw);
  if (!parsed.success) return err("an insight does not have the form that was asked for");
  const { type, text, importance } = parsed.data;
  const spans = [...new Set(parsed.data.spans.filter((span) => runOf.has(span)))];
  const [span] = spans;
  const run = span === undefined ? undefined : runOf.get(span);
  if (span === undefined || run === undefined) return err("an insight cites no span that was shown");
  if (findSecret(text) !== null) return err("an insight holds what looks like a credential");
  const id = `${type}-${hashJson({ type, text }).slice(0, 16)}`;
  return ok({ id, type, text, importance, provenance: { span, run, spans } });
}
