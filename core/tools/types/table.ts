import type { ToolContent, ToolOfType } from "#core/domain/content/tool.ts";
import { BUILTIN_TOOL } from "./builtin-tool.ts";
import { CODE_TOOL } from "./code-tool.ts";
import type { ToolType } from "./tool-type.ts";

/** Every type of tool that a record may name. */
const TOOL_TYPES: { readonly [T in ToolContent["type"]]: ToolType<ToolOfType<T>> } = {
  builtin: BUILTIN_TOOL,
  code: CODE_TOOL,
};

/** How tools of this content's type work. Invariant: it is asked about this content alone, whose type it is. */
export function toolTypeOf({ type }: ToolContent): ToolType {
  return TOOL_TYPES[type];
}
