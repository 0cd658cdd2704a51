import { err } from "#core/base/result.ts";
import { entryReadPaths } from "#core/entries.ts";
import { openCall } from "./call.ts";
import type { GuestCall, GuestResult, OpenCall } from "./call.ts";
import { maxMessageChars } from "#core/sandbox/limits.ts";
import type { SandboxLimits } from "#core/sandbox/limits.ts";
import { childMessageSchema } from "#core/sandbox/messages.ts";
import type { ParentMessage } from "#core/sandbox/messages.ts";
import { toFailure } from "#core/sandbox/outcome.ts";
import type { FailureKind, SandboxFailure } from "#core/sandbox/outcome.ts";
import type { ProcessStarter } from "#core/sandbox/process-host.ts";

const CANCELLED = "it was cancelled";

/** One child. It serves one call at a time, and is never used again once it was late, broke a rule, or died. */
export interface GuestProcess {
  /** Always answers: a child that is late, silent or dead is a failure like any other. */
  call(call: GuestCall, signal: AbortSignal): Promise<GuestResult>;
  isUsable(): boolean;
  kill(): void;
}

export function startGuestProcess(processHost: ProcessStarter, limits: SandboxLimits): GuestProcess {
  const handle = processHost.start("sandbox-child", {
    args: [JSON.stringify(limits)],
    readPaths: entryReadPaths(),
    maxHeapMb: limits.childHeapMb,
    maxMessageChars: maxMessageChars(limits),
  });
  const ready = Promise.withResolvers<void>();
  let isUsable = true;
  let lastWords: SandboxFailure | null = null;
  let lastId = 0;
  let current: { readonly id: number; readonly open: OpenCall } | null = null;

  const send = (message: ParentMessage): void => {
    handle.send(message);
  };
  const giveUp: GiveUp = (kind, message) => {
    isUsable = false;
    lastWords ??= toFailure(kind, message);
    current?.open.fail(kind, message);
    handle.kill();
  };
  const onBreach = (what: string): void => {
    giveUp("crashed", `the sandbox's process was stopped: ${what}`);
  };
  handle.onExit((detail) => {
    giveUp("crashed", `the sandbox's process died: ${detail}`);
  });
  handle.onMessage((raw) => {
    const parsed = childMessageSchema.safeParse(raw);
    if (!parsed.success) {
      onBreach("it sent a message of no known form");
      return;
    }
    const message = parsed.data;
    if (message.type === "ready") {
      ready.resolve();
    } else if (message.id === current?.id) {
      if (message.type !== "request" && message.retire) isUsable = false;
      current.open.receive(message);
    }
  });

  return {
    isUsable: () => isUsable,
    kill: () => {
      giveUp("cancelled", "the sandbox was closed");
    },
    call: async (call, signal) => {
      // Between the lending of this process and this call, either may have happened.
      if (lastWords !== null) return err(lastWords);
      if (signal.aborted) return err(toFailure("cancelled", CANCELLED));
      lastId += 1;
      const id = lastId;
      const open = openCall(call, { id, limits, send, onBreach });
      current = { id, open };
      const begin = (): void => {
        send({ type: "run", id, ...call.run });
      };
      handle.keepParentAlive(true);
      const unwatch = watchCall({ call, signal, limits, ready: ready.promise, begin, giveUp });
      const result = await open.ended;
      unwatch();
      handle.keepParentAlive(false);
      current = null;
      if (!isUsable) handle.kill();
      return result;
    },
  };
}

type GiveUp = (kind: FailureKind, message: string) => void;

type WatchedCall = {
  readonly call: GuestCall;
  readonly signal: AbortSignal;
  readonly limits: SandboxLimits;
  readonly ready: Promise<void>;
  readonly begin: () => void;
  readonly giveUp: GiveUp;
};

/** Begins the call once the process is ready; gives up when it is cancelled or too late. Returns its own undo. */
function watchCall({ call, signal, limits, ready, begin, giveUp }: WatchedCall): () => void {
  const { timeoutMs } = call.run;
  let isWatching = true;
  const onAbort = (): void => {
    giveUp("cancelled", CANCELLED);
  };
  const onLate = (): void => {
    giveUp("timeout", `it ran longer than ${timeoutMs} ms`);
  };
  signal.addEventListener("abort", onAbort);
  let timer = setTimeout(
    giveUp,
    limits.startTimeoutMs,
    "crashed",
    "the sandbox's process did not start in time",
  );
  void ready.then(() => {
    if (!isWatching) return;
    clearTimeout(timer);
    timer = setTimeout(onLate, timeoutMs + limits.killGraceMs);
    begin();
  });
  return () => {
    isWatching = false;
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  };
}
