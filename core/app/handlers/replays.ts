import { replaysContract } from "#core/contract/replays.ts";
import { toRead, toWrite } from "#core/app/context.ts";
import { NEVER } from "#core/app/never-aborted.ts";
import { toReplayDocument } from "#core/app/replays/replay-document.ts";
import { readTraceFor } from "#core/app/traces/unseen-traces.ts";
import { commitNamed } from "./named-commit.ts";
import { requirePerson } from "./require-person.ts";

const os = toWrite(replaysContract);
const reads = toRead(replaysContract);

export const replaysHandlers = {
  make: os.make.handler(async ({ input, context, signal = NEVER }) => {
    requirePerson(context.caller, "replay a run");
    // What runs agents is no part of the thread that only reads.
    const { makeReplay } = await import("#core/app/replays/make-replay.ts");
    return toReplayDocument(context.store, await makeReplay(context, input, signal));
  }),
  list: reads.list.handler(({ input: { run, limit }, context }) => {
    const { store } = context;
    const found = store.traces.find(readTraceFor(context, run).id)?.run ?? null;
    if (found === null) return [];
    return store.replays.ofRun(found, limit).map((replay) => toReplayDocument(store, replay));
  }),
  playable: reads.playable.handler(({ input: { since, limit }, context: { caller, store } }) => {
    requirePerson(caller, "list what can be replayed");
    const from = since === undefined ? 0 : store.commits.get(commitNamed(store, since)).at;
    return [...store.replays.playable(from, limit)];
  }),
};
