import { AppError } from "#core/base/app-error.ts";
import { ERROR_CODES, type ErrorCode } from "#core/base/error-codes.ts";
import { answerCall, chargeLost, mostOutput } from "./answer-call.ts";
import type { AnsweredBy, LineRoute, ModelAnswer, ModelCall, ModelEnd, ModelLine } from "./model-line.ts";
import type { ChatRequest } from "./provider.ts";
import { toWholeText } from "./request-size.ts";

/** Calls that pass by a model which gave no answer, before it is asked first again. */
const CALLS_PASSED_BY = 20;

/** Of each end that gave no answer: how many calls still pass it by. An end that failed again has a rest of its own again. */
const resting = new WeakMap<ModelEnd, { left: number }>();

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
  const { route } = line;
  const turns = route.ends.map((end, at) => ({ end, path: at === 0 ? call.path : `${call.path}~${at}` }));
  // Whichever is asked now: what was in flight at a death is on the bill, under whose path it may be.
  for (const { path } of turns) chargeLost(line, path);
  for (const { end, path } of inTurn(line.tape, { order: route.order, turns }, asked)) {
    const model = nameOf(end);
    const rest = resting.get(end);
    try {
      const request = { ...asked, model: end.model };
      const answer = await answerCall({ ...line, ...end }, request, { ...call, path });
      // One that began before the end failed says nothing of how it is now.
      if (resting.get(end) === rest) resting.delete(end);
      return { ...answer, by: { model, passedOver } };
    } catch (error) {
      if (!(error instanceof AppError) || !givesNoAnswer(error.code)) throw error;
      resting.set(end, { left: CALLS_PASSED_BY });
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
function inTurn(
  tape: ModelLine["tape"],
  { order, turns }: { readonly order: LineRoute["order"]; readonly turns: readonly Turn[] },
  asked: ChatRequest,
): readonly Turn[] {
  const ordered = inOrder(order, turns, asked);
  const isKept = (turn: Turn): boolean => (tape.find(turn.path)?.response ?? null) !== null;
  const rank = (turn: Turn): number => (isKept(turn) ? 0 : isPassedBy(turn.end) ? 2 : 1);
  return ordered
    .map((turn) => ({ turn, rank: rank(turn) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ turn }) => turn);
}

function isPassedBy(end: ModelEnd): boolean {
  const rest = resting.get(end);
  if (rest === undefined || rest.left === 0) return false;
  rest.left -= 1;
  return true;
}

type Priced = { readonly end: Pick<ModelEnd, "provider" | "priceUsd"> };

/** As they are listed, or for this call the cheapest first; those without a price come last. */
export function inOrder<T extends Priced>(
  order: LineRoute["order"],
  turns: readonly T[],
  asked: ChatRequest,
): readonly T[] {
  if (order === "listed") return turns;
  const text = toWholeText(asked);
  const outputTokens = mostOutput(asked);
  const worstUsd = ({ end }: T): number => {
    const inputTokens = end.provider.countTokens(text);
    return end.priceUsd({ inputTokens, outputTokens, cachedInputTokens: 0 }) ?? Infinity;
  };
  return turns
    .map((turn) => ({ turn, usd: worstUsd(turn) }))
    .toSorted((a, b) => (a.usd === b.usd ? 0 : a.usd - b.usd))
    .map(({ turn }) => turn);
}

/** Whether the endpoint failed, and not what was asked of it. */
export function givesNoAnswer(code: ErrorCode): boolean {
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
