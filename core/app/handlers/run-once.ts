import { DEFAULT_HINTS } from "#core/base/default-hints.ts";
import { hashJson } from "#core/base/hash.ts";
import { toRolloutRequest } from "#core/agents/perform-rollout.ts";
import type { TaskInput } from "#core/domain/content/render-prompt.ts";
import { keepRun } from "#core/evaluation/run-item.ts";
import { beginAgain } from "#core/models/begin-again.ts";
import { finalStatesOf } from "#core/app/traces/final-states.ts";
import type { AppContext } from "#core/app/context.ts";
import { toSpendDocument } from "#core/app/documents/documents.ts";
import { openAgent, type OpenAgent } from "#core/app/models/open-agent.ts";
import { refuseOwnTerms } from "./refuse-own-terms.ts";
import { viewToRun, type RegistryChoice } from "./view-to-run.ts";

type AskedRun = AgentAt & { readonly task: TaskInput; readonly seed: number };

/** Runs an agent on one task, and keeps the run; the answer says whether it came to an output. */
export async function runOnce(context: AppContext, input: AskedRun, signal: AbortSignal) {
  const at = { at: context.clock.now(), n: nextNumber() };
  const { finished, ledger, model } = await workWith(context, input, async (open) => {
    const { agent, line } = open;
    const { seed, task } = input;
    const id = hashJson({ run: agent.closureId, task, ...at }).slice(0, 32);
    const asked = toRolloutRequest(agent, { id, input: task, seed, repetition: 0, isSealed: false });
    const made = await line.agents.perform(asked, signal);
    const keeping = { cacheKey: null, isSealed: false, drafts: line.drafts };
    context.store.atomic(() => keepRun(context.store, agent, { ...made, ...keeping }));
    return { finished: made, ledger: open.ledger, model: open.model };
  });
  const { run } = finished;
  return {
    run: run.id,
    trace: run.trace,
    model: model.name,
    isSimulated: model.isSimulated,
    output: run.output,
    success: run.error === null,
    ...finalStatesOf(run),
    ...(run.answeredBy === undefined ? {} : { answeredBy: { ...run.answeredBy } }),
    ...(run.error === null ? {} : { error: { ...run.error, hint: DEFAULT_HINTS[run.error.code] } }),
    spend: toSpendDocument(ledger.spent()),
  };
}

export type AgentAt = Omit<Parameters<typeof openAgent>[1], "commit" | "view"> & RegistryChoice;

/**
 * Works with the agent that a caller names, as of the commit and the edits that they name; on one bill, however often it
 * begins again [M24].
 */
export async function workWith<T>(
  context: AppContext,
  { at, edits, ...choice }: AgentAt,
  work: (open: OpenAgent) => Promise<T>,
): Promise<T> {
  refuseOwnTerms(context.caller, { caps: choice.caps }, context.config.caps);
  const chosen = { ...choice, ...(await viewToRun(context, { at, edits })) };
  let open: OpenAgent | undefined;
  return beginAgain(async () => {
    open = openAgent(context, chosen, open);
    return work(open);
  });
}

let number = 0;

/** Tells two runs within one millisecond apart. */
export function nextNumber(): number {
  number += 1;
  return number;
}
