import { AppError } from "#core/base/app-error.ts";
import type { EventDocument } from "#core/contract/events.ts";
import type { Author } from "#core/domain/author.ts";
import type { Approver } from "#core/domain/policy.ts";
import type { SessionConfig } from "#core/domain/session.ts";
import { refuseSecret } from "#core/resources/refuse-secret.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { toWrite, toRead, type AppContext, type ReadingContext } from "#core/app/context.ts";
import { sessionsContract } from "#core/contract/sessions.ts";
import { chooseAgent, chooseDataset, refuseBothUnclear } from "#core/app/defaults.ts";
import { placesOfAgent, refuseMisplaced } from "#core/app/prompt-places.ts";
import { readOpenItems } from "#core/evaluation/sealed-split.ts";
import { toIso } from "#core/app/documents/documents.ts";
import { refuseEmptyCaps } from "#core/domain/caps.ts";
import { buildSessionConfig } from "#core/app/sessions/session-config.ts";
import { toSessionDocument } from "#core/app/sessions/session-document.ts";
import { stateOf } from "#core/app/sessions/session-state.ts";
import { getSession } from "#core/app/sessions/get-session.ts";
import { toMatrix } from "#core/app/sessions/matrix.ts";
import { hearKeys } from "#core/app/models/hear-keys.ts";
import { hearUnknownPrice } from "#core/app/models/unknown-price.ts";
import { maySee } from "#core/app/traces/run-result.ts";
import { branchNamed } from "./named-commit.ts";
import { refuseOwnTerms } from "./refuse-own-terms.ts";
import { requirePerson } from "./require-person.ts";

const os = toWrite(sessionsContract);
const reads = toRead(sessionsContract);

/** What only reads is not made to load what runs. */
const loadRefusal = async () =>
  (await import("#core/app/sessions/refuse-unusable-model.ts")).refuseUnusableModel;

export const sessionsHandlers = {
  start: os.start.handler(async ({ input, context }) => {
    refuseOwnTerms(context.caller, input, context.config.caps);
    const {
      agent,
      dataset,
      set,
      caps,
      model,
      approve,
      optimizer,
      branch: named,
      ...rest
    } = hearUnknownPrice(context, input);
    const { store } = context;
    const branch = branchNamed(store, named);
    const view = viewAtCommit(store, store.refs.headOf(branch));
    refuseBothUnclear(context, view, { agent, dataset });
    const chosen = chooseDataset(context, dataset);
    const config = buildSessionConfig({
      scorer: chosen.scorer,
      workspace: { ...context.config.session, caps: context.config.caps },
      asked: {
        ...rest,
        ...(typeof optimizer === "object"
          ? { optimizer: { ...optimizer.settings, type: optimizer.type } }
          : { optimizer }),
        ...policyFor(context, approve),
        agent: chooseAgent(context, view, agent),
        dataset: chosen.name,
        caps,
        model: hearKeys(context, model) ?? null,
      },
      overrides: hearUnknownPrice(context, set),
    });
    refuseEmptyCaps(config.caps);
    const places = placesOfAgent(view, config.agent);
    if (places !== null) refuseMisplaced(places, readOpenItems(store, chosen.name));
    await (
      await loadRefusal()
    )(context, { branch, config });
    return document(context, context.sessions.start(config, branch).id);
  }),
  list: reads.list.handler(({ context: { store, sessions } }) =>
    store.sessions.list().map((session) => ({
      session: session.id,
      state: stateOf(session, sessions.isRunning(session.id)),
      stoppedBy: session.state === "stopped" ? (session.stopped?.by ?? null) : null,
      optimizer: session.config.optimizer.type,
      branch: session.branch,
      agent: session.config.agent,
      dataset: session.config.dataset,
      startedAt: toIso(session.startedAt),
    })),
  ),
  show: reads.show.handler(({ input, context }) => document(context, input.session)),
  runs: reads.runs.handler(({ input, context: { store } }) =>
    store.runResults.measuredBy(getSession(store, input.session).id),
  ),
  resume: os.resume.handler(async ({ input, context }) => {
    const { session, ...terms } = hearUnknownPrice(context, input);
    const { config } = getSession(context.store, session);
    refuseOwnTerms(context.caller, terms, config.caps);
    refuseEmptyCaps(terms.caps ?? {});
    await (
      await loadRefusal()
    )(context, getSession(context.store, session));
    context.sessions.resume(session, terms);
    return document(context, input.session);
  }),
  goOn: os.goOn.handler(async ({ input, context }) => ({
    wentOn: await context.goingOn.now(input.session),
  })),
  holdBack: os.holdBack.handler(({ input, context }) => {
    context.goingOn.holdBack(input.session);
    return document(context, input.session);
  }),
  pause: os.pause.handler(async ({ input, context }) => {
    await context.sessions.pause(input.session);
    return document(context, input.session);
  }),
  step: os.step.handler(({ input, context }) => {
    context.sessions.resume(input.session, { steps: 1 });
    return document(context, input.session);
  }),
  stop: os.stop.handler(async ({ input, context }) => {
    await context.sessions.stop(input.session);
    return document(context, input.session);
  }),
  endAssessment: os.endAssessment.handler(({ input, context }) => {
    context.sessions.endAssessment(input.session);
    return document(context, input.session);
  }),
  hint: os.hint.handler(({ input, context }) => {
    const { store, clock } = context;
    refuseSecret("The hint", input.text);
    getSession(store, input.session);
    store.durable(() => {
      store.sessions.addHint(input.session, input.text);
      store.events.append({
        session: input.session,
        at: clock.now(),
        type: "hint",
        body: { text: input.text, by: context.caller.name },
      });
    });
    return document(context, input.session);
  }),
  matrix: reads.matrix.handler(({ input, context }) => {
    requirePerson(context.caller, "see which validation items a session got right");
    const session = getSession(context.store, input.session);
    const matrix = toMatrix(context.store, session);
    if (matrix.rows.length > 0) context.noteSeen(session.config.dataset, `matrix of session ${session.id}`);
    return matrix;
  }),
  events: reads.events.handler(async function* ({ input, context, signal }) {
    if (input.session !== undefined) getSession(context.store, input.session);
    const events = context.hub.stream({
      session: input.session ?? null,
      after: input.after,
      signal: signal ?? new AbortController().signal,
    });
    for await (const event of events) if (mayHear(context.caller, event)) yield event;
  }),
};

/** How single items of the gate's went is for people alone [A7]. */
function mayHear(caller: Author, { type }: EventDocument): boolean {
  return type !== "item-finished" || maySee(caller, "validation");
}

/**
 * Who decides in it: as asked, else as workspace.yaml says. Throws config-invalid where that has no rules to go by. It
 * is written down with the session, which keeps it [P15].
 */
function policyFor(
  { config }: AppContext,
  asked: Approver | undefined,
): Pick<SessionConfig, "approve" | "policy"> {
  const approve = asked ?? config.approve ?? "ask";
  if (approve !== "rules") return { approve };
  const { policy } = config;
  if (policy === undefined) {
    throw new AppError(
      "config-invalid",
      "There are no rules that could decide: workspace.yaml has no `policy`.",
      {
        hint: "Write rules in Settings, Who decides, or under `policy` in workspace.yaml; or choose `ask` or `gate`.",
      },
    );
  }
  return { approve, policy };
}

function document(context: ReadingContext, id: string) {
  const { store, sessions, goingOn } = context;
  return toSessionDocument(store, getSession(store, id), {
    isRunning: sessions.isRunning,
    goesOnAt: goingOn.list().find(({ session }) => session === id)?.at ?? null,
  });
}
