import { actStep, type Look, type Observation } from "./observations.ts";
import { act, actOnAll, type ActRequest } from "./operators/act.ts";
import type { SessionContext } from "./session-line.ts";
import type { SessionJournal } from "./session-journal.ts";

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
