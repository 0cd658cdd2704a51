import type { Span } from "@opentelemetry/api";
import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { ChatMessage, ToolCall } from "#core/models/provider.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import { failSpan, type TraceRecorder } from "#core/recording/tracing.ts";
import { validateJson } from "#core/tools/validate-json.ts";
import type { CallFailure } from "#core/resources/callable.ts";
import { callPath, type CallPlace, type RolloutCallable } from "./effects.ts";

export type ToolLine = {
  readonly callables: ReadonlyMap<string, RolloutCallable>;
  readonly recorder: TraceRecorder;
  readonly parent: Span;
  readonly signal: AbortSignal;
  /** Where the next calls stand. */
  readonly places: CallPlaces;
};

/** Numbers the calls of a run, step by step. */
export type CallPlaces = { readonly take: (count: number) => readonly Pick<CallPlace, "step" | "index">[] };

/** However often a loop has calls made within one step, no two of them stand at one place. */
export function createCallPlaces(stepNow: () => number): CallPlaces {
  let step = -1;
  let taken = 0;
  return {
    take: (count) => {
      if (step !== stepNow()) taken = 0;
      step = stepNow();
      const first = taken;
      taken += count;
      return Array.from({ length: count }, (_, at) => ({ step, index: first + at }));
    },
  };
}

/**
 * Makes the calls of one turn, in parallel, and returns the messages that answer them, in the turn's order. A call
 * that cannot be made (no such tool, arguments that are no JSON) is answered with what is wrong: the model may mend it.
 */
export async function callTools(line: ToolLine, calls: readonly ToolCall[]): Promise<ChatMessage[]> {
  const places = line.places.take(calls.length);
  return Promise.all(
    calls.map(async (call, at) => {
      const place = assertDefined(places[at], `a place for call ${at}`);
      return answerCall(line, { ...call, place: { ...place, signal: line.signal } });
    }),
  );
}

type PlacedCall = ToolCall & { readonly place: CallPlace };

async function answerCall(line: ToolLine, call: PlacedCall): Promise<ChatMessage> {
  const callable = line.callables.get(call.toolName);
  const span = line.recorder.start({
    name: `execute_tool ${call.toolName}`,
    kind: "internal",
    attributes: {
      [GEN_AI.operation]: "execute_tool",
      [GEN_AI.toolName]: call.toolName,
      [GEN_AI.toolCallId]: call.callId,
      [GEN_AI.toolType]: "function",
      [GEN_AI.toolArguments]: call.argumentsText,
      ...(callable === undefined ? {} : resourceAttributes(callable)),
    },
    parent: line.parent,
  });
  try {
    const result = await execute(line, { ...call, span }, callable);
    const content = result.ok ? toText(result.value) : `Error: ${result.error.message}`;
    span.setAttribute(GEN_AI.toolResult, content);
    if (result.ok && isMistakable(result.value)) span.setAttribute(AUTOGENESIS.resultIsText, true);
    if (!result.ok) failSpan(span, result.error);
    return { role: "tool", callId: call.callId, content };
  } finally {
    span.end();
  }
}

/** A text that reads as JSON is told from the JSON that it reads as. */
function isMistakable(value: Json): boolean {
  return typeof value === "string" && /^\s*[[{"\-\dtfn]/.test(value) && readJson(value) !== undefined;
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

async function execute(
  line: ToolLine,
  call: PlacedCall & { readonly span: Span },
  callable: RolloutCallable | undefined,
): Promise<Result<Json, CallFailure>> {
  if (callable === undefined) {
    const known = [...line.callables.keys()].join(", ");
    return err({
      code: "tool-arguments",
      message: `There is no tool ${call.toolName}. There are: ${known}.`,
    });
  }
  const input = parseArguments(call.argumentsText);
  if (!input.ok) return input;
  const fit = validateJson(callable.inputSchema, input.value);
  if (!fit.ok) return err({ code: "tool-arguments", message: fit.error });
  // What has no place was answered here, and would be again.
  call.span.setAttribute(AUTOGENESIS.callPath, callPath(call.place));
  const result = await callable.call(input.value, call.place);
  if (line.signal.aborted) throw new AppError("cancelled", "The run was cancelled.");
  return result;
}

function parseArguments(text: string): Result<Json, CallFailure> {
  const input = text.trim() === "" ? {} : readJson(text);
  if (input !== undefined) return ok(input);
  return err({
    code: "model-malformed",
    message: "The arguments are not valid JSON. Write one JSON object.",
  });
}

function resourceAttributes({ resource, version, effect }: RolloutCallable): Record<string, string> {
  return {
    [AUTOGENESIS.resource]: resource,
    [AUTOGENESIS.resourceVersion]: version,
    [AUTOGENESIS.effect]: effect,
  };
}

function toText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
