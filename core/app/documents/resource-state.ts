import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { hashJson } from "#core/base/hash.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import type { ResourceStateDocument } from "#core/contract/resource-state.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { MemoryContent } from "#core/domain/content/memory.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { textOf } from "#core/domain/spans/facts.ts";
import { beginIn } from "#core/environments/begin-in.ts";
import { openEnvironment } from "#core/environments/open-environment.ts";
import { environmentTypeOf } from "#core/environments/table.ts";
import { strategyOf } from "#core/memory/strategies/table.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { viewAtCommit, type FoundResource } from "#core/resources/view.ts";
import type { ReadingContext } from "#core/app/context.ts";
import { readTraceFor } from "#core/app/traces/unseen-traces.ts";
import { toIso } from "./documents.ts";
import { findEvidence } from "./resource-evidence.ts";

type Asked = {
  readonly resource: ResourceKey;
  readonly commit: string;
  /** A run, or its trace, whose environment is asked about. */
  readonly run?: string | undefined;
};

/**
 * How a resource stands at a commit: since when, who uses it, what was measured with it; of an environment what each run
 * begins in and what a run left, of a memory what it serves [R36]. Throws resource-missing, input-invalid for a run of
 * something that no run leaves in a state, not-found, ambiguous-id and split-sealed.
 */
export async function readResourceState(
  context: ReadingContext,
  { resource: key, commit, run }: Asked,
): Promise<ResourceStateDocument> {
  const { store, countTokens } = context;
  const view = viewAtCommit(store, commit);
  const found = view.get(key);
  const { resource, version, lifecycle } = found;
  const isEnvironment = resource.kind === "environment";
  if (run !== undefined && !isEnvironment) throw leavesNothing(key);
  return {
    resource: key,
    version,
    label: assertDefined(store.commits.labelAt(commit, key), `the label of ${key}`),
    lifecycle,
    since: readSince(context, commit, found),
    usedBy: [...view.dependents(key)],
    evidence: findEvidence(store, version),
    begins: isEnvironment ? await readBeginning(resource.content) : null,
    left: isEnvironment && run !== undefined ? await readLeft(context, key, run) : null,
    serves: resource.kind === "memory" ? readServing(resource.content, countTokens) : null,
  };
}

function leavesNothing(key: ResourceKey): AppError {
  return new AppError("input-invalid", `A run leaves nothing of ${key} in a state of its own.`, {
    hint: "Ask that of an environment; of anything else, leave the run out.",
  });
}

/** The last changes of its version and of its lifecycle, up to a commit. */
function readSince({ store }: ReadingContext, commit: string, { key, version, lifecycle }: FoundResource) {
  const brought = store.commits.broughtIn(commit, key, version);
  const changes = store.commits.changesOf(commit, key).map((change) => ({
    commit: change.commit,
    lifecycle: store.commits.get(change.commit).changes.find((each) => each.resource === key)?.lifecycle,
  }));
  const stepped = changes.findLast(
    ({ lifecycle: to }, at) => to === lifecycle && changes[at - 1]?.lifecycle !== lifecycle,
  );
  const toMoment = (id: string | undefined) => {
    if (id === undefined) return null;
    const { message, at, author } = store.commits.get(id);
    return { commit: id, message, at: toIso(at), author: author.name };
  };
  return { version: toMoment(brought?.commit), lifecycle: toMoment(stepped?.commit) };
}

/** What each run's own begins in, and its digest where that can be told without opening something large. */
async function readBeginning(content: EnvironmentContent) {
  const digest = await digestOf(content);
  return { state: content.initialState as Json, digest }; // Content has a canonical form ([R2]).
}

/** What a run would be said to have left, had it done nothing; null for what cannot be opened, or not at once. */
async function digestOf(content: EnvironmentContent): Promise<string | null> {
  const type = environmentTypeOf(content);
  if (type.opens !== "with-the-rollout" || (await type.findProblems(content)).length > 0) return null;
  const opened = await openEnvironment(type, content, new AbortController().signal);
  try {
    return hashJson(await opened.state());
  } finally {
    await opened.close();
  }
}

async function readLeft(context: ReadingContext, key: ResourceKey, written: string) {
  const { store, caller } = context;
  const trace = readTraceFor(context, written);
  const id = store.traces.find(trace.id)?.run ?? null;
  const run = id === null ? null : store.runs.find(id);
  if (run === null) throw new AppError("not-found", `${written} is no run that is over.`);
  const version = store.runs.closure(run.closure)?.versions[key];
  if (version === undefined) {
    throw new AppError("not-found", `Run ${run.id} did not use ${key}.`, {
      hint: "Ask with a run of an agent that uses it.",
    });
  }
  const digest = run.finalStates?.[key] ?? null;
  const began = await beginningOf(context, key, { version, trace: run.trace });
  return {
    run: run.id,
    trace: run.trace,
    at: toIso(run.startedAt),
    version,
    digest,
    isAsBegun: digest === null || began === null || caller.kind !== "person" ? null : digest === began,
  };
}

type RunIn = { readonly version: string; readonly trace: string };

/** The digest of what a run began in, what its item brought laid over it; null where that cannot be told. */
async function beginningOf(
  { store }: ReadingContext,
  key: ResourceKey,
  { version, trace }: RunIn,
): Promise<string | null> {
  const { content: resource } = store.versions.get(version);
  if (resource.kind !== "environment") return null;
  const root = store.traces.spans(trace).find(({ parent }) => parent === null);
  const brought = textOf(root?.attributes[AUTOGENESIS.initialState]);
  if (brought === null) return digestOf(resource.content);
  const given = (JSON.parse(brought) as Readonly<Record<string, JsonObject>>)[key];
  if (given === undefined) return digestOf(resource.content);
  const begun = await beginIn(environmentTypeOf(resource.content), resource.content, given);
  return begun.ok ? digestOf(begun.value) : null;
}

function readServing(content: MemoryContent, countTokens: (text: string) => number) {
  const text = strategyOf(content).serve(content, countTokens);
  return {
    text,
    tokens: text === "" ? 0 : countTokens(text),
    records: content.records.length,
    // Each served record is a line of its own under the heading.
    served: text === "" ? 0 : text.split("\n").length - 1,
  };
}
