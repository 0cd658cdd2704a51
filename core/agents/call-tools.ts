import type { Span } from "@opentelemetry/api";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { ChatMessage, ToolCall } from "#core/models/provider.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import { failSpan, type TraceRecorder } from "#core/recording/tracing.ts";
import { validateJson } from "#core/tools/validate-json.ts";
import type { Callable, CallFailure } from "#core/resources/callable.ts";

export type ToolLine = {
  readonly callables: ReadonlyMap<string, Callable>;
  readonly recorder: TraceRecorder;
  readonly parent: Span;
  readonly signal: AbortSignal;
};

/**
 * Makes the calls of one turn, in parallel, and returns the messages that answer them, in the turn's order. A call
 * that cannot be made (no such tool, arguments that are no JSON) is answered with what is wrong: the model may mend it.
 */
export async function callTools(line: ToolLine, calls: readonly ToolCall[]): Promise<ChatMessage[]> {
  return Promise.all(calls.map(async (call) => answerCall(line, call)));
}

async function answerCall(line: ToolLine, call: ToolCall): Promise<ChatMessage> {
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
    const result = await execute(line, call, callable);
    const content = result.ok ? toText(result.value) : `Error: ${result.error.message}`;
    span.setAttribute(GEN_AI.toolResult, content);
    if (!result.ok) failSpan(span, result.error);
    return { role: "tool", callId: call.callId, content };
  } finally {
    span.end();
  }
}

async function execute(
  line: ToolLine,
  call: ToolCall,
  callable: Callable | undefined,
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
  const result = await callable.call(input.value, line.signal);
  if (line.signal.aborted) throw new AppError("cancelled", "The run was cancelled.");
  return result;
}

function parseArguments(text: string): Result<Json, CallFailure> {
  try {
    return ok(text.trim() === "" ? {} : (JSON.parse(text) as Json));
  } catch {
    return err({
      code: "model-malformed",
      message: "The arguments are not valid JSON. Write one JSON object.",
    });
  }
}

function resourceAttributes({ resource, version, effect }: Callable): Record<string, string> {
  return {
    [AUTOGENESIS.resource]: resource,
    [AUTOGENESIS.resourceVersion]: version,
    [AUTOGENESIS.effect]: effect,
  };
}

function toText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
