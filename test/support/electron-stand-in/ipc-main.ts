import { EventEmitter } from "node:events";
import type { PortEnd } from "./message-port-main.ts";
import { strict } from "./strict.ts";

const channels = new EventEmitter();

type Listener = (event: object, ...args: readonly unknown[]) => void;

export const ipcMain = strict("ipcMain", {
  on: (channel: string, listener: Listener): void => {
    channels.on(channel, listener);
  },
  off: (channel: string, listener: Listener): void => {
    channels.off(channel, listener);
  },
});

export type IpcFrom = {
  readonly sender: object;
  readonly origin: string;
  readonly url: string;
  readonly isTopFrame: boolean;
};

type Delivery = { readonly message: string | null; readonly ports: readonly PortEnd[] };

/** Hands a page's message to the program; false when nobody listens on that channel. */
export function deliverIpc(from: IpcFrom, channel: string, { message, ports }: Delivery): boolean {
  const parent = from.isTopFrame ? null : strict("frame", {});
  const event = strict("IpcMainEvent", {
    type: "frame",
    sender: from.sender,
    senderFrame: strict("WebFrameMain", { origin: from.origin, url: from.url, parent }),
    ports: ports.map(({ port }) => port),
  });
  return channels.emit(channel, event, message);
}
