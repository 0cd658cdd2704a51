import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { hashJson } from "#core/base/hash.ts";
import { pinSystem, type PreparedAgent } from "#core/agents/prepare-agent.ts";
import type { Closure } from "#core/domain/closure.ts";
import type { InitialState } from "#core/domain/initial-state.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Run } from "#core/domain/run.ts";
import { textOf } from "#core/domain/spans/facts.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import type { Recording } from "#core/replay/replay-run.ts";
import { createView, type ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import type { AppContext } from "#core/app/context.ts";
import { readTraceFor } from "#core/app/traces/unseen-traces.ts";

/**
 * A run as it was recorded, with the system that it was of, by a run's or trace's id. Throws what reading its trace throws
 * (not-found, ambiguous-id, split-sealed), and tape-missing with what is missing.
 */
export function loadRecording(context: AppContext, named: string): Recording {
  const { store, runtime } = context;
  const { id, open } = readTraceFor(context, named);
  if (open !== null) throw tapeMissing("It is still running, and its tape is written at its end.");
  const run = findRun(store, id);
  if (run === null)
    throw tapeMissing(
      store.replays.ofTrace(id) === null
        ? "This trace is of no run of an agent of this workspace."
        : "This is a replay itself: replay the run that it is of.",
    );
  const tape = store.tapes.find(run.id);
  if (tape === null) throw tapeMissing("It was made by a version of this program that kept none.");
  const closure = assertDefined(store.runs.closure(run.closure) ?? undefined, "a run's closure");
  const agent = prepareRecorded(viewOf(store, closure), closure, runtime.implementations);
  const initialState = findInitialState(store, run);
  return { run, tape, agent, model: modelOf(closure), ...(initialState === null ? {} : { initialState }) };
}

function findRun(store: Store, trace: string): Run | null {
  const id = store.traces.find(trace)?.run ?? null;
  return id === null ? null : store.runs.find(id);
}

/** Every version that was in force, wherever history is by now. */
function viewOf(store: Store, { versions }: Closure): ResourceView {
  const entries = Object.entries(versions) as [ResourceKey, string][];
  return createView(
    store,
    new Map(entries.map(([key, version]) => [key, { version, lifecycle: "active" } as const])),
  );
}

/** The system as it was recorded, but for the parts of this program that it runs on: those are the ones of now. */
function prepareRecorded(
  view: ResourceView,
  recorded: Closure,
  implementations: Readonly<Record<string, string>>,
): PreparedAgent {
  const { provider, name } = recorded.model;
  const parts = pinSystem(view, recorded.agent, { provider, name });
  const now = Object.entries(recorded.implementations).map(([part, then]): [string, string] => [
    part,
    // Its model is not asked.
    part.startsWith("provider:") ? then : (implementations[part] ?? "gone"),
  ]);
  const closure: Closure = { ...recorded, implementations: Object.fromEntries(now) };
  return { ...parts, closure, closureId: hashJson(closure) };
}

function modelOf({ model: { provider, endpoint, request } }: Closure): Recording["model"] {
  return {
    id: provider,
    endpointOrigin: endpoint === null ? null : new URL(endpoint).origin,
    isSimulated: isStandIn(provider),
    ...(request === undefined ? {} : { rules: request }),
  };
}

/** What its environments began in, where its task said so. */
function findInitialState(store: Store, { trace }: Run): InitialState | null {
  const root = store.traces.spans(trace).find(({ parent }) => parent === null);
  const text = textOf(root?.attributes[AUTOGENESIS.initialState]);
  return text === null ? null : (JSON.parse(text) as InitialState);
}

function tapeMissing(why: string): AppError {
  return new AppError("tape-missing", `There is no tape to replay it on. ${why}`, {
    hint: "Replay a run of an agent of this workspace that was made since tapes are kept.",
    way: "list-traces",
  });
}
