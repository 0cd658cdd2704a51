import { runInNewContext } from "node:vm";
import type { Json, JsonObject } from "#core/base/json.ts";
import type {
  ChatMessage,
  ChatRequest,
  ModelPart,
  ModelProvider,
  ToolDefinition,
} from "#core/models/provider.ts";
import { createSimulatedProvider } from "#core/practice/model/provider.ts";
import type { SimulatedOptions } from "#core/practice/model/provider.ts";

/** A provider that never waits. */
export function openProvider(options: Partial<SimulatedOptions> = {}): ModelProvider {
  return createSimulatedProvider({ sleep: async () => {}, ...options });
}

export async function collect(
  provider: ModelProvider,
  request: ChatRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly ModelPart[]> {
  const parts: ModelPart[] = [];
  for await (const part of provider.stream(request, signal)) parts.push(part);
  return parts;
}

export function textOf(parts: readonly ModelPart[]): string {
  return parts.map((part) => (part.type === "text-delta" ? part.text : "")).join("");
}

export const CALCULATOR: ToolDefinition = {
  name: "calculator",
  description: "Evaluates an arithmetic expression.",
  parameters: { type: "object", properties: { expression: { type: "string" } }, required: ["expression"] },
};

export const DONE: ToolDefinition = {
  name: "done",
  description: "Hands in the final output.",
  parameters: { type: "object", properties: { output: {} }, required: ["output"] },
};

export type Step = { readonly tool: string; readonly arguments: string; readonly result: string };
export type Finished = { readonly output: Json; readonly steps: readonly Step[] };

export type RunOptions = {
  readonly system: string;
  readonly user: string;
  readonly seed?: number;
  readonly temperature?: number;
  /** Code of the calculator; without it only `done` is offered. */
  readonly code?: string;
};

/** The tool-calling loop in its smallest form, with a seed of its own for each step as the real one has. */
export async function runToEnd(provider: ModelProvider, options: RunOptions): Promise<Finished> {
  const { system, user, seed = 1, temperature = 0, code } = options;
  const tools = code === undefined ? [DONE] : [CALCULATOR, DONE];
  const messages: ChatMessage[] = [
    { role: "system", content: system },
    { role: "user", content: user },
  ];
  const steps: Step[] = [];
  for (let step = 1; step <= 5; step += 1) {
    const request = { model: "desk-1", messages, tools, sampling: { temperature, seed: seed * 1000 + step } };
    const parts = await collect(provider, request);
    const calls = parts.filter((part) => part.type === "tool-call");
    if (calls.length === 0) return { output: textOf(parts), steps };
    messages.push({ role: "assistant", content: textOf(parts), toolCalls: calls });
    for (const { callId, toolName, argumentsText } of calls) {
      const args = JSON.parse(argumentsText) as JsonObject;
      if (toolName === "done") return { output: args["output"] ?? null, steps };
      const result = calculate(code ?? "", args);
      steps.push({ tool: toolName, arguments: argumentsText, result });
      messages.push({ role: "tool", callId, content: result });
    }
  }
  throw new Error("the agent did not come to an end");
}

const compiled = new Map<string, (input: JsonObject) => Json>();

export function calculate(code: string, args: JsonObject): string {
  try {
    const run = compiled.get(code) ?? (runInNewContext(`${code};run`) as (input: JsonObject) => Json);
    compiled.set(code, run);
    return JSON.stringify(run(args));
  } catch (error) {
    // An error of another realm is no instance of ours.
    return `Error: ${(error as Error).message}`;
  }
}

/** Structured questions as the operators ask them. */
export async function askOperator(
  provider: ModelProvider,
  name: string,
  {
    user,
    seed = 1,
    temperature = 0.5,
    schema = {},
  }: { user: string; seed?: number; temperature?: number; schema?: Json },
): Promise<JsonObject> {
  const messages: ChatMessage[] = [
    { role: "system", content: "You help an agent to get better." },
    { role: "user", content: user },
  ];
  const sampling = { temperature, seed };
  return JSON.parse(
    textOf(await collect(provider, { model: "desk-1", messages, sampling, output: { name, schema } })),
  ) as JsonObject;
}
