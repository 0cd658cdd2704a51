import { assertDefined } from "#core/base/assert.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import type { SystemContent } from "#core/domain/rollout.ts";
import { performRollout } from "#core/agents/perform-rollout.ts";
import { later, systemClock } from "#core/app/system.ts";
import { createTracing, traceIdOf } from "#core/recording/tracing.ts";
import type { ProcessStarter } from "#core/sandbox/process-host.ts";
import { createSandbox } from "#core/sandbox/sandbox.ts";
import { createAgentLine } from "./agent-line.ts";
import { askHost, type HostCalls } from "./ask-host.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { createReplicas } from "./open-replica.ts";
import { toSentError } from "./sent-error.ts";

/** How often those who watch are told of what goes on [R28]; a rollout that is over before that is told whole. */
const LIVE_EVERY_MS = 100;

type Going = {
  readonly trace: string;
  readonly stop: AbortController;
  readonly calls: HostCalls | null;
  /** How much of its trace was told. */
  told: number;
};

export type ServeParts = {
  readonly send: (message: FromWorker) => void;
  readonly starter: ProcessStarter;
};

export type Server = {
  readonly receive: (message: Exclude<ToWorker, { readonly type: "process" | "close" }>) => void;
  /** Ends the sandbox's processes. */
  readonly close: () => void;
};

/** The work of a thread that makes rollouts: any number of them side by side, over a sandbox of its own [R29]. */
export function serveRollouts({ send, starter }: ServeParts): Server {
  const systems = new Map<string, SystemContent>();
  const going = new Map<number, Going>();
  const tracing = createTracing();
  const sandbox = createSandbox({ processHost: starter, limits: { maxProcesses: 1 } });
  const lineOver = createAgentLine({ tracing, sandbox, clock: systemClock });
  const openReplica = createReplicas();

  /** One at a time, however often there is nothing to tell of and then something again. */
  let isTelling = false;
  const tellSoon = (): void => {
    if (isTelling || going.size === 0) return;
    isTelling = true;
    later(tellLive, LIVE_EVERY_MS);
  };
  const tellLive = (): void => {
    isTelling = false;
    const open = new Map(tracing.openTraces().map((trace) => [trace.trace, trace]));
    for (const [rollout, each] of going) {
      const found = open.get(each.trace);
      if (found === undefined || found.revision === each.told) continue;
      send({ type: "live", rollout, spans: found.since(each.told) });
      each.told = found.revision;
    }
    tellSoon();
  };
  const perform = async ({ rollout, request, model }: Perform): Promise<void> => {
    const { closure, ...rest } = request;
    const asked = { ...rest, agent: assertDefined(systems.get(closure), "a system that was sent") };
    const calls = model.answers === "asked" ? askHost(rollout, { facts: model.facts, send }) : null;
    const replica = model.answers === "here" ? openReplica(request.model, model.replica) : null;
    const stop = new AbortController();
    going.set(rollout, { trace: traceIdOf(request.id), stop, calls, told: 0 });
    tellSoon();
    const paid = () => replica?.ledger.spent() ?? NO_SPEND;
    try {
      const line = lineOver(calls?.model ?? assertDefined(replica ?? undefined, "a model of either kind"));
      const result = await performRollout(line, asked, stop.signal);
      send({ type: "done", rollout, result, paid: paid() });
    } catch (error) {
      send({ type: "failed", rollout, error: toSentError(error), paid: paid() });
    } finally {
      going.delete(rollout);
    }
  };
  return {
    receive: (message) => {
      switch (message.type) {
        case "system":
          return void systems.set(message.system.closureId, message.system);
        case "forget":
          return void systems.delete(message.closure);
        case "perform":
          return void perform(message);
        case "cancel":
          return going.get(message.rollout)?.stop.abort();
        case "call":
          return going.get(message.rollout)?.calls?.hear(message.call, message);
      }
    },
    close: () => sandbox.dispose(),
  };
}

type Perform = Extract<ToWorker, { readonly type: "perform" }>;
