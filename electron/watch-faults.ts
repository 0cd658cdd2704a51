import { app, type Details } from "electron";
import { SANDBOX_NAME } from "./utility-process-host.ts";

/** What becomes of a fault: written down only, or told to the person as well. */
export type FaultSink = {
  readonly note: (error: unknown) => void;
  readonly tell: (error: unknown) => Promise<void>;
};

/**
 * Catches what nobody else does. Without this Electron would stop the main process behind a box of its own, and a running
 * session with it, at every uncaught error, a terminal that was closed among them. Before ready.
 */
export function watchFaults({ note, tell }: FaultSink): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  process.on("uncaughtException", (error) => void tell(error));
  process.on("unhandledRejection", (reason) => void tell(reason));
  app.on("child-process-gone", (_event, details) => {
    // Chromium starts its own helpers anew, and the sandbox says itself what became of a guest: nobody has to act.
    if (isFault(details)) note(describe(details));
  });
}

/** Evolved code that is stuck is killed on purpose. */
function isFault({ reason, name }: Details): boolean {
  return reason !== "clean-exit" && !(name === SANDBOX_NAME && reason === "killed");
}

function describe({ type, name, serviceName, reason, exitCode }: Details): string {
  return `A child process is gone: ${name ?? serviceName ?? type}, ${reason}, exit code ${exitCode}.`;
}
