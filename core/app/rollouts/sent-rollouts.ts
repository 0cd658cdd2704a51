import { AppError } from "#core/base/app-error.ts";
import type { RolloutRequest, RolloutResult } from "#core/domain/rollout.ts";
import type { Spend } from "#core/domain/spend.ts";
import type { ModelLine } from "#core/models/model-line.ts";
import { createGoingTrace, type GoingTrace, type OpenTrace } from "#core/recording/open-trace.ts";
import { traceIdOf } from "#core/recording/tracing.ts";
import { answerCalls, type AnsweredCalls } from "./answer-calls.ts";
import type { FromWorker, Replica, SentModel, ToWorker } from "./messages.ts";
import { fromSentError } from "./sent-error.ts";
import { createSentSystems } from "./sent-systems.ts";

export type Job = {
  readonly request: RolloutRequest;
  readonly line: ModelLine;
  /** How the model is opened elsewhere; null where the line is asked. */
  readonly replica: Replica | null;
};

/** The rollouts that one thread was sent and has not answered. */
export type SentRollouts = {
  readonly count: () => number;
  readonly send: (job: Job) => SentRollout;
  /** What the thread says about them. */
  readonly receive: (message: Exclude<FromWorker, { readonly type: "ready" | "process" }>) => void;
  /** Nothing more will be heard of any: each ends once its calls to models have [B5]. */
  readonly loseAll: (reason: string) => void;
  readonly openTraces: () => readonly OpenTrace[];
};

export type SentRollout = { readonly ended: Promise<RolloutResult>; readonly cancel: () => void };

type Going = {
  readonly job: Job;
  readonly trace: GoingTrace;
  readonly calls: AnsweredCalls;
  readonly end: PromiseWithResolvers<RolloutResult>;
};

export function createSentRollouts(send: (message: ToWorker) => void): SentRollouts {
  const going = new Map<number, Going>();
  const systems = createSentSystems(send);
  let numbers = 0;
  const take = (rollout: number, paid?: Spend): Going | undefined => {
    const one = going.get(rollout);
    going.delete(rollout);
    if (one !== undefined && paid !== undefined) charge(one.job, paid);
    return one;
  };
  return {
    count: () => going.size,
    send: (job) => {
      numbers += 1;
      const rollout = numbers;
      const { agent, ...request } = job.request;
      const calls = answerCalls(job.line, (call, news) => send({ type: "call", rollout, call, ...news }));
      const end = Promise.withResolvers<RolloutResult>();
      going.set(rollout, { job, trace: createGoingTrace(traceIdOf(request.id)), calls, end });
      systems.send(agent);
      const asked = { ...request, closure: agent.closureId };
      send({ type: "perform", rollout, request: asked, model: modelOf(job) });
      return {
        ended: end.promise,
        cancel: () => {
          send({ type: "cancel", rollout });
          void calls.leaveAll();
        },
      };
    },
    receive: (message) => {
      switch (message.type) {
        case "done":
          return take(message.rollout, message.paid)?.end.resolve(message.result);
        case "failed":
          return take(message.rollout, message.paid)?.end.reject(fromSentError(message.error));
        case "ask":
          return going.get(message.rollout)?.calls.ask(message.call, message.asked);
        case "leave":
          return going.get(message.rollout)?.calls.leave(message.call);
        case "live":
          return message.spans.forEach((span) => going.get(message.rollout)?.trace.keep(span));
      }
    },
    loseAll: (reason) => {
      for (const rollout of going.keys()) {
        const one = take(rollout);
        // Whoever makes it once more asks again what it asked: a note without an answer would be taken for a dead one's.
        void one?.calls.leaveAll().then(() => one.end.reject(lostError(reason)));
      }
    },
    openTraces: () => [...going.values()].map(({ trace }) => trace.look()),
  };
}

function modelOf({ line: { provider }, replica }: Job): SentModel {
  const { id, endpointOrigin, isSimulated, rules } = provider;
  if (replica !== null) return { answers: "here", replica };
  return {
    answers: "asked",
    facts: { id, endpointOrigin, isSimulated, ...(rules === undefined ? {} : { rules }) },
  };
}

/** What was answered there is on the bill here, whatever became of the rollout. */
function charge({ line, replica, request }: Job, paid: Spend): void {
  if (replica === null) return;
  line.ledger.charge(paid);
  line.tape.charge(request.id, paid);
}

function lostError(reason: string): AppError {
  return new AppError("worker-lost", `The thread in which it was made ended under it: ${reason}.`);
}
