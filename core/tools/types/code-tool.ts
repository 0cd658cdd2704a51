import { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import { jsonEquals, type Json } from "#core/base/json.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import type { CodeToolContent } from "#core/domain/content/tool.ts";
import { toExcerpt } from "#core/tools/excerpt.ts";
import { runCode, toCallFailure } from "#core/tools/run-code.ts";
import { validateJson } from "#core/tools/validate-json.ts";
import type { BuildDeps, ToolType } from "./tool-type.ts";

type Example = CodeToolContent["examples"][number];

/** Examples come out the same every time, random numbers included. */
const EXAMPLE_SEED = 1;

/** Source that runs in the sandbox: it loads, is granted nothing that does not exist, and reproduces its examples. */
export const CODE_TOOL: ToolType<CodeToolContent> = {
  findProblems,
  bind:
    ({ key, content }, { sandbox, host, seed: runSeed }) =>
    async (input, signal) => {
      // Keyed by what is asked, not by the how-manieth call it is: parallel calls may come in any order.
      const seed = keyedSeed(runSeed, key, hashJson(input));
      return runCode(sandbox, content, { input, host, seed, signal });
    },
  implementationOf: () => null,
};

async function findProblems(content: CodeToolContent, deps: BuildDeps): Promise<readonly string[]> {
  const unknown = content.capabilities.filter((name) => !Object.hasOwn(deps.host, name));
  if (unknown.length > 0) return unknown.map((name) => `there is no capability ${toExcerpt(name)}`);
  const late = AbortSignal.timeout(deps.timeoutMs);
  try {
    return await tryOut(content, { ...deps, signal: AbortSignal.any([deps.signal, late]) });
  } catch (error) {
    const isLate = error instanceof AppError && error.code === "cancelled" && !deps.signal.aborted;
    if (!isLate) throw error;
    return [`to load it and to try its examples takes longer than ${deps.timeoutMs / 1000} seconds`];
  }
}

async function tryOut(content: CodeToolContent, deps: BuildDeps): Promise<readonly string[]> {
  const compiled = await deps.sandbox.compile(content, deps.signal);
  if (!compiled.ok) return [withoutStop(toCallFailure(compiled.error).message)];
  const problems: string[] = [];
  for (const [at, example] of content.examples.entries()) {
    const problem = await findExampleProblem(content, example, deps);
    if (problem !== null) problems.push(`example ${at + 1}: ${problem}`);
  }
  return problems;
}

/** Trying out must change nothing: where calls may have effects, examples run without capabilities. */
async function findExampleProblem(
  content: CodeToolContent,
  example: Example,
  deps: BuildDeps,
): Promise<string | null> {
  const misfit = findMisfit(content, example);
  if (misfit !== null) return misfit;
  const host = content.effect === "pure" || content.effect === "read" ? deps.host : {};
  const call = { input: example.input, host, seed: EXAMPLE_SEED, signal: deps.signal };
  const result = await runCode(deps.sandbox, content, call);
  if (!result.ok) return withoutStop(result.error.message);
  if (jsonEquals(result.value, example.output)) return null;
  return `${toExcerpt(JSON.stringify(example.input))} gives ${toExcerpt(JSON.stringify(result.value))}, not ${toExcerpt(JSON.stringify(example.output))}`;
}

function findMisfit(
  { inputSchema, outputSchema }: CodeToolContent,
  { input, output }: Example,
): string | null {
  const inputFits = validateJson(inputSchema as Json, input);
  if (!inputFits.ok) return `its input does not fit the schema: ${inputFits.error}`;
  const outputFits = validateJson((outputSchema as Json | undefined) ?? true, output);
  return outputFits.ok ? null : `its output does not fit the schema: ${outputFits.error}`;
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, "");
}
