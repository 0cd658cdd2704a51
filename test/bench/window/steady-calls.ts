import type { ReadingClient } from "#core/app/apart/places.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";

/** Every procedure that only reads, and the host's answer about settings. */
type ReadName =
  | { [Part in keyof ReadingClient]: `${Part}.${keyof ReadingClient[Part] & string}` }[keyof ReadingClient]
  | "settings.read";

type Ask = (client: WorkspaceClient, seen: Seen) => Promise<unknown>;

/**
 * What a window asks, by procedure: all that only read, so that none is left out because it is slow. Null is what no window
 * asks while it is looked at: a check that runs in a thread of its own, a stream, and what a command line alone prints.
 */
const ASKED = {
  "workspace.info": async ({ workspace }) => workspace.info(),
  "workspace.verify": null,
  "history.log": async ({ history }) => history.log({ limit: 100 }),
  "history.skeleton": async ({ history }) => history.skeleton({}),
  "history.commits": async ({ history }, { commit }) => history.commits({ ids: [commit] }),
  "history.find": async ({ history }) => history.find({ text: "order" }),
  "history.show": async ({ history }, { commit }) => history.show({ commit }),
  "history.diff": async ({ history }, { commit }) => history.diff({ from: commit, to: "head" }),
  "history.previewRollback": async ({ history }, { commit }) => history.previewRollback({ commit }),
  "history.previewUndo": async ({ history }) => history.previewUndo({}),
  "history.previewRedo": async ({ history }) => history.previewRedo({}),
  "history.operations": async ({ history }) => history.operations({}),
  "branches.list": async ({ branches }) => branches.list(),
  "tags.list": async ({ tags }) => tags.list(),
  "tags.history": async ({ tags }) => tags.history(),
  "resources.list": async ({ resources }) => resources.list({}),
  "resources.show": async ({ resources }) => resources.show({ resource: PROMPT }),
  "resources.versions": async ({ resources }) => resources.versions({ resource: PROMPT }),
  "resources.state": async ({ resources }) => resources.state({ resource: PROMPT }),
  "resources.contractText": async ({ resources }) => resources.contractText({}),
  "resources.contract": async ({ resources }) => resources.contract({}),
  "resolve.resource": async ({ resolve }) => resolve.resource({ resource: PROMPT }),
  "resolve.system": async ({ resolve }) => resolve.system({ agent: "agent/order-clerk" }),
  "resolve.client": async ({ resolve }) => resolve.client({ language: "python" }),
  "files.export": async ({ files }) => files.export({ resources: [PROMPT] }),
  "offer.show": async ({ offer }) => offer.show(),
  "data.list": async ({ data }) => data.list(),
  "data.uses": async ({ data }) => data.uses({ dataset: "order-desk" }),
  "data.items": async ({ data }) => data.items({ dataset: "order-desk", split: "train" }),
  "evaluations.list": async ({ evaluations }) => evaluations.list(),
  "evaluations.show": null,
  "sessions.list": async ({ sessions }) => sessions.list(),
  "sessions.show": async ({ sessions }, { session }) => sessions.show({ session }),
  "sessions.runs": async ({ sessions }, { session }) => sessions.runs({ session }),
  "sessions.matrix": async ({ sessions }, { session }) => sessions.matrix({ session }),
  "sessions.events": null,
  "proposals.list": async ({ proposals }) => proposals.list({}),
  "proposals.show": async ({ proposals }) => {
    const [first] = await proposals.list({});
    if (first !== undefined) await proposals.show({ id: first.id });
  },
  "traces.find": async ({ traces }) => traces.find({ limit: 200 }),
  "traces.choices": async ({ traces }) => traces.choices(),
  "traces.show": null,
  "traces.timeline": async ({ traces }, { trace }) => traces.timeline({ trace }),
  "traces.columns": async ({ traces }, { trace }) => traces.columns({ trace }),
  "traces.span": async ({ traces }, { trace, span }) => traces.span({ trace, span }),
  "traces.search": async ({ traces }, { trace }) => traces.search({ trace, text: "order" }),
  "replays.list": async ({ replays }, { trace }) => replays.list({ run: trace }),
  "replays.playable": async ({ replays }) => replays.playable({}),
  "traces.compare": async ({ traces }, { trace }) => traces.compare({ left: trace, right: trace }),
  "traces.export": async ({ traces }, { trace }) => traces.export({ trace, format: "otlp" }),
  "home.spent": async ({ home }) => home.spent(),
  "home.measured": async ({ home }) => home.measured(),
  "settings.read": async ({ settings }) => settings.read(),
} satisfies Readonly<Record<ReadName, Ask | null>>;

const PROMPT = "prompt/order-clerk";
const CALLS = new Map(
  Object.entries<Ask | null>(ASKED).flatMap(([name, ask]) => (ask === null ? [] : [[name, ask] as const])),
);
const NAMES = [...CALLS.keys()];

/** A session, a trace with one of its spans, and a commit that are there. */
export type Seen = {
  readonly session: string;
  readonly trace: string;
  readonly span: string;
  readonly commit: string;
};

export type Latencies = ReadonlyMap<string, readonly number[]>;

const EVERY_MS = 20;

/**
 * Makes one call after the other in turn, each when its time has come whether or not earlier ones were answered: who waits
 * for an answer before asking again would miss what piles up behind a stall. What each took, in ms, until stopped.
 */
export function callSteadily(
  client: WorkspaceClient,
  seen: Seen,
): { readonly stop: () => Promise<Latencies> } {
  const taken = new Map<string, number[]>(NAMES.map((name) => [name, []]));
  const waiting = new Set<Promise<void>>();
  let failure: Error | null = null;
  let calls = 0;
  const startedAt = performance.now();
  const callOnce = async (name: string, dueAt: number): Promise<void> => {
    await CALLS.get(name)?.(client, seen);
    // From when it was due: a timer that comes late is part of what a person waits for.
    taken.get(name)?.push(performance.now() - dueAt);
  };
  const timer = setInterval(() => {
    for (; calls * EVERY_MS <= performance.now() - startedAt; calls += 1) {
      const name = NAMES[calls % NAMES.length] ?? "";
      const call = callOnce(name, startedAt + calls * EVERY_MS)
        .catch((error: unknown) => {
          failure ??= error instanceof Error ? error : new Error(String(error));
        })
        .finally(() => waiting.delete(call));
      waiting.add(call);
    }
  }, EVERY_MS / 4);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(waiting);
      if (failure !== null) throw failure;
      return taken;
    },
  };
}

/** The value below which so much of the sorted ones lie. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
