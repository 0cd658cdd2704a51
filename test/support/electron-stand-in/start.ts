import "./register.ts";
import { pathToFileURL } from "node:url";
import { closeWindows, quit, startApp } from "./app.ts";
import { emitApp } from "./app-events.ts";
import { windows } from "./browser-window.ts";
import { openChromium } from "./chromium.ts";
import type { Answer, Ask } from "./control.ts";
import { deliverIpc } from "./ipc-main.ts";
import { calls } from "./machine.ts";
import { clickMenu } from "./menu.ts";
import { createMessagePortMain } from "./message-port-main.ts";
import { pressButton } from "./person.ts";
import { askPermission } from "./session.ts";

// Runs a built main process, named as the last argument, as Electron would; the test at the other end asks and tells.

process.on("message", (ask: Ask) => {
  answer(ask).then(
    (value) => process.send?.({ id: ask.id, value } satisfies Answer),
    (error: unknown) => process.send?.({ id: ask.id, error: String(error) } satisfies Answer),
  );
});
process.on("disconnect", () => void quit());
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
      return emitApp("second-instance", {}, [], "");
    case "move-window":
      return windows[0]?.move(ask);
    case "press":
      return pressButton(ask.button);
    case "click-menu":
      return clickMenu(ask.label);
    case "permission":
      return askPermission(ask);
    case "crash":
      return windows[0]?.crash(ask.reason);
    case "reload":
      return (await windows[0]?.page)?.reload();
    case "ipc":
      return deliver(ask);
  }
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
await import(pathToFileURL(process.argv.at(-1) ?? "").href);
process.send?.({ id: 0, value: endpoint } satisfies Answer);
startApp();
