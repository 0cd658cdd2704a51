import type { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { Operator } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";

/** Where a step's answer stands in the journal of its session. */
export type StepPlace = {
  readonly iteration: number;
  readonly operator: Operator;
  /** Distinguishes steps of the same operator in one iteration. */
  readonly part?: string;
  /** Which of the iteration's candidates, or of those that it is without, it is about: from 1, which is usual. */
  readonly candidate?: number;
};

/** A step as the journal knows it: its place, and the form of what it answers. */
export type AnsweredStep<U> = StepPlace & { readonly answer: z.ZodType<U> };

/** The name of a place in the journal: nobody else makes one. */
export function pathOf({ iteration, operator, ...which }: StepPlace): string {
  const part = partOf(which);
  return [iteration, operator, ...(part === null ? [] : [part])].join("/");
}

/**
 * What tells a step from the others of its operator in one iteration; null where it is the only one. The first candidate's
 * steps are named as when there was one alone, so that older journals are walked through.
 */
export function partOf({ part, candidate = 1 }: Pick<StepPlace, "part" | "candidate">): string | null {
  if (candidate === 1) return part ?? null;
  return `${part ?? "candidate"}-${candidate}`;
}

/**
 * What a step of the session answered when it finished, or undefined. Throws journal-unreadable where what stands in its
 * place is not of its form: written by another program, or no longer what was written [T12].
 */
export function findAnswer<U>(store: Store, session: string, step: AnsweredStep<U>): U | undefined {
  const path = pathOf(step);
  const noted = store.sessions.noted(session, path);
  if (noted === undefined) return undefined;
  const read = step.answer.safeParse(noted);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join(".") ?? "";
  throw new AppError(
    "journal-unreadable",
    `What session ${session} noted at ${path} is nothing that this program writes there${where === "" ? "" : `: see “${where}”`}.`,
    { cause: read.error },
  );
}

/** What was read of a journal, or why it cannot be read: for whoever shows a session all the same [T12]. */
export function tryJournal<T>(read: () => T): Result<T, AppError> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof AppError && error.code === "journal-unreadable") return err(error);
    throw error;
  }
}
