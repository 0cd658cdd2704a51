import { AppError } from "#core/base/app-error.ts";
import { jsonEquals, type Json } from "#core/base/json.ts";
import type { CodeToolContent, ToolContent } from "#core/domain/content/tool.ts";
import type { Sandbox, SandboxRun } from "#core/sandbox/sandbox.ts";
import { BUILTINS } from "./builtins.ts";
import { runCode, toCallFailure } from "./run-code.ts";
import { findSchemaProblem, validateJson } from "./validate-json.ts";

export type BuildDeps = {
  readonly sandbox: Sandbox;
  /** What this program can do for code tools. */
  readonly host: SandboxRun["host"];
  /** For all of it together. Taking longer is a fault of the tool. */
  readonly timeoutMs: number;
  /** The caller's: aborted, there is no answer. */
  readonly signal: AbortSignal;
};

type Example = CodeToolContent["examples"][number];

/** Examples come out the same every time, random numbers included. */
const EXAMPLE_SEED = 1;
const MAX_EXCERPT_CHARS = 200;

/**
 * What keeps a tool from being used, one sentence each; empty when it can be. Schemas are usable; a builtin exists
 * and is offered every argument it reads; code loads, is granted nothing that does not exist, and reproduces each of
 * its examples. Asked at registration and before any score of a candidate counts. Throws cancelled.
 */
export async function buildTool(content: ToolContent, deps: BuildDeps): Promise<readonly string[]> {
  const schemaProblems = findSchemaProblems(content);
  if (schemaProblems.length > 0) return schemaProblems;
  return content.type === "code" ? findCodeProblems(content, deps) : findBuiltinProblems(content);
}

function findSchemaProblems({ inputSchema, outputSchema }: ToolContent): readonly string[] {
  const schemas = { input: inputSchema as Json, output: outputSchema as Json | undefined };
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const problem = schema === undefined ? null : findSchemaProblem(schema);
    return problem === null ? [] : [`its ${name} schema cannot be used: ${problem}`];
  });
}

function findBuiltinProblems(content: Extract<ToolContent, { type: "builtin" }>): readonly string[] {
  const builtin = BUILTINS.get(content.implementation);
  if (builtin === undefined) {
    return [
      `there is no builtin ${excerpt(content.implementation)}; there are ${[...BUILTINS.keys()].join(", ")}`,
    ];
  }
  return Object.keys(builtin.inputSchema.properties)
    .filter((name) => !Object.hasOwn(content.inputSchema.properties, name))
    .map(
      (name) => `${content.implementation} reads the argument ${name}, which its input schema does not offer`,
    );
}

async function findCodeProblems(content: CodeToolContent, deps: BuildDeps): Promise<readonly string[]> {
  const unknown = content.capabilities.filter((name) => !Object.hasOwn(deps.host, name));
  if (unknown.length > 0) return unknown.map((name) => `there is no capability ${excerpt(name)}`);
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
  return `${excerpt(JSON.stringify(example.input))} gives ${excerpt(JSON.stringify(result.value))}, not ${excerpt(JSON.stringify(example.output))}`;
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

function excerpt(text: string): string {
  return text.length > MAX_EXCERPT_CHARS ? `${text.slice(0, MAX_EXCERPT_CHARS - 1)}…` : text;
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, "");
}
