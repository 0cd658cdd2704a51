import { ipcMain, type IpcMainEvent, type MessagePortMain, type WebContents } from "electron";
import { RPCHandler } from "@orpc/server/message-port";
import type { ReadingContext } from "#core/app/context.ts";
import type { Served } from "#core/app/served.ts";
import { SENDS_BYTES } from "#core/contract/sent-bytes.ts";
import { PORT_MESSAGE } from "#core/contract/port-message.ts";
import { isOwnPage } from "./sender-trust.ts";

export type PortHandover = {
  /**
   * Speaks the contract about one workspace on the ports that this window's page hands over, one at a time: a reloaded
   * page brings a new one, and the old one is closed with all that was streaming on it. Returns its own undo.
   */
  readonly accept: (contents: Pick<WebContents, "id">, served: Served) => () => void;
};

type Place = {
  readonly handler: RPCHandler<ReadingContext>;
  readonly context: ReadingContext;
  current: MessagePortMain | null;
};

/** The one listener for ports: it knows which workspace a window is of, and closes what comes from anywhere else. */
export function createPortHandover(): PortHandover {
  const places = new Map<number, Place>();
  ipcMain.on(PORT_MESSAGE, (event: IpcMainEvent) => {
    const [port, ...others] = event.ports;
    const place = places.get(event.sender.id);
    if (place === undefined || port === undefined || others.length > 0 || !isOwnPage(event.senderFrame)) {
      for (const refused of event.ports) refused.close();
      return;
    }
    place.current?.close();
    place.current = port;
    place.handler.upgrade(port, { context: place.context });
    port.start();
  });
  return {
    accept: ({ id }, { router, context }) => {
      const place: Place = { handler: new RPCHandler(router, SENDS_BYTES), context, current: null };
      places.set(id, place);
      return () => {
        places.delete(id);
        place.current?.close();
      };
    },
  };
}
