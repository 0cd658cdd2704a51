import type { Json, JsonObject } from "#core/base/json.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { ContractDocument } from "#core/contract/resources.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import { findMisfits } from "#core/domain/fit.ts";
import { interfaceOf } from "#core/domain/interface-diff.ts";
import type { Lifecycle } from "#core/domain/lifecycle.ts";
import { RESOURCE_KINDS, splitResourceKey, toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { variablesOf } from "#core/domain/variable.ts";
import { viewAtCommit, type FoundResource, type ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";

type Entry = ContractDocument[number];
type Action = Entry["actions"][number];

/** Every resource of a commit with what can be asked of it and what binds it: by kind, then by name. */
export function listContract(store: Store, at: string): ContractDocument {
  const view = viewAtCommit(store, at);
  return view
    .list()
    .toSorted(inOrder)
    .map((key) => {
      const found = view.get(key);
      return {
        resource: key,
        label: assertDefined(store.commits.labelAt(at, key), `the label of ${key}`),
        state: found.lifecycle,
        description: found.resource.content.description,
        actions: actionsOf(found, view),
        preconditions: preconditionsOf(found, view),
        limits: limitsOf(found),
        constraints: constraintsOf(found),
      };
    });
}

function inOrder(one: ResourceKey, other: ResourceKey): number {
  const [a, b] = [splitResourceKey(one), splitResourceKey(other)];
  const byKind = RESOURCE_KINDS.indexOf(a.kind) - RESOURCE_KINDS.indexOf(b.kind);
  return byKind === 0 ? (a.name < b.name ? -1 : 1) : byKind;
}

function actionsOf({ resource }: FoundResource, view: ResourceView): Action[] {
  const facts = factsOfActions(resource);
  return [...interfaceOf(resource).actions].map(([name, { inputs, output }]) => ({
    name,
    ...(facts.get(name) ?? { description: null, effect: null }),
    inputs: [...inputs].map(([input, { schema, isRequired }]) => ({
      name: input,
      required: isRequired,
      schema: resource.kind === "agent" ? taskInput(resource.content.prompt, input, view) : schema,
    })),
    output,
  }));
}

type ActionFacts = ReadonlyMap<string, Pick<Action, "description" | "effect">>;

/** What an action is for and can do to the world outside, where its record says so. */
function factsOfActions(resource: FoundResource["resource"]): ActionFacts {
  if (resource.kind === "tool")
    return new Map([["run", { description: null, effect: resource.content.effect }]]);
  if (resource.kind !== "environment") return new Map();
  return new Map(
    resource.content.actions.map(({ name, description, effect }) => [name, { description, effect }]),
  );
}

/** An agent names its inputs alone; of what kind they are its prompt says, where it asks for them. */
function taskInput(prompt: string, input: string, view: ResourceView): Json {
  const found = view.find(toResourceKey("prompt", prompt))?.resource;
  if (found?.kind !== "prompt" || !Object.hasOwn(found.content.inputSchema.properties, input)) return {};
  return found.content.inputSchema.properties[input] as Json; // Content has a canonical form ([R2]).
}

const STANDS: Readonly<Record<Lifecycle, string | null>> = {
  registered: "is not built yet, and has to be built before anything can use it",
  active: null,
  deprecated: "is on its way out: what uses it goes on working, and nothing new should use it",
  archived: "is retired, and has to be reactivated before anything can use it",
  failed: "could not be built, and has to be changed or built again before anything can use it",
};

/** What must hold before any of its actions can be asked for, one sentence each, without a full stop. */
function preconditionsOf(found: FoundResource, view: ResourceView): string[] {
  const { resource, lifecycle } = found;
  const stands = STANDS[lifecycle];
  return [
    ...(stands === null ? [] : [`it ${stands}`]),
    ...dependenciesOf(resource).map((key) => {
      const other = view.find(key);
      return `${key} must be in use; it ${other === null ? "does not exist" : `is ${other.lifecycle}`}`;
    }),
    ...modelsOf(resource),
    ...findMisfits(resource, view.lookup).map((misfit) => `as it is it does not work: ${misfit}`),
  ];
}

function modelsOf(resource: FoundResource["resource"]): string[] {
  if (resource.kind !== "agent") return [];
  const { provider, name } = resource.content.model;
  return [`the model ${provider}/${name} must answer, or the one that is named in its place`];
}

/** What holds while it works, whatever is asked of it. */
function limitsOf({ resource }: FoundResource): string[] {
  switch (resource.kind) {
    case "agent": {
      const { maxSteps, maxTokens, timeoutMs } = resource.content.limits;
      return [`at most ${maxSteps} steps`, `at most ${maxTokens} tokens`, `at most ${timeoutMs} ms`];
    }
    case "tool": {
      const granted = resource.content.type === "code" ? resource.content.capabilities : [];
      return [
        `at most ${resource.content.timeoutMs} ms for each call`,
        ...(granted.length === 0 ? [] : [`it may reach: ${granted.join(", ")}`]),
      ];
    }
    case "environment":
      return [
        "each run has one of its own, which ends with it",
        // What its type may be told, by the names that its record has for it.
        ...Object.entries(resource.content.config as JsonObject).map(
          ([name, value]) => `${name} is ${JSON.stringify(value)}`,
        ),
      ];
    case "memory": {
      const { maxRecords, maxTokens } = resource.content.limits;
      return [`serves at most ${maxRecords} records`, `serves at most ${maxTokens} tokens`];
    }
    case "prompt":
      return [];
  }
}

/** What binds whoever changes it; each begins with the place. */
function constraintsOf({ resource }: FoundResource): string[] {
  return variablesOf(resource).flatMap(({ pointer, learnable, maxTokens, locked }) => [
    ...(learnable ? [`${pointer} is learnable`] : []),
    ...(maxTokens === null ? [] : [`${pointer} holds at most ${maxTokens} tokens`]),
    ...locked.map((text) => `${pointer} keeps ${JSON.stringify(text)}`),
  ]);
}
