import "./register.ts";
import { pathToFileURL } from "node:url";
import { closeWindows, quit, startApp } from "./app.ts";
import { emitApp } from "./app-events.ts";
import { windows, type StandInWindow } from "./browser-window.ts";
import { openChromium } from "./chromium.ts";
import type { Answer, Ask, OfWindow } from "./control.ts";
import { deliverIpc } from "./ipc-main.ts";
import { calls, note } from "./machine.ts";
import { clickMenu } from "./menu.ts";
import { createMessagePortMain } from "./message-port-main.ts";
import { countBoxes, namePath, pressButton } from "./person.ts";
import { askPermission } from "./session.ts";
import { preventable, strict } from "./strict.ts";

// Runs a built main process, named as the first argument, as Electron would; the test at the other end asks and tells.

process.on("message", (ask: Ask) => {
  answer(ask).then(
    (value) => process.send?.({ id: ask.id, value } satisfies Answer),
    (error: unknown) => process.send?.({ id: ask.id, error: String(error) } satisfies Answer),
  );
});
process.on("disconnect", () => void quit());
// Electron's own way with an error that nobody caught: a box that stops everything until it is answered.
process.on("uncaughtException", (error) => {
  if (process.listenerCount("uncaughtException") === 1) note("electron's error box", error.message);
});
process.on("SIGTERM", () => void quit());

async function answer(ask: Ask): Promise<unknown> {
  switch (ask.type) {
    case "calls":
      return calls;
    case "quit":
      return void quit();
    case "close-windows":
      return void closeWindows();
    case "second-instance":
      return emitApp("second-instance", {}, [], "", ask.data);
    case "open-file":
      return emitApp("open-file", preventable({}).event, ask.path);
    case "throw":
      return fail(ask);
    case "child-gone":
      return emitApp("child-process-gone", {}, strict("details", toGone(ask)));
    case "move-window":
      return windowOf(ask).move(ask);
    case "press":
      return pressButton(ask.button);
    case "name-path":
      return namePath(ask.path);
    case "boxes":
      return countBoxes();
    case "click-menu":
      return clickMenu(ask.label);
    case "permission":
      return askPermission(ask);
    case "crash":
      return windowOf(ask).crash(ask.reason);
    case "unresponsive":
    case "responsive":
      return windowOf(ask).emit(ask.type);
    case "reload":
      return (await windowOf(ask).page).reload();
    case "ipc":
      return deliver(ask);
  }
}

function windowOf({ window = 0 }: OfWindow): StandInWindow {
  const found = windows[window];
  if (found === undefined) throw new Error(`There is no window ${window}.`);
  return found;
}

/** An error that nobody catches, as any line of the program might let slip. */
function fail({ message, how }: Extract<Ask, { type: "throw" }>): void {
  const error = new Error(message);
  if (how === "rejection") void Promise.reject(error);
  else
    setImmediate(() => {
      throw error;
    });
}

function toGone({ name, reason }: Extract<Ask, { type: "child-gone" }>): object {
  return { type: "Utility", serviceName: "node.mojom.NodeService", name, reason, exitCode: 9 };
}

/** A message that no page of ours would send; true for each port that the program closed at once. */
function deliver({ channel, from }: Extract<Ask, { type: "ipc" }>): readonly boolean[] {
  const remote = { deliver: () => undefined, closed: () => undefined };
  const ports = Array.from({ length: from.ports }, () => createMessagePortMain(remote));
  const sender = from.isOtherWindow ? { id: 99 } : (windows[0]?.contents ?? {});
  deliverIpc({ ...from, sender }, channel, { message: null, ports });
  return ports.map(({ isClosed }) => isClosed());
}

const { endpoint } = await openChromium();
// As Electron has them: its own name, the program's file, and what was said behind that.
process.argv = [process.argv[0] ?? "", ...process.argv.slice(2)];
await import(pathToFileURL(process.argv[1] ?? "").href);
process.send?.({ id: 0, value: endpoint } satisfies Answer);
startApp();
