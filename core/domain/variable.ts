import { assertNever } from "#core/base/assert.ts";
import { formatPointer, getAt, type Json, type JsonObject } from "#core/base/json.ts";
import type { ResourceContent } from "./content/content.ts";
import type { Leaf } from "./content/leaf.ts";
import type { MaskEntry } from "./content/mask.ts";
import { toolFactsOf } from "./content/tool-types.ts";

export type VariableType = Leaf["type"];

/** One evolvable leaf of a resource: where it is, what it holds, and what binds a change of it. */
export type Variable = {
  /** RFC 6901 pointer into the content. */
  readonly pointer: string;
  readonly type: VariableType;
  readonly value: Json;
  readonly learnable: boolean;
  readonly maxTokens: number | null;
  /** Texts that every later value must still contain, unchanged and as often. */
  readonly locked: readonly string[];
};

/** Every variable of a resource, in document order, with its mask applied. */
export function variablesOf(resource: ResourceContent): readonly Variable[] {
  const content = resource.content as JsonObject;
  const mask = new Map(resource.content.mask.map((entry) => [entry.pointer, entry]));
  return leavesOf(resource)
    .filter((leaf) => getAt(content, leaf.pointer) !== undefined)
    .map((leaf) => toVariable(leaf, getAt(content, leaf.pointer) as Json, mask.get(leaf.pointer)));
}

function toVariable(leaf: Leaf, value: Json, entry: MaskEntry | undefined): Variable {
  return {
    ...leaf,
    value,
    learnable: entry?.learnable ?? false,
    maxTokens: entry?.maxTokens ?? null,
    locked: entry?.locked ?? [],
  };
}

/** Every place of a resource that a mask may speak of: its variables, and those of its kind that it could have. */
export function placesOf(resource: ResourceContent): ReadonlySet<string> {
  return new Set(leavesOf(resource).map(({ pointer }) => pointer));
}

/** The leaves a kind offers. Whatever is not listed here can never be learnable [R3]. */
function leavesOf(resource: ResourceContent): readonly Leaf[] {
  const description: Leaf = { pointer: "/description", type: "text" };
  switch (resource.kind) {
    case "prompt":
      return [
        description,
        ...resource.content.messages.flatMap((message, at) =>
          message.sections.map((_section, section): Leaf => ({
            pointer: formatPointer(["messages", at, "sections", section, "text"]),
            type: "text",
          })),
        ),
      ];
    case "agent":
      return [
        description,
        { pointer: "/model/name", type: "enum" },
        { pointer: "/sampling/temperature", type: "number" },
        { pointer: "/sampling/topP", type: "number" },
        { pointer: "/tools", type: "json" },
        { pointer: "/limits/maxSteps", type: "number" },
      ];
    case "tool":
      return [description, ...toolFactsOf(resource.content).leaves];
    case "environment":
      return [description, { pointer: "/rules", type: "text" }];
    case "memory":
      return [description, { pointer: "/records", type: "json" }];
    default:
      return assertNever(resource);
  }
}
