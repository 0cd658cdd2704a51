import { ipcRenderer } from "electron";
import { PORT_MESSAGE } from "#core/contract/port-message.ts";

// All that stands between page and main process: it passes on a port the page has made, and exposes nothing.
window.addEventListener("message", (event) => {
  if (event.source !== window || event.origin !== location.origin) return;
  if (event.data !== PORT_MESSAGE || event.ports.length !== 1) return;
  ipcRenderer.postMessage(PORT_MESSAGE, null, [...event.ports]);
});
