import { assertDefined } from "#core/base/assert.ts";
import type { AskedModel, ModelAnswer, ModelCall, ModelFacts } from "#core/models/model-line.ts";
import type { CallNews, FromWorker } from "./messages.ts";
import { fromSentError } from "./sent-error.ts";

type OpenCall = Pick<ModelCall, "attempts" | "onRetry" | "onExchange"> & {
  readonly end: PromiseWithResolvers<ModelAnswer>;
};

/** The calls of one rollout that the thread with the line to the model is asked to make. */
export type HostCalls = {
  readonly model: AskedModel;
  readonly hear: (call: number, news: CallNews) => void;
};

/** Keys, limits, prices, the tape and the budget stay where they are: what crosses is a question and its answer. */
export function askHost(
  rollout: number,
  { facts, send }: { readonly facts: ModelFacts; readonly send: (message: FromWorker) => void },
): HostCalls {
  const open = new Map<number, OpenCall>();
  let calls = 0;
  const answer: AskedModel["answer"] = async (
    request,
    { path, signal, isSealed, attempts, onRetry, onExchange },
  ) => {
    calls += 1;
    const call = calls;
    const end = Promise.withResolvers<ModelAnswer>();
    const leave = (): void => send({ type: "leave", rollout, call });
    open.set(call, { attempts, onRetry, onExchange, end });
    send({ type: "ask", rollout, call, asked: { path, request, isSealed } });
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    try {
      // Also once it was left: what it cost is told before its end.
      return await end.promise;
    } finally {
      signal.removeEventListener("abort", leave);
      open.delete(call);
    }
  };
  return {
    model: { provider: facts, answer },
    hear: (call, news) => {
      const { attempts, onRetry, onExchange, end } = assertDefined(
        open.get(call),
        "a call that was asked for",
      );
      switch (news.news) {
        case "begun":
          return attempts?.onBegin();
        case "attempt-failed":
          return attempts?.onFail(news.cost);
        case "retried":
          return onRetry(news.attempt, news.wait);
        case "exchanged":
          return onExchange?.(news.exchange);
        case "answered":
          return end.resolve(news.answer);
        case "refused":
          return end.reject(fromSentError(news.error));
      }
    },
  };
}
