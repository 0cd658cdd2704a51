import type { EventDocument } from "#core/contract/sessions.ts";
import { assessmentSchema } from "#core/contract/proposals.ts";
import { MEASURES } from "#core/domain/gate-measure.ts";
import { z } from "zod";

type PassingEvent = Extract<EventDocument, { kind: "passing" }>;

/** A report of an assessment that is still running, as the host sends it every so many items. */
const reportSchema = z.object({
  iteration: z.int(),
  proposal: z.string(),
  done: z.int(),
  total: z.int(),
  /** What effect, interval and evidence are of. */
  measure: z.enum(MEASURES),
  effect: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]),
  logE: z.number(),
  eValue: z.number(),
  levelNeeded: z.number().nullable(),
  fixed: z.int(),
  broken: z.int(),
  forecast: assessmentSchema.shape.forecast,
});
export type RunningReport = Readonly<z.infer<typeof reportSchema>>;

const itemSchema = z.object({
  iteration: z.int(),
  proposal: z.string(),
  done: z.int(),
  total: z.int(),
  item: z.string(),
  baselineCorrect: z.boolean(),
  candidateCorrect: z.boolean(),
});
export type FinishedItem = Readonly<z.infer<typeof itemSchema>>;

/** What came is of this program, but of whichever version the host is: what does not fit is left out. */
export function readReports(events: readonly PassingEvent[]): readonly RunningReport[] {
  return events.flatMap(({ body }) => reportSchema.safeParse(body).data ?? []);
}

export function readItems(events: readonly PassingEvent[]): readonly FinishedItem[] {
  return events.flatMap(({ body }) => itemSchema.safeParse(body).data ?? []);
}

/** The items of one proposal's assessment: another one's stay known until the next one tells of its own. */
export function itemsOf(items: readonly FinishedItem[], proposal: string | null): readonly FinishedItem[] {
  return items.filter((item) => item.proposal === proposal);
}

/** How far a step has come. */
export type StepProgress = { readonly done: number; readonly total: number };

const progressSchema = z.object({ iteration: z.int(), done: z.int(), total: z.int() });
export type ReadProgress = Readonly<z.infer<typeof progressSchema>>;

/** Null before the step's first word. */
export function readProgress(event: PassingEvent | undefined): ReadProgress | null {
  return event === undefined ? null : (progressSchema.safeParse(event.body).data ?? null);
}

/**
 * Evidence on its way to the level as heights from 0 to 1: logarithms, as evidence multiplies. Null where no level can
 * be reached.
 */
export function layOutEvidence(reports: readonly RunningReport[]): readonly number[] | null {
  const level = reports.at(-1)?.levelNeeded ?? null;
  if (level === null) return null;
  const goal = Math.log(level);
  return reports.map(({ logE }) => Math.min(1, Math.max(0, logE / goal)));
}
