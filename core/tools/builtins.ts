import type { Builtin } from "./builtins/builtin.ts";
import { DONE } from "./builtins/done.ts";
import { TODO } from "./builtins/todo.ts";

/** What a tool of type `builtin` may name as its implementation. A map, so that "constructor" names nothing. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map([
  ["done", DONE],
  ["todo", TODO],
]);

/**
 * For closures: the constants of everything in this folder that shapes what a run sees. `tools` stands for what is
 * common to all tools: how arguments and results are checked, and how failures are told to the model.
 */
export const toolImplementations: Readonly<Record<string, string>> = {
  tools: "tools/1",
  ...Object.fromEntries(
    [...BUILTINS].map(([name, { implementation }]) => [`builtin:${name}`, implementation]),
  ),
};
