import { ipcMain, type IpcMainEvent, type MessagePortMain, type WebContents } from "electron";
import { RPCHandler } from "@orpc/server/message-port";
import type { AppContext } from "#core/app/context.ts";
import { router } from "#core/app/router.ts";
import { PORT_MESSAGE } from "#core/contract/port-message.ts";
import { isOwnPage } from "./sender-trust.ts";

/**
 * Speaks the contract on the ports that a window's page hands over, one at a time: a reloaded page brings a new one,
 * and the old one is closed with all that was streaming on it. Returns its own undo.
 */
export function acceptPorts(contents: WebContents, context: AppContext): () => void {
  const handler = new RPCHandler<AppContext>(router);
  let current: MessagePortMain | null = null;
  const onPort = (event: IpcMainEvent): void => {
    const [port, ...others] = event.ports;
    if (port === undefined || others.length > 0 || !isOwnPage(event, contents)) {
      for (const refused of event.ports) refused.close();
      return;
    }
    current?.close();
    current = port;
    handler.upgrade(port, { context });
    port.start();
  };
  ipcMain.on(PORT_MESSAGE, onPort);
  return () => {
    ipcMain.off(PORT_MESSAGE, onPort);
    current?.close();
  };
}
