import { entryReadPaths } from "#core/entries.ts";
import { openCall } from "./guest-call.ts";
import type { GuestCall, GuestResult, OpenCall } from "./guest-call.ts";
import { maxMessageChars } from "./limits.ts";
import type { SandboxLimits } from "./limits.ts";
import { childMessageSchema } from "./messages.ts";
import type { ParentMessage } from "./messages.ts";
import type { FailureKind } from "./outcome.ts";
import type { ProcessHost } from "./process-host.ts";

/** One child. It serves one call at a time, and is never used again once it was late, broke a rule, or died. */
export interface GuestProcess {
  /** Always answers: a child that is late, silent or dead is a failure like any other. */
  call(call: GuestCall, signal: AbortSignal): Promise<GuestResult>;
  isUsable(): boolean;
  kill(): void;
}

export function startGuestProcess(processHost: ProcessHost, limits: SandboxLimits): GuestProcess {
  const handle = processHost.start("sandbox-child", {
    args: [JSON.stringify(limits)],
    readPaths: entryReadPaths(),
    maxHeapMb: limits.childHeapMb,
    maxMessageChars: maxMessageChars(limits),
  });
  const ready = Promise.withResolvers<void>();
  let isUsable = true;
  let lastId = 0;
  let current: { readonly id: number; readonly open: OpenCall } | null = null;

  const send = (message: ParentMessage): void => {
    handle.send(message);
  };
  const giveUp = (kind: FailureKind, message: string): void => {
    isUsable = false;
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
      lastId += 1;
      const id = lastId;
      const open = openCall(call, { id, limits, send, onBreach });
      current = { id, open };
      const onAbort = (): void => {
        giveUp("cancelled", "it was cancelled");
      };
      signal.addEventListener("abort", onAbort);
      handle.keepParentAlive(true);
      let timer = setTimeout(onBreach, limits.startTimeoutMs, "it did not start in time");
      void ready.promise.then(() => {
        if (current?.id !== id) return;
        clearTimeout(timer);
        const { timeoutMs } = call.run;
        timer = setTimeout(
          giveUp,
          timeoutMs + limits.killGraceMs,
          "timeout",
          `it ran longer than ${timeoutMs} ms`,
        );
        send({ type: "run", id, ...call.run });
      });
      const result = await open.ended;
      current = null;
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      handle.keepParentAlive(false);
      if (!isUsable) handle.kill();
      return result;
    },
  };
}
