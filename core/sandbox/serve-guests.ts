import { startGuest } from "./guest/guest.ts";
import type { GuestEnd, GuestRun } from "./guest/guest.ts";
import type { GuestJob } from "./guest/job.ts";
import { openGuestModules } from "./guest/module.ts";
import { createGuestSupply } from "./guest/supply.ts";
import type { SandboxLimits } from "./limits.ts";
import { lockRealm } from "./lock-realm.ts";
import type { ChildMessage, ParentMessage, RunMessage } from "./messages.ts";
import { createPreparer } from "./source.ts";

/** The child's side of the wire, whatever carries it. */
export interface GuestPort {
  send(message: ChildMessage): void;
  onMessage(listener: (message: ParentMessage) => void): void;
}

/**
 * The child's work: a fresh guest for each call, one call at a time. The parent waits for the end of one call. It
 * locks this process's realm first, so the port must hold already what it needs of the process.
 */
export async function serveGuests(port: GuestPort, limits: SandboxLimits): Promise<void> {
  const prepare = createPreparer();
  prepare("let warmUp: unknown", "warmUp"); // The stripper takes 30 ms to load, which no tool should pay for.
  const modules = await openGuestModules();
  lockRealm();
  const supply = await createGuestSupply(modules, limits);
  let current: { readonly id: number; run: GuestRun | null; isStopped: boolean } | null = null;

  const serve = async (message: RunMessage): Promise<void> => {
    const { id } = message;
    const source = prepare(message.code, message.entry);
    if (!source.ok) {
      const { message: reason, isStripperBroken } = source.error;
      port.send({ type: "failed", id, kind: "compile", message: reason, logs: [], retire: isStripperBroken });
      return;
    }
    const call = { id, run: null as GuestRun | null, isStopped: false };
    current = call;
    const engine = await supply.take();
    const run = startGuest(engine, toJob(message, source.value, limits), (request, name, args) => {
      port.send({ type: "request", id, request, name, args });
    });
    call.run = run;
    if (call.isStopped) run.stop();
    const end = await run.ended;
    current = null;
    port.send(toEndMessage(id, end)); // First: nobody should wait for the cleaning up.
    supply.giveBack(end.isSpent);
  };

  port.onMessage((message) => {
    if (message.type === "run") return void serve(message);
    if (current?.id !== message.id) return;
    if (message.type === "answer") return current.run?.answer(message.request, message.ok, message.text);
    current.isStopped = true;
    current.run?.stop();
  });
  port.send({ type: "ready" });
}

function toJob(message: RunMessage, source: string, limits: SandboxLimits): GuestJob {
  const { entry, input, granted, seed, timeoutMs } = message;
  const { maxOutputChars, maxCapabilityCalls } = limits;
  return {
    source,
    entry,
    input,
    granted: new Set(granted),
    seed,
    timeoutMs,
    maxOutputChars,
    maxCapabilityCalls,
  };
}

function toEndMessage(id: number, { outcome, logs }: GuestEnd): ChildMessage {
  const end = { id, logs: [...logs], retire: false };
  return outcome.kind === "done"
    ? { type: "done", ...end, output: outcome.output }
    : { type: "failed", ...end, kind: outcome.kind, message: outcome.message };
}
