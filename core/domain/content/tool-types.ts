import type { ResourceKey } from "#core/domain/resource.ts";
import type { Leaf } from "./leaf.ts";
import type { ToolContent, ToolOfType } from "./tool.ts";

/** What sets a type of tool apart as a resource. How it is built and called is told in core/tools/types. */
interface ToolFacts<C extends ToolContent = ToolContent> {
  /** What it offers to evolution beside its description. */
  readonly leaves: readonly Leaf[];
  /** What it may reach because its record says so. */
  granted(content: C): readonly string[];
  /** The resources that its record names. */
  dependencies(content: C): readonly ResourceKey[];
}

const TOOL_TYPES: { readonly [T in ToolContent["type"]]: ToolFacts<ToolOfType<T>> } = {
  builtin: { leaves: [], granted: () => [], dependencies: () => [] },
  code: {
    leaves: [{ pointer: "/code", type: "code" }],
    granted: ({ capabilities }) => capabilities,
    dependencies: () => [],
  },
};

/** What tools of this content's type are. Invariant: it is asked about this content alone, whose type it is. */
export function toolFactsOf({ type }: ToolContent): ToolFacts {
  return TOOL_TYPES[type];
}
