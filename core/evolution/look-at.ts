import type { Result } from "#core/base/result.ts";
import type { Hypothesis } from "#core/domain/proposal.ts";
import { countRight, observe } from "./observe.ts";
import type { Look, Observation } from "./observations.ts";
import type { ActRequest } from "./operators/act.ts";
import { reflect, reflectAnswer, type ReflectRequest } from "./operators/reflect.ts";
import type { SessionContext } from "./session-line.ts";
import type { SessionJournal } from "./session-journal.ts";

export type LookRequest = ActRequest & Pick<ReflectRequest, "rejected" | "most" | "shown">;

/** What was seen: how many of the items the agent has right, and what is believed to be the cause of the rest. */
export type Sight = {
  readonly items: number;
  readonly correct: number;
  /** Why most of the runs that failed did; null where none failed. */
  readonly failure: string | null;
  readonly hypotheses: Result<readonly Hypothesis[], string>;
};

/** Runs train items and reflects over what came of it: two steps of the journal. */
export async function lookAt(
  context: SessionContext,
  journal: SessionJournal,
  { look, ...request }: LookRequest & { readonly look: Look },
): Promise<Sight> {
  const { iteration, view, accepted } = request;
  const { part } = look;
  const observations = await observe(context, journal, { iteration, view, accepted, look });
  const hints = context.line.store.sessions.hints(context.session.id);
  const hypotheses = await journal.step({
    iteration,
    operator: "reflect",
    part,
    answer: reflectAnswer,
    run: async () => reflect(context, { ...request, part, observations, hints }),
    tell: (reply) => ({ hypotheses: reply.ok ? reply.value.map(({ cause }) => cause) : [] }),
  });
  return { ...countRight(observations), failure: commonestFailure(context, observations), hypotheses };
}

function commonestFailure(
  { line: { store } }: SessionContext,
  observations: readonly Observation[],
): string | null {
  const messages = observations.flatMap(({ run }) => store.runs.find(run)?.error?.message ?? []);
  const counted = [...Map.groupBy(messages, (message) => message)];
  return counted.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null;
}
