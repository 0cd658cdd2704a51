import { AppError } from "#core/base/app-error.ts";
import { ERROR_CODES, type ErrorCode } from "#core/base/error-codes.ts";
import { answerCall, mostOutput } from "./answer-call.ts";
import type { AnsweredBy, LineRoute, ModelAnswer, ModelCall, ModelEnd, ModelLine } from "./model-line.ts";
import type { ChatRequest } from "./provider.ts";
import { toWholeText } from "./request-size.ts";

/** Calls that pass by a model which gave no answer, before it is asked first again. */
const CALLS_PASSED_BY = 20;

/** Of each end that gave no answer: how many calls still pass it by. */
const resting = new WeakMap<ModelEnd, number>();

type Turn = { readonly end: ModelEnd; readonly path: string };

/**
 * Answers one call over a line by the first of its models that gives an answer [M25]. Which one did is part of the
 * answer. A refusal of the request itself is an answer of that model: another is not asked until one says something
 * nicer. Throws as `answerCall` does; where none of several answers, what the first failed by, naming all.
 */
export async function answerByRoute(
  line: ModelLine,
  asked: ChatRequest,
  call: ModelCall,
): Promise<ModelAnswer> {
  if (line.route === undefined) return answerCall(line, asked, call);
  const passedOver: AnsweredBy["passedOver"][number][] = [];
  const failures: AppError[] = [];
  for (const { end, path } of turnsOf(line.tape, line.route, { asked, path: call.path })) {
    const model = nameOf(end);
    try {
      const request = { ...asked, model: end.model };
      const answer = await answerCall({ ...line, ...end }, request, { ...call, path });
      resting.delete(end);
      return { ...answer, by: { model, passedOver } };
    } catch (error) {
      if (!(error instanceof AppError) || !givesNoAnswer(error.code)) throw error;
      resting.set(end, CALLS_PASSED_BY);
      passedOver.push({ model, code: error.code });
      failures.push(error);
    }
  }
  throw noneAnswered(passedOver, failures);
}

/**
 * One that answered this very call already comes first: nothing is paid twice. Those that gave no answer a moment ago come
 * last, as they would only cost time.
 */
function turnsOf(
  tape: ModelLine["tape"],
  { order, ends }: LineRoute,
  { asked, path }: { readonly asked: ChatRequest; readonly path: string },
): readonly Turn[] {
  const listed = ends.map((end, at) => ({ end, path: at === 0 ? path : `${path}~${at}` }));
  const ordered = order === "cheapest" ? cheapestFirst(listed, asked) : listed;
  const isKept = (turn: Turn): boolean => (tape.find(turn.path)?.response ?? null) !== null;
  const rank = (turn: Turn): number => (isKept(turn) ? 0 : isPassedBy(turn.end) ? 2 : 1);
  return ordered
    .map((turn) => ({ turn, rank: rank(turn) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ turn }) => turn);
}

function isPassedBy(end: ModelEnd): boolean {
  const left = resting.get(end) ?? 0;
  if (left > 0) resting.set(end, left - 1);
  return left > 0;
}

function cheapestFirst(turns: readonly Turn[], asked: ChatRequest): readonly Turn[] {
  const text = toWholeText(asked);
  const outputTokens = mostOutput(asked);
  const worstUsd = ({ end }: Turn): number => {
    const inputTokens = end.provider.countTokens(text);
    return end.priceUsd({ inputTokens, outputTokens, cachedInputTokens: 0 }) ?? Infinity;
  };
  return turns
    .map((turn) => ({ turn, usd: worstUsd(turn) }))
    .toSorted((a, b) => (a.usd === b.usd ? 0 : a.usd - b.usd))
    .map(({ turn }) => turn);
}

/** Whether the endpoint failed, and not what was asked of it. */
function givesNoAnswer(code: ErrorCode): boolean {
  return ERROR_CODES[code].blames === "model" || ENDPOINT_CODES.has(code);
}

/** Of the whole endpoint, so that they end more than a run where there is no other. */
const ENDPOINT_CODES: ReadonlySet<ErrorCode> = new Set([
  "model-unknown",
  "model-key-missing",
  "model-account-refused",
]);

function nameOf({ provider, model }: ModelEnd): string {
  return `${provider.id}/${model}`;
}

function noneAnswered(passedOver: AnsweredBy["passedOver"], failures: readonly AppError[]): AppError {
  const [first] = failures;
  const reasons = failures.map(({ message }, at) => `${passedOver[at]?.model ?? ""}: ${message}`);
  return new AppError(
    first?.code ?? "model-unavailable",
    `None of the models answered. ${reasons.join(" ")}`,
    {
      hint: first?.hint ?? "Try again later.",
      cause: first,
    },
  );
}
