import type { TapedExchange } from "#core/domain/tape.ts";
import { answerByRoute } from "#core/models/answer-by-route.ts";
import type { ModelLine, Wait } from "#core/models/model-line.ts";
import type { CallNews, SentCall } from "./messages.ts";
import { toSentError } from "./sent-error.ts";

/** The calls that a rollout in another thread asks for, made over the line that is here [R25]. */
export type AnsweredCalls = {
  readonly ask: (call: number, asked: SentCall) => void;
  /** Nobody waits for the answer any more; what it cost is told all the same. */
  readonly leave: (call: number) => void;
  /** The same of all of them; resolves when each has ended, and is on the bill and the tape as what it came to. */
  readonly leaveAll: () => Promise<void>;
};

type Open = { readonly stop: AbortController; readonly ended: Promise<void> };

export function answerCalls(line: ModelLine, tell: (call: number, news: CallNews) => void): AnsweredCalls {
  const open = new Map<number, Open>();
  return {
    ask: (call, { path, request, isSealed }) => {
      const stop = new AbortController();
      const attempts = {
        onBegin: () => tell(call, { news: "begun" }),
        onFail: (cost: Extract<CallNews, { news: "attempt-failed" }>["cost"]) =>
          tell(call, { news: "attempt-failed", cost }),
      };
      const onRetry = (attempt: number, wait?: Wait): void =>
        tell(call, { news: "retried", attempt, ...(wait === undefined ? {} : { wait }) });
      const onExchange = (exchange: TapedExchange): void => tell(call, { news: "exchanged", exchange });
      const { signal } = stop;
      const hearing = { attempts, onRetry, onExchange };
      const asking = answerByRoute(line, request, { path, signal, isSealed, ...hearing });
      const ended = asking
        .then(
          (answer) => tell(call, { news: "answered", answer }),
          (error: unknown) => tell(call, { news: "refused", error: toSentError(error) }),
        )
        .finally(() => open.delete(call));
      open.set(call, { stop, ended });
    },
    leave: (call) => open.get(call)?.stop.abort(),
    leaveAll: async () => {
      const all = [...open.values()];
      for (const { stop } of all) stop.abort();
      await Promise.all(all.map(async ({ ended }) => ended));
    },
  };
}
