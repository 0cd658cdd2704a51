import { AppError } from "#core/base/app-error.ts";
import type { ModelTurn } from "#core/models/collect-turn.ts";
import type { ChatMessage } from "#core/models/provider.ts";

export type Answering = {
  /** What the turn answers. */
  readonly messages: readonly ChatMessage[];
  /** Output tokens that the agent's model may take; undefined where the agent does not say. */
  readonly limit: number | undefined;
};

/**
 * Throws for a turn that is no answer, by the reason that it ended: output-limit, content-filtered, answer-declined,
 * answer-empty. A text that was cut is an answer, and a wrong one if what was asked for lay behind the cut; half a tool call
 * is none [M34].
 */
export function requireAnswer(turn: ModelTurn, answering: Answering): void {
  const { text, toolCalls, reason } = turn;
  const isEmpty = text.trim() === "" && toolCalls.length === 0;
  if (reason === "length") {
    const last = toolCalls.at(-1);
    if (isEmpty) throw limitError(answering, "before any text");
    if (last !== undefined && !isJson(last.argumentsText))
      throw limitError(answering, "in the middle of a tool call");
  }
  // What the filter let through before is not what the model would have answered.
  if (reason === "content-filter") throw filteredError(isEmpty);
  if (!isEmpty) return;
  if (reason === "refusal")
    throw new AppError("answer-declined", "The model declined to answer and gave no words.");
  if (isSilent(turn, answering)) throw emptyError(turn);
}

/** An agent that has acted may end without a word; one that only thought, or said that it would call, has not ended. */
function isSilent({ reason, thought }: ModelTurn, { messages }: Answering): boolean {
  if (reason !== "stop") return true;
  return thought !== undefined && messages.every(({ role }) => role !== "tool");
}

function limitError({ limit }: Answering, where: string): AppError {
  const most = limit === undefined ? "its limit of output tokens" : `the limit of ${limit} output tokens`;
  return new AppError("output-limit", `The answer ended at ${most} ${where}.`);
}

function filteredError(isEmpty: boolean): AppError {
  const where = isEmpty ? "before any text" : "midway";
  return new AppError("content-filtered", `The endpoint's content filter ended the answer ${where}.`);
}

function emptyError({ thought, reason }: ModelTurn): AppError {
  const what =
    reason === "tool-calls"
      ? "The model said that it calls a tool, and called none."
      : thought === undefined
        ? "The answer was empty, and nothing says why."
        : "The model thought and gave no answer.";
  return new AppError("answer-empty", what);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
