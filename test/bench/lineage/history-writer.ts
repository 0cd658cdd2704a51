import { assert, assertDefined } from "#core/base/assert.ts";
import { hashJson } from "#core/base/hash.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import type { Closure } from "#core/domain/closure.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { changeHash } from "#core/proposals/create-proposal.ts";
import type { WorkspaceStore } from "#core/store/store.ts";
import { BENCH_AUTHOR, BENCH_START } from "#test/bench/register-resources.ts";

const AGENT = "agent/order-clerk";
const DATASET = "order-desk";
const MODEL = { provider: "bench", name: "bench-1", endpoint: null, sampling: {} };
const ITEMS = 60;

/** What a commit changes: the prompt of the agent that is measured, or another's, said in one of two ways. */
const CHANGED = {
  agent: "prompt/order-clerk",
  elsewhere: "prompt/solver",
  beside: "prompt/solver",
} as const satisfies Readonly<Record<string, ResourceKey>>;

type Step = { readonly at: number; readonly name: string };

/** Writes commits on top of each other, with what was measured and turned down at them; part of the caller's transaction. */
export function createHistoryWriter(store: WorkspaceStore, first: string) {
  const stateOf = new Map([[first, store.commits.get(first).state]]);
  const versionAt = (commit: string, key: ResourceKey): string => {
    const state = assertDefined(stateOf.get(commit), "a commit of this history");
    return assertDefined(store.states.entry(state, key), `${key} at ${commit}`).version;
  };
  const versions = createVersions(store, (key) => versionAt(first, key));
  const prompt = CHANGED.agent;
  const uses = dependenciesOf(store.versions.get(versionAt(first, AGENT)).content);
  assert(uses.includes(prompt), `${AGENT} uses ${prompt}`);

  return {
    /** Answers the new commit. */
    change: (parents: readonly [string, ...string[]], { at, name }: Step, what: keyof typeof CHANGED) => {
      const [parent] = parents;
      const key = CHANGED[what];
      const from = versionAt(parent, key);
      // What the agent uses is another each time; the others go to and fro.
      const to = what === "agent" ? versions.say(key, name, at) : versions.other(key, from, at);
      const base = assertDefined(stateOf.get(parent), "a commit of this history");
      const state = store.states.put(base, new Map([[key, { version: to, lifecycle: "active" as const }]]));
      const { id } = store.commits.append({
        ...{ parents, state, author: BENCH_AUTHOR, at, proposal: null, evidence: [] },
        changes: [{ resource: key, from, to, label: `1.${stateOf.size}.0`, lifecycle: "active" }],
        message: `${name}: ${what === "beside" ? "try it beside" : "say it in one line"}`,
      });
      stateOf.set(id, state);
      return id;
    },
    /** Puts an evaluation of a commit on record; `step` says how it did. */
    measure: (commit: string, step: number): void => {
      const keys: readonly ResourceKey[] = [AGENT, ...uses];
      const closure: Closure = {
        ...{ agent: AGENT, model: MODEL, implementations: {} },
        versions: Object.fromEntries(keys.map((key) => [key, versionAt(commit, key)])),
      };
      const id = hashJson(closure);
      store.runs.putClosure(id, closure);
      const accuracy = Math.round((0.5 + 0.3 * Math.sin(step / 700) + 0.1 * Math.sin(step)) * ITEMS) / ITEMS;
      const interval: readonly [number, number] = [accuracy - 0.12, accuracy + 0.09];
      const body = {
        ...{
          commit,
          closure: id,
          dataset: DATASET,
          model: `${MODEL.provider}/${MODEL.name}`,
          items: DATASET,
        },
        estimate: { accuracy, score: accuracy, interval, n: ITEMS },
      };
      store.events.append({ session: null, at: BENCH_START + step, type: "evaluated", body });
    },
    /** A candidate on a commit that says its prompt otherwise, turned down. */
    turnDown: (base: string, { at, name }: Step): void => {
      const from = versionAt(base, prompt);
      const changes = [{ resource: prompt, from, to: versions.other(prompt, from, at) }];
      store.proposals.add({
        ...{ session: null, iteration: 0, author: BENCH_AUTHOR, branch: MAIN_BRANCH, base, origin: null },
        ...{ changes, changeHash: changeHash(changes), hypotheses: [], createdAt: at, status: "rejected" },
        summary: `${name}: ask for the order's number first`,
      });
    },
  };
}

/** Versions of prompts, which differ in what they say of themselves. */
function createVersions(store: WorkspaceStore, firstOf: (key: ResourceKey) => string) {
  const say = (key: ResourceKey, description: string, at: number): string => {
    const first = store.versions.get(firstOf(key)).content;
    assert(first.kind === "prompt", `${key} is a prompt`);
    return store.versions.put(key, { ...first, content: { ...first.content, description } }, at);
  };
  return {
    say,
    /** The other of two. */
    other: (key: ResourceKey, than: string, at: number): string =>
      than === firstOf(key) ? say(key, "Said otherwise.", at) : firstOf(key),
  };
}
