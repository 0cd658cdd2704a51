import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { splitResourceKey } from "#core/domain/resource.ts";
import type { Callable, CallFailure } from "#core/resources/callable.ts";
import { toolTypeOf } from "./types/table.ts";
import type { PinnedTool, ToolDeps } from "./types/tool-type.ts";
import { validateJson } from "./validate-json.ts";

/**
 * A tool of one run, ready to be called. Arguments are held against the input schema before anything else happens,
 * results against the output schema (without one they must still be sound JSON). Throws unsupported for a builtin this program does not have;
 * calls throw only cancelled, and what is a defect.
 */
export function bindTool(tool: PinnedTool, deps: ToolDeps): Callable {
  const { key, version, content } = tool;
  const inputSchema = content.inputSchema as Json;
  const outputSchema = (content.outputSchema as Json | undefined) ?? true;
  const perform = toolTypeOf(content).bind(tool, deps);
  return {
    name: splitResourceKey(key).name,
    description: content.description,
    inputSchema,
    effect: content.effect,
    timeoutMs: content.timeoutMs,
    resource: key,
    version,
    call: async (input, signal) => {
      if (signal.aborted) throw new AppError("cancelled", "The call was cancelled.");
      const fits = validateJson(inputSchema, input);
      if (!fits.ok)
        return err({ code: "tool-arguments", message: `The arguments do not fit: ${fits.error}.` });
      const result = await perform(input, signal);
      return result.ok ? checkOutput(outputSchema, result.value) : result;
    },
  };
}

function checkOutput(schema: Json, output: Json): Result<Json, CallFailure> {
  const fits = validateJson(schema, output);
  if (fits.ok) return ok(output);
  return err({
    code: "tool-failed",
    message: `The tool's result does not have the form it promises: ${fits.error}.`,
  });
}
