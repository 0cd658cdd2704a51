import { z } from "zod";
import { sealedReportSchema, type SealedReport } from "#core/domain/estimate.ts";
import type { Session } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";
import { findAnswer } from "./journal-answer.ts";

/** The step that reports on the sealed split, in the iteration that a session has come to. */
export function reportStep({ iteration }: Pick<Session, "iteration">) {
  return { iteration, operator: "report", answer: sealedReportSchema } as const;
}

/** The note of the look itself, made before anything is run. */
export function lookStep({ iteration }: Pick<Session, "iteration">) {
  return { iteration, operator: "report", part: "look", answer: z.object({ head: z.string() }) } as const;
}

/** What the session reported on the sealed split; undefined where it did not. Throws journal-unreadable. */
export function sealedReportOf(store: Store, session: Session): SealedReport | undefined {
  return findAnswer(store, session.id, reportStep(session));
}

/** Whether the look that the session's report needs was made, and paid for, already. Throws journal-unreadable. */
export function hasLooked(store: Store, session: Session): boolean {
  return findAnswer(store, session.id, lookStep(session)) !== undefined;
}
