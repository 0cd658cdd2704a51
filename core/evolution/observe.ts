import { z } from "zod";
import type { Store } from "#core/store/store.ts";
import { findAnswer } from "./journal-answer.ts";
import { act, actOnAll, observationSchema, type ActRequest, type Observation } from "./operators/act.ts";
import type { SessionContext } from "./session-line.ts";
import type { SessionJournal } from "./session-journal.ts";

/** Which train items an iteration runs: some that it draws, or all of them, dev included. */
export type Look = { readonly part: "minibatch"; readonly size: number } | { readonly part: "all" };

/** In the order in which an iteration takes them. */
const PARTS = Object.keys({ minibatch: true, all: true } satisfies Record<Look["part"], true>);

/** The step that acts on train items, and answers with what was seen. */
function actStep({ iteration, part }: { readonly iteration: number; readonly part: string }) {
  return { iteration, operator: "act", part, answer: z.array(observationSchema).readonly() } as const;
}

/**
 * Runs the agent on train items: a step of the journal, and the only way for an optimizer, since what hypotheses cite and
 * what notes are made of is found by it.
 */
export async function observe(
  context: SessionContext,
  journal: SessionJournal,
  { look, ...request }: ActRequest & { readonly look: Look },
): Promise<readonly Observation[]> {
  return journal.step({
    ...actStep({ iteration: request.iteration, part: look.part }),
    run: async () => runAgent(context, request, look),
    tell: countRight,
  });
}

async function runAgent(
  context: SessionContext,
  request: ActRequest,
  look: Look,
): Promise<readonly Observation[]> {
  switch (look.part) {
    case "minibatch":
      return act(context, { ...request, size: look.size });
    case "all":
      return actOnAll(context, request);
  }
}

/** Of how many items that were run how many are right. */
export function countRight(seen: readonly Observation[]): {
  readonly items: number;
  readonly correct: number;
} {
  return { items: seen.length, correct: seen.filter(({ isCorrect }) => isCorrect).length };
}

/** The train items that an iteration ran so far, look by look. Throws journal-unreadable. */
export function observationsOf(
  store: Store,
  session: string,
  iteration: number,
): readonly (readonly Observation[])[] {
  return PARTS.flatMap((part) => {
    const seen = findAnswer(store, session, actStep({ iteration, part }));
    return seen === undefined ? [] : [seen];
  });
}
