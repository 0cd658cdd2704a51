import { z } from "zod";
import type { OptimizerName } from "#core/domain/optimizers/plan.ts";
import type { OptimizerSettings } from "#core/domain/optimizers/table.ts";
import { countAccepted } from "./count-accepted.ts";
import type { Optimizers, Search, SearchRequest } from "./optimizers/optimizer.ts";
import type { SessionContext } from "./session-line.ts";
import { SessionStop, type SessionJournal } from "./session-journal.ts";
import { settleCandidates } from "./settle-candidates.ts";
import { tellNoCandidate } from "./tell-no-candidate.ts";

/** What the loop carries from iteration to iteration; all of it follows from the journal. */
export type Standing = {
  /** Proposals committed as far as the last iteration knew. */
  readonly accepted: number;
  readonly sinceAccepted: number;
};

/** What an iteration starts from. */
const startSchema = z.object({
  head: z.string(),
  /** Proposals of the session committed by then, those decided by hand included; null where an older program did not say. */
  accepted: z.int().nullable(),
});
/** Older programs noted the head alone. */
const startAnswer = z.union([startSchema, z.string().transform((head) => ({ head, accepted: null }))]);
type Start = { readonly head: string; readonly accepted: number };

export type IterationRequest = {
  readonly iteration: number;
  readonly standing: Standing;
  readonly optimizers: Optimizers;
};

/** How things stand after it, or why the session ends with it. */
export type IterationEnd = { readonly standing: Standing } | { readonly stop: SessionStop };

/**
 * One iteration: a search, and each candidate that it filed assessed and settled in order. However many those were, it
 * counts once towards a stall [A18].
 */
export async function runIteration(
  context: SessionContext,
  journal: SessionJournal,
  { iteration, standing, optimizers }: IterationRequest,
): Promise<IterationEnd> {
  const { head: base, accepted } = await begin(context, journal, { iteration, standing });
  // Between two iterations a person may have approved one that was left on the desk.
  const sinceAccepted = accepted > standing.accepted ? 0 : standing.sinceAccepted;
  const { optimizer: settings } = context.session.config;
  const search = await searchBy(optimizers, settings)(context, journal, { iteration, base, accepted });
  if (search.kind === "nothing-left") {
    const stop = stopWithNothingLeft(search);
    await tellNoCandidate(journal, { iteration, place: 1, reason: stop.detail });
    return { stop };
  }
  const { candidates } = search;
  const committed = await settleCandidates(context, journal, { iteration, accepted, candidates });
  return {
    standing: {
      accepted: accepted + committed,
      sinceAccepted: committed > 0 ? 0 : sinceAccepted + 1,
    },
  };
}

/** The row of the table is of the optimizer whose settings they are, whichever that is [A18]. */
function searchBy<Name extends OptimizerName>(optimizers: Optimizers, settings: OptimizerSettings<Name>) {
  return async (
    context: SessionContext,
    journal: SessionJournal,
    request: Omit<SearchRequest<Name>, "settings">,
  ): Promise<Search> => optimizers[settings.type].search(context, journal, { ...request, settings });
}

async function begin(
  { line: { store }, session }: SessionContext,
  journal: SessionJournal,
  { iteration, standing }: Pick<IterationRequest, "iteration" | "standing">,
): Promise<Start> {
  const { head, accepted } = await journal.note({
    iteration,
    operator: "act",
    part: "base",
    answer: startAnswer,
    keep: () => ({ head: store.refs.headOf(session.branch), accepted: countAccepted(store, session.id) }),
  });
  return { head, accepted: accepted ?? standing.accepted };
}

/** Where not one item is right, silence of the optimizer is no success. */
function stopWithNothingLeft({
  items,
  correct,
  failure,
}: Extract<Search, { kind: "nothing-left" }>): SessionStop {
  if (correct > 0 || items === 0)
    return new SessionStop("converged", "Nothing in the traces is left to explain.");
  const none = `None of the ${items} train items is right, and the optimizer sees no cause:`;
  return new SessionStop(
    "stall",
    failure === null
      ? `${none} see in the trace of one whether agent, dataset and scorer fit together.`
      : `${none} most that failed did so because ${failure}`,
  );
}
