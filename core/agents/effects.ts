import { toErrorReport } from "#core/base/app-error.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import type { Result } from "#core/base/result.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type {
  RunTape,
  TapedAnswer,
  TapedCall,
  TapedExchange,
  TapedLimit,
  TapedText,
} from "#core/domain/tape.ts";
import type { ModelAnswer, Wait } from "#core/models/model-line.ts";
import type { ChatRequest } from "#core/models/provider.ts";
import type { Callable, CallFailure } from "#core/resources/callable.ts";

/** Where in its run a call stands. */
export type CallPlace = {
  /** The model's answer that asked for it: 1 is the first. */
  readonly step: number;
  /** Its place among the calls of that step, from 0. */
  readonly index: number;
  readonly signal: AbortSignal;
};

/** A callable as a run has it: every call of it says where it stands. */
export type RolloutCallable = Omit<Callable, "call"> & {
  readonly call: (input: Json, place: CallPlace) => Promise<Result<Json, CallFailure>>;
};

export type TextSource = { readonly resource: ResourceKey; readonly version: string };

/** Stands between a run and the world. Whatever a rollout hands to its run has gone through here, once [R20]. */
export interface Effects {
  /** The callable whose calls are this run's. */
  readonly wrap: (callable: Callable) => RolloutCallable;
  /** What the run is told; asked in the same order for the same agent. */
  readonly tell: (source: TextSource, text: string) => string;
}

/** What is heard of one question while it is asked. */
export type AnswerHearing = {
  readonly onRetry: (attempt: number, wait?: Wait) => void;
  readonly onExchange: (exchange: TapedExchange) => void;
};

export type Question = { readonly step: number; readonly request: ChatRequest; readonly signal: AbortSignal };

/** Lets everything through and keeps what came of it. */
export type EffectRecorder = Effects & {
  /** Asks the model, once for each step. */
  readonly ask: (
    question: Question,
    ask: (hearing: AnswerHearing) => Promise<ModelAnswer>,
  ) => Promise<ModelAnswer>;
  /** The run's time was up within this step. */
  readonly end: (step: number) => void;
  readonly tape: () => RunTape;
};

export function recordEffects(nowUs: () => number): EffectRecorder {
  const texts: TapedText[] = [];
  const answers: TapedAnswer[] = [];
  const calls: { readonly place: CallPlace; readonly taped: TapedCall }[] = [];
  let told = 0;
  let limit: TapedLimit | null = null;
  return {
    ask: async ({ step, request, signal }, ask) => {
      const startUs = nowUs();
      const retries: string[] = [];
      const exchanges: TapedExchange[] = [];
      let outcome: TapedAnswer["outcome"] = null;
      try {
        const answer = await ask({
          onRetry: (_attempt, wait) => {
            if (wait !== undefined) retries.push(wait.why);
          },
          onExchange: (exchange) => void exchanges.push(exchange),
        });
        outcome = toOutcome(answer);
        return answer;
      } catch (error) {
        // What a run that is over was told is nobody's answer.
        if (!signal.aborted) outcome = { ok: false, error: failureOf(error) };
        throw error;
      } finally {
        const asked = toTapedRequest(request);
        answers.push({ path: `m/${step}`, asked, outcome, retries, exchanges, startUs, endUs: nowUs() });
      }
    },
    end: (step) => {
      limit = { path: `c/${step}`, atUs: nowUs() };
    },
    wrap: ({ call, ...callable }) => ({
      ...callable,
      call: async (input, place) => {
        const { name, resource, version, effect } = callable;
        const startUs = nowUs();
        let outcome: TapedCall["outcome"] = null;
        try {
          const result = await call(input, place.signal);
          // What comes after the end is nobody's answer.
          if (!place.signal.aborted) outcome = result;
          return result;
        } finally {
          const path = callPath(place);
          const taped = { path, name, resource, version, effect, input, outcome, startUs, endUs: nowUs() };
          calls.push({ place, taped });
        }
      },
    }),
    tell: ({ resource, version }, text) => {
      const path = `s/${told}`;
      told += 1;
      if (text !== "") texts.push({ path, resource, version, text });
      return text;
    },
    tape: () => ({
      texts: [...texts],
      answers: [...answers],
      calls: calls.toSorted(byPlace).map(({ taped }) => taped),
      limit,
    }),
  };
}

function toOutcome({ turn, spend, by }: ModelAnswer): TapedAnswer["outcome"] {
  return { ok: true, turn, spend, ...(by === undefined ? {} : { by }) };
}

function failureOf(error: unknown): { readonly code: ErrorCode; readonly message: string } {
  const { code, message } = toErrorReport(error);
  return { code, message };
}

/** A copy of the list alone: a loop goes on with its own, and with the messages in it. */
export function toTapedRequest({ model, messages, tools, sampling }: ChatRequest): TapedAnswer["asked"] {
  return {
    model,
    messages: [...messages],
    ...(tools === undefined ? {} : { tools }),
    sampling: { ...sampling },
  };
}

/** On tapes and on spans. */
export function callPath({ step, index }: Pick<CallPlace, "step" | "index">): string {
  return `t/${step}/${index}`;
}

type Placed = { readonly place: CallPlace };

function byPlace({ place: a }: Placed, { place: b }: Placed): number {
  return a.step === b.step ? a.index - b.index : a.step - b.step;
}
