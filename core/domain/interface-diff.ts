import { assertNever } from "#core/base/assert.ts";
import { isJsonObject, jsonEquals, type Json, type JsonObject } from "#core/base/json.ts";
import type { ResourceContent } from "./content/content.ts";
import { toolFactsOf } from "./content/tool-types.ts";

/**
 * What dependents may rely on: named inputs per action, and what comes back. A version's label follows from how
 * this changed, and a change is refused when a dependent no longer fits. What stands here is what a label
 * is computed from [V4].
 */
export type Interface = {
  readonly actions: ReadonlyMap<string, ActionInterface>;
  /** Anything else whose every change breaks somebody: effect class, granted capabilities, strategy. */
  readonly fixed: Json;
};

export type ActionInterface = {
  readonly inputs: ReadonlyMap<string, { readonly schema: Json; readonly isRequired: boolean }>;
  readonly output: Json;
};

export type InterfaceChange = {
  readonly kind: "broken" | "added";
  /** One sentence for people. */
  readonly text: string;
};

export function interfaceOf(resource: ResourceContent): Interface {
  switch (resource.kind) {
    case "prompt":
      return single(actionOf(resource.content.inputSchema as JsonObject, null), null);
    case "agent":
      return single(inputsOf(resource.content.inputs), { loop: resource.content.loop });
    case "tool": {
      const { inputSchema, outputSchema, effect } = resource.content;
      const capabilities = toolFactsOf(resource.content).granted(resource.content).toSorted();
      return single(actionOf(inputSchema as JsonObject, (outputSchema ?? null) as Json), {
        effect,
        capabilities,
      });
    }
    case "environment":
      return {
        actions: new Map(
          resource.content.actions.map((action) => [
            action.name,
            actionOf(action.inputSchema as JsonObject, { effect: action.effect }),
          ]),
        ),
        fixed: { type: resource.content.type },
      };
    case "memory":
      return single(actionOf({}, null), { strategy: resource.content.strategy });
    default:
      return assertNever(resource);
  }
}

/** How the interface changed, broken things first; empty when dependents cannot tell the two apart. */
export function diffInterface(before: Interface, after: Interface): readonly InterfaceChange[] {
  const changes: InterfaceChange[] = [];
  if (!jsonEquals(before.fixed, after.fixed)) {
    changes.push({ kind: "broken", text: "what it is allowed or promises to do changed" });
  }
  for (const [name, action] of before.actions) {
    const next = after.actions.get(name);
    if (next === undefined) changes.push({ kind: "broken", text: `action ${name} was removed` });
    else changes.push(...diffAction(name, action, next));
  }
  for (const name of after.actions.keys()) {
    if (!before.actions.has(name)) changes.push({ kind: "added", text: `action ${name} was added` });
  }
  return changes.toSorted((a, b) => Number(a.kind === "added") - Number(b.kind === "added"));
}

function diffAction(name: string, before: ActionInterface, after: ActionInterface): InterfaceChange[] {
  const changes: InterfaceChange[] = [];
  const broken = (text: string): void => void changes.push({ kind: "broken", text: `${name}: ${text}` });
  if (!jsonEquals(before.output, after.output)) broken("its result or effect changed");
  for (const [input, old] of before.inputs) {
    const next = after.inputs.get(input);
    if (next === undefined) broken(`input ${input} was removed`);
    else if (next.isRequired && !old.isRequired) broken(`input ${input} became required`);
    else if (!jsonEquals(withoutNotes(old.schema), withoutNotes(next.schema)))
      broken(`input ${input} takes other values`);
    else if (old.isRequired && !next.isRequired) {
      changes.push({ kind: "added", text: `${name}: input ${input} became optional` });
    }
  }
  for (const [input, next] of after.inputs) {
    if (before.inputs.has(input)) continue;
    if (next.isRequired) broken(`required input ${input} was added`);
    else changes.push({ kind: "added", text: `${name}: optional input ${input} was added` });
  }
  return changes;
}

/** An input's schema without what only people read. */
function withoutNotes(schema: Json): Json {
  if (!isJsonObject(schema)) return schema;
  const {
    title: _title,
    description: _description,
    examples: _examples,
    $comment: _comment,
    ...rest
  } = schema;
  return rest;
}

function single(action: ActionInterface, fixed: Json): Interface {
  return { actions: new Map([["run", action]]), fixed };
}

/** Inputs that are known by name alone: a task brings every one of them, as whatever it is. */
function inputsOf(names: readonly string[]): ActionInterface {
  return { inputs: new Map(names.map((name) => [name, { schema: {}, isRequired: true }])), output: null };
}

function actionOf(schema: JsonObject, output: Json): ActionInterface {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? (schema["required"] as readonly Json[]) : [];
  return {
    inputs: new Map(
      Object.entries(properties).map(([name, property]) => [
        name,
        { schema: property, isRequired: required.includes(name) },
      ]),
    ),
    output,
  };
}
