import { z } from "zod";
import { intervalSchema } from "#core/domain/estimate.ts";
import { MEASURES } from "#core/domain/gate/measure.ts";
import { forecastSchema } from "#core/domain/gate/report.ts";

/** How far a step has come. */
const doneSchema = z.object({ done: z.int(), total: z.int() });

const assessedSchema = doneSchema.extend({ iteration: z.int(), proposal: z.string() });

export const itemFinishedSchema = assessedSchema.extend({
  item: z.string(),
  baselineCorrect: z.boolean(),
  candidateCorrect: z.boolean(),
});

/** A report of an assessment that is still running: the evidence is that of the way to accept that is nearest. */
export const assessmentProgressSchema = assessedSchema.extend({
  measure: z.enum(MEASURES),
  effect: z.number().nullable(),
  interval: intervalSchema,
  logE: z.number(),
  eValue: z.number(),
  levelNeeded: z.number().nullable(),
  fixed: z.int(),
  broken: z.int(),
  forecast: forecastSchema,
});

export const actProgressSchema = doneSchema.extend({ iteration: z.int() });

export const evaluationProgressSchema = doneSchema;

export const tracesReceivedSchema = z.object({ traces: z.int(), spans: z.int() });

export const sessionInterruptedSchema = z.object({ detail: z.string() });
