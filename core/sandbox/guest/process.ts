import { err } from "#core/base/result.ts";
import { entryReadPaths } from "#core/entries.ts";
import { openCall } from "./call.ts";
import type { GuestCall, GuestResult, OpenCall } from "./call.ts";
import { watchCall, type GiveUp } from "./watch-call.ts";
import { maxMessageChars } from "#core/sandbox/limits.ts";
import type { SandboxLimits } from "#core/sandbox/limits.ts";
import { childMessageSchema } from "#core/sandbox/messages.ts";
import type { ParentMessage } from "#core/sandbox/messages.ts";
import { toFailure } from "#core/sandbox/outcome.ts";
import type { SandboxFailure } from "#core/sandbox/outcome.ts";
import type { ProcessStarter } from "#core/sandbox/process-host.ts";

const CANCELLED = "it was cancelled";

/** One child. It serves one call at a time, and is never used again once it was late, broke a rule, or died. */
export interface GuestProcess {
  call(call: GuestCall, signal: AbortSignal): LentCall;
  isUsable(): boolean;
  kill(): void;
}

type LentCall = {
  /** Always comes: a child that is late, silent or dead is a failure like any other. */
  readonly ended: Promise<GuestResult>;
  /** The child has nothing more to do with it. Of a call that was called off, this comes a moment later [T19]. */
  readonly free: Promise<void>;
};

type Current = { readonly id: number; readonly open: OpenCall; readonly setFree: () => void };

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
  let current: Current | null = null;

  const send = (message: ParentMessage): void => {
    handle.send(message);
  };
  const giveUp: GiveUp = (kind, message) => {
    isUsable = false;
    lastWords ??= toFailure(kind, message);
    current?.open.fail(kind, message);
    current?.setFree();
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
      current.open.receive(message);
      if (message.type === "request") return;
      if (message.retire) isUsable = false;
      current.setFree();
    }
  });

  return {
    isUsable: () => isUsable,
    kill: () => {
      giveUp("cancelled", "the sandbox was closed");
    },
    call: (call, signal) => {
      // Between the lending of this process and this call, either may have happened.
      if (lastWords !== null) return refused(lastWords);
      if (signal.aborted) return refused(toFailure("cancelled", CANCELLED));
      lastId += 1;
      const id = lastId;
      const open = openCall(call, { id, limits, send, onBreach });
      const freed = Promise.withResolvers<void>();
      const setFree = (): void => freed.resolve();
      current = { id, open, setFree };
      handle.keepParentAlive(true);
      void open.ended.then(() => handle.keepParentAlive(false));
      const unwatch = watchCall({
        timeoutMs: call.run.timeoutMs,
        signal,
        limits,
        ready: ready.promise,
        begin: () => send({ type: "run", id, ...call.run }),
        callOff: () => open.fail("cancelled", CANCELLED),
        stop: () => send({ type: "stop", id }),
        setFree,
        giveUp,
      });
      const free = freed.promise.then(() => {
        unwatch();
        current = null;
        if (!isUsable) handle.kill();
      });
      return { ended: open.ended, free };
    },
  };
}

function refused(failure: SandboxFailure): LentCall {
  return { ended: Promise.resolve(err(failure)), free: Promise.resolve() };
}
