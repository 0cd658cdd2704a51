import { z } from "zod";
import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { CallFailure } from "#core/resources/callable.ts";
import type { FileTree } from "./file-tree.ts";

export interface FileAction {
  /** The arguments it needs; an action's schema must offer them as required. */
  readonly inputs: readonly string[];
  /** True when it changes files, so that its declared effect must admit it. */
  readonly isWriting: boolean;
  run(files: FileTree, input: Json): Result<Json, CallFailure>;
}

const listInput = z.object({});
const readInput = z.object({ path: z.string() });
const writeInput = z.object({ path: z.string(), text: z.string() });

/** What an action of a filesystem environment may be called. A map, so that "constructor" names nothing. */
export const FILE_ACTIONS: ReadonlyMap<string, FileAction> = new Map<string, FileAction>([
  ["list_files", action(listInput, false, (files) => ok({ files: files.list() }))],
  ["read_file", action(readInput, false, (files, { path }) => files.read(path))],
  ["write_file", action(writeInput, true, (files, { path, text }) => files.write(path, text))],
]);

function action<S extends z.ZodObject>(
  schema: S,
  isWriting: boolean,
  perform: (files: FileTree, input: z.infer<S>) => Result<Json, CallFailure>,
): FileAction {
  const inputs = Object.keys(schema.shape);
  return {
    inputs,
    isWriting,
    run: (files, input) => {
      const parsed = schema.safeParse(input);
      if (parsed.success) return perform(files, parsed.data);
      const message = inputs.length === 0 ? "Give one JSON object." : `Give ${inputs.join(" and ")} as text.`;
      return err({ code: "tool-arguments", message });
    },
  };
}
