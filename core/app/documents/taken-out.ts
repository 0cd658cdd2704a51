import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { hashJson } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import type { TakenResource, TakenSystem } from "#core/contract/resolve.ts";
import { isUsable } from "#core/domain/lifecycle.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { messagesOf, RESOURCE_FORMAT, SYSTEM_FORMAT } from "#core/domain/taken-out.ts";
import { reachableFrom } from "#core/resources/reachable.ts";
import { viewAtCommit, type FoundResource } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";

/** What was asked for: the commit, and the name that it was found by. */
export type Place = { readonly commit: string; readonly written: string };

/**
 * A resource as it stood at a commit, for programs. Throws resource-missing, and lifecycle-illegal for one that was not in
 * use there: who asks for what is approved is not given what was retired [V21].
 */
export function takeResource(store: Store, key: ResourceKey, place: Place): TakenResource {
  const found = viewAtCommit(store, place.commit).get(key);
  if (!isUsable(found.lifecycle)) {
    throw new AppError("lifecycle-illegal", `${key} is ${found.lifecycle} at ${place.commit.slice(0, 7)}.`, {
      hint: "Ask for it at a commit where it is in use, or reactivate it first.",
    });
  }
  return toDocument(store, found, place);
}

/**
 * An agent with everything that it uses, each as `takeResource` gives it. Throws input-invalid for what is no agent, and the
 * same.
 */
export function takeSystem(store: Store, agent: ResourceKey, place: Place): TakenSystem {
  if (splitResourceKey(agent).kind !== "agent") {
    throw new AppError("input-invalid", `${agent} is no agent, and only an agent is a whole system.`, {
      hint: "Name an agent, or ask for the resource alone.",
    });
  }
  const found = reachableFrom(viewAtCommit(store, place.commit), agent);
  const versions = Object.fromEntries(found.map(({ key, version }) => [key, version]));
  return {
    format: SYSTEM_FORMAT,
    agent,
    version: hashJson({ agent, versions }),
    versions,
    ...placeOf(store, place),
    resources: found.map((each) => toDocument(store, each, place)),
  };
}

function toDocument(store: Store, found: FoundResource, place: Place): TakenResource {
  const { key, version, lifecycle, resource } = found;
  const { kind, name } = splitResourceKey(key);
  const label = assertDefined(store.commits.labelAt(place.commit, key), `the label of ${key}`);
  return {
    format: RESOURCE_FORMAT,
    resource: key,
    kind,
    name,
    version,
    label,
    state: lifecycle,
    ...placeOf(store, place),
    content: resource.content as Json, // It has a canonical form ([R2]); its types leave some fields open.
    ...(resource.kind === "prompt" ? { messages: messagesOf(resource.content) } : {}),
  };
}

function placeOf(store: Store, { commit, written }: Place) {
  return { commit, tag: store.refs.find(written)?.kind === "tag" ? written : null };
}
