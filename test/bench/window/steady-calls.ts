import type { WorkspaceClient } from "#core/contract/contract.ts";

/** What a window that shows a running session asks for again and again, and what a person looks at meanwhile. */
const CALLS = {
  "workspace.info": async ({ workspace }) => workspace.info(),
  "history.log": async ({ history }) => history.log({ limit: 100 }),
  "history.skeleton": async ({ history }) => history.skeleton({}),
  "resources.list": async ({ resources }) => resources.list({}),
  "sessions.list": async ({ sessions }) => sessions.list(),
  "sessions.show": async ({ sessions }, { session }) => sessions.show({ session }),
  "proposals.list": async ({ proposals }) => proposals.list({}),
  "proposals.show": async ({ proposals }) => {
    const [first] = await proposals.list({});
    if (first !== undefined) await proposals.show({ id: first.id });
  },
  "traces.find": async ({ traces }) => traces.find({ limit: 200 }),
  "traces.timeline": async ({ traces }, { trace }) => traces.timeline({ trace }),
  "traces.columns": async ({ traces }, { trace }) => traces.columns({ trace }),
  "home.spent": async ({ home }) => home.spent(),
} satisfies Readonly<Record<string, (client: WorkspaceClient, seen: Seen) => Promise<unknown>>>;

type CallName = keyof typeof CALLS;
const NAMES = Object.keys(CALLS) as CallName[];

/** A session and a trace that are there. */
export type Seen = { readonly session: string; readonly trace: string };

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
  const callOnce = async (name: CallName, dueAt: number): Promise<void> => {
    await CALLS[name](client, seen);
    // From when it was due: a timer that comes late is part of what a person waits for.
    taken.get(name)?.push(performance.now() - dueAt);
  };
  const timer = setInterval(() => {
    for (; calls * EVERY_MS <= performance.now() - startedAt; calls += 1) {
      const name = NAMES[calls % NAMES.length] as CallName;
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
