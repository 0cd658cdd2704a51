import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import { getAt, type Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { resourceKeySchema, type ResourceKey } from "#core/domain/resource.ts";
import { variablesOf } from "#core/domain/variable.ts";
import { askOperator } from "#core/evolution/ask-operator.ts";
import { toMaterial } from "#core/evolution/material.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import { applyEdits } from "#core/resources/edits.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { RejectedSummary } from "./reflect.ts";
import type { PlannedEdit } from "./select.ts";

export type ImproveRequest = {
  readonly view: ResourceView;
  readonly iteration: number;
  readonly edits: readonly PlannedEdit[];
  readonly rejected: readonly RejectedSummary[];
};

export type Improvement = {
  readonly summary: string;
  readonly values: ReadonlyArray<{
    readonly resource: ResourceKey;
    readonly pointer: string;
    readonly value: Json;
  }>;
};

const editSchema = z.object({ value: z.string(), summary: z.string() });

/** New values for the chosen variables, one model call each. Nothing is applied yet. */
export async function improve(
  context: SessionContext,
  request: ImproveRequest,
): Promise<Result<Improvement, string>> {
  const values: Improvement["values"][number][] = [];
  const summaries: string[] = [];
  for (const [index, edit] of request.edits.entries()) {
    const resource = resourceKeySchema.parse(edit.resource);
    const variable = variablesOf(request.view.get(resource).resource).find(
      ({ pointer }) => pointer === edit.pointer,
    );
    if (variable === undefined) return err(`${resource} has no variable at ${edit.pointer}`);
    const { pointer, type, maxTokens } = variable;
    const reply = await askOperator(context, {
      prompt: "improver",
      view: request.view,
      values: {
        variable: toMaterial({
          resource,
          pointer,
          type,
          value: getAt(request.view.get(resource).resource.content as Json, pointer) ?? null,
          ...(maxTokens === null ? {} : { tokenLimit: maxTokens }),
        }),
        hypotheses: toMaterial(edit.hypotheses.map(({ id, cause }) => ({ id, cause }))),
        rejected: toMaterial(request.rejected),
      },
      output: { name: "edit", schema: editSchema },
      iteration: request.iteration,
      operator: "improve",
      part: String(index + 1),
    });
    if (!reply.ok) return reply;
    values.push({ resource, pointer, value: reply.value.value });
    summaries.push(reply.value.summary);
  }
  return ok({ summary: joinSentences(summaries).slice(0, 500), values });
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
