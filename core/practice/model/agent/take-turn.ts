import { isJsonObject } from "#core/base/json.ts";
import type { JsonObject } from "#core/base/json.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import type { ChatRequest, ToolDefinition } from "#core/models/provider.ts";
import { readFacts } from "#core/practice/model/reading/read-facts.ts";
import { readMessage } from "#core/practice/model/reading/read-message.ts";
import type { Reading } from "#core/practice/model/reading/reading.ts";
import { textReply } from "#core/practice/model/reply.ts";
import type { Reply } from "#core/practice/model/reply.ts";
import { finishOrder } from "#core/practice/model/writing/finish-order.ts";
import { planOrder } from "#core/practice/model/writing/plan-order.ts";
import { formBeliefs } from "./form-beliefs.ts";
import type { Mood, ReadPrompt } from "./form-beliefs.ts";
import { splitConversation } from "./split-conversation.ts";

const NO_ORDER = "I can only take orders, and I find none in this message.";

/**
 * One turn of the working agent: it reads the message and either asks the calculator for the total, where it was
 * told to and there is one, or hands in the order. `read` is readPrompt, or a cache of it.
 */
export function takeTurn(request: ChatRequest, read: (prompt: string) => ReadPrompt): Reply {
  const { prompt, message, results } = splitConversation(request.messages);
  const known = read(prompt);
  const mood = moodOf(request, message, results[0]?.callId);
  const beliefs = formBeliefs(known, mood);
  const slips = keyedRandom("slips", mood.seed, message);
  const reading = readMessage(message, slips, { isChecked: beliefs.checksAnswer });
  if (isNoOrder(reading)) return handIn(request, NO_ORDER);
  const plan = planOrder(reading, beliefs.choices, readFacts(known.facts));
  const calculator = findTool(request.tools, "calculator");
  if (beliefs.usesCalculator && calculator !== null && plan.expression !== null && results.length === 0) {
    const { expression } = plan;
    const call = { callId: callIdOf(mood.seed, 1), toolName: calculator.name, arguments: { expression } };
    return { text: "", toolCalls: [call] };
  }
  const value = results.map(({ content }) => readNumber(content)).find((number) => number !== null) ?? null;
  const mental = keyedRandom("mental", mood.seed, message);
  return handIn(
    request,
    finishOrder(plan, value === null ? { mental, isChecked: beliefs.checksAnswer } : { value }),
  );
}

function handIn(request: ChatRequest, output: JsonObject | string): Reply {
  const done = findTool(request.tools, "done");
  if (done === null) return textReply(typeof output === "string" ? output : JSON.stringify(output));
  const callId = callIdOf(request.sampling.seed ?? 0, 2);
  return { text: "", toolCalls: [{ callId, toolName: done.name, arguments: { output } }] };
}

function findTool(tools: readonly ToolDefinition[] | undefined, name: string): ToolDefinition | null {
  return tools?.find((tool) => tool.name === name) ?? null;
}

function isNoOrder({ lines, received, customer }: Reading): boolean {
  return lines.length === 0 && received === null && customer === null;
}

/**
 * The loop hands every step its own seed, but one run must read its message one way: the call made in the first
 * step carries that step's seed to the second in its id.
 */
function moodOf({ sampling }: ChatRequest, message: string, firstCall: string | undefined): Mood {
  const carried = /^call-([0-9a-z]+)-\d+$/.exec(firstCall ?? "")?.[1];
  const seed = carried === undefined ? (sampling.seed ?? 0) : Number.parseInt(carried, 36);
  return { seed, message, temperature: (sampling.temperature ?? 0) * (sampling.topP ?? 1) };
}

function callIdOf(seed: number, count: number): string {
  return `call-${seed.toString(36)}-${count}`;
}

/** The number in a tool's answer: {"value": 12.5}, "12.5" or 12.5. Null for an error or anything else. */
function readNumber(content: string): number | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    return null;
  }
  const values: unknown[] = isJsonObject(parsed) ? Object.values(parsed) : [parsed];
  const [value] = values;
  const number = typeof value === "string" ? Number(value) : value;
  return values.length === 1 && typeof number === "number" && Number.isFinite(number) ? number : null;
}
