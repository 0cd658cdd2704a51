import { z } from "zod";
import type { SessionJournal } from "./session-journal.ts";

type Absence = {
  readonly iteration: number;
  /** Which of the iteration's absences it is, from 1. */
  readonly place: number;
  readonly reason: string;
};

/** Says once why there is no candidate, or one fewer. A step of the journal. */
export async function tellNoCandidate(
  journal: SessionJournal,
  { iteration, place, reason }: Absence,
): Promise<void> {
  await journal.note({
    iteration,
    operator: "decide",
    part: "no-candidate",
    candidate: place,
    answer: z.null(),
    keep: () => {
      journal.append("no-candidate", { iteration, reason });
      return null;
    },
  });
}
