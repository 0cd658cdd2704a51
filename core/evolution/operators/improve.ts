import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import { getAt, type Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { resourceKeySchema, type ResourceKey } from "#core/domain/resource.ts";
import { variablesOf, type Variable } from "#core/domain/variable.ts";
import { askOperator } from "#core/evolution/ask-operator.ts";
import { toMaterial } from "#core/models/material.ts";
import type { RejectedSummary } from "#core/evolution/rejected.ts";
import { resultAnswer } from "#core/evolution/result-answer.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import { applyEdits } from "#core/resources/edits.ts";
import type { ResourceView } from "#core/resources/view.ts";
import { editFormOf, readEditValue, type EditReply } from "./edit-form.ts";
import type { PlannedEdit } from "./select.ts";

export type ImproveRequest = {
  readonly view: ResourceView;
  readonly iteration: number;
  readonly edits: readonly PlannedEdit[];
  readonly rejected: readonly RejectedSummary[];
};

const improvementSchema = z.object({
  summary: z.string(),
  values: z
    .array(z.object({ resource: resourceKeySchema, pointer: z.string(), value: jsonValueSchema }))
    .readonly(),
});
export type Improvement = Readonly<z.infer<typeof improvementSchema>>;

/** The answer of a step that improves: new values, or why there are none. */
export const improveAnswer = resultAnswer(improvementSchema);

/** A value that does not fit is asked for once more, with what is wrong with it. */
const ATTEMPTS = 2;

/**
 * New values for the chosen variables, each read as what its variable holds and tried against the registry. Nothing is
 * applied yet. What does not fit is told to the improver, which may try again; then it is left out and the summary says
 * so, or where nothing is left it is the answer [M35].
 */
export async function improve(
  context: SessionContext,
  request: ImproveRequest,
): Promise<Result<Improvement, string>> {
  const values: Improvement["values"][number][] = [];
  const summaries: string[] = [];
  const missed: string[] = [];
  for (const [index, edit] of request.edits.entries()) {
    const resource = resourceKeySchema.parse(edit.resource);
    const variable = variablesOf(request.view.get(resource).resource).find(
      ({ pointer }) => pointer === edit.pointer,
    );
    const written =
      variable === undefined
        ? err(`${resource} has no variable at ${edit.pointer}`)
        : await writeUntilItFits(context, request, { edit, resource, variable, place: index + 1 });
    if (written.ok) {
      values.push({ resource, pointer: edit.pointer, value: written.value.value });
      summaries.push(written.value.summary);
    } else missed.push(written.error);
  }
  if (values.length === 0) return err(missed.join("; "));
  return ok({ summary: joinSentences([...summaries, ...missed]).slice(0, 500), values });
}

type Writing = {
  readonly edit: PlannedEdit;
  readonly resource: ResourceKey;
  readonly variable: Variable;
  /** Which of the edits it is, from 1. */
  readonly place: number;
};

async function writeUntilItFits(
  context: SessionContext,
  request: ImproveRequest,
  writing: Writing,
): Promise<Result<EditReply, string>> {
  const { resource, variable, place } = writing;
  const { pointer, type } = variable;
  let refused: string | null = null;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const part = attempt === 1 ? String(place) : `${place}.${attempt}`;
    const reply: Result<EditReply, string> = await ask(context, request, { ...writing, part, refused });
    if (!reply.ok) return reply;
    const value = readEditValue(type, reply.value.value);
    const fits = value.ok ? tryOn(context, request.view, { resource, pointer, value: value.value }) : value;
    if (value.ok && fits.ok) return ok({ value: value.value, summary: reply.value.summary });
    refused = fits.ok ? null : fits.error;
  }
  return err(`The improver's value for ${resource}${pointer} does not fit: ${refused ?? ""}`);
}

function tryOn(
  context: SessionContext,
  view: ResourceView,
  value: Improvement["values"][number],
): Result<ResourceView, string> {
  return overlay(context, view, { summary: "", values: [value] });
}

async function ask(
  context: SessionContext,
  request: ImproveRequest,
  {
    edit,
    resource,
    variable,
    part,
    refused,
  }: Writing & { readonly part: string; readonly refused: string | null },
): Promise<Result<EditReply, string>> {
  const { pointer, type, maxTokens } = variable;
  return askOperator(context, {
    prompt: "improver",
    view: request.view,
    values: {
      variable: toMaterial({
        resource,
        pointer,
        type,
        value: getAt(request.view.get(resource).resource.content as Json, pointer) ?? null,
        ...(maxTokens === null ? {} : { tokenLimit: maxTokens }),
        ...(refused === null ? {} : { lastValueRefused: refused }),
      }),
      hypotheses: toMaterial(edit.hypotheses.map(({ id, cause }) => ({ id, cause }))),
      rejected: toMaterial(request.rejected),
    },
    output: { name: "edit", schema: editFormOf(type) },
    iteration: request.iteration,
    operator: "improve",
    part,
  });
}

/** One summary stays as its author wrote it; several read as sentences. */
function joinSentences(summaries: readonly string[]): string {
  if (summaries.length === 1) return summaries.join("");
  return summaries.map((summary) => (/[.!?]$/.test(summary) ? summary : `${summary}.`)).join(" ");
}

/**
 * The candidate: the values over the base, through the one write path, as the optimizer that may touch only what the
 * mask allows. An edit that the registry refuses is an answer, not a failure of the session.
 */
export function overlay(
  context: SessionContext,
  base: ResourceView,
  { values }: Improvement,
): Result<ResourceView, string> {
  const { store, clock, countTokens } = context.line;
  const edits = values.map(({ resource, pointer, value }) => ({
    type: "set-variables" as const,
    resource,
    values: [{ pointer, value }],
  }));
  try {
    return ok(applyEdits(base, edits, { store, author: "optimizer", at: clock.now(), countTokens }));
  } catch (error) {
    if (error instanceof AppError) return err(error.message);
    throw error;
  }
}
