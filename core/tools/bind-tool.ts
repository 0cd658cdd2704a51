import { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { Callable, CallFailure, RunDesk } from "#core/resources/callable.ts";
import type { Sandbox, SandboxRun } from "#core/sandbox/sandbox.ts";
import { BUILTINS } from "./builtins.ts";
import { runCode } from "./run-code.ts";
import { validateJson } from "./validate-json.ts";

export type PinnedTool = {
  readonly key: ResourceKey;
  readonly version: string;
  readonly content: ToolContent;
};

export type ToolDeps = {
  readonly sandbox: Sandbox;
  readonly desk: RunDesk;
  /** The rollout's seed: a code tool's random numbers follow from it, the tool and the arguments. */
  readonly seed: number;
  /** What this program can do for code tools; each reaches only what its record grants. */
  readonly host: SandboxRun["host"];
};

/** One call's way through a tool, whatever its type. Arguments are valid; the result is not checked yet. */
type Perform = (input: Json, signal: AbortSignal) => Promise<Result<Json, CallFailure>>;

/**
 * A tool of one run, ready to be called. Arguments are held against the input schema before anything else happens,
 * results against the output schema (without one they must still be sound JSON). Throws unsupported for a builtin this program does not have;
 * calls throw only cancelled, and what is a defect.
 */
export function bindTool(tool: PinnedTool, deps: ToolDeps): Callable {
  const { key, version, content } = tool;
  const inputSchema = content.inputSchema as Json;
  const outputSchema = (content.outputSchema as Json | undefined) ?? true;
  const perform = bindPerform(tool, deps);
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

function bindPerform({ key, content }: PinnedTool, deps: ToolDeps): Perform {
  if (content.type === "code") {
    return async (input, signal) => {
      // Keyed by what is asked, not by the how-manieth call it is: parallel calls may come in any order.
      const seed = keyedSeed(deps.seed, key, hashJson(input));
      return runCode(deps.sandbox, content, { input, host: deps.host, seed, signal });
    };
  }
  const builtin = BUILTINS.get(content.implementation);
  if (builtin === undefined) {
    throw new AppError(
      "unsupported",
      `${key} names the builtin "${content.implementation}", which does not exist.`,
      {
        hint: `Builtins are ${[...BUILTINS.keys()].join(", ")}.`,
      },
    );
  }
  return (input) => Promise.resolve(builtin.call(input, deps.desk));
}

function checkOutput(schema: Json, output: Json): Result<Json, CallFailure> {
  const fits = validateJson(schema, output);
  if (fits.ok) return ok(output);
  return err({
    code: "tool-failed",
    message: `The tool's result does not have the form it promises: ${fits.error}.`,
  });
}
