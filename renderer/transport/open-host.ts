import type { PreferenceKeep } from "./preference-keep.ts";
import { cookiePreferences } from "./cookie-preferences.ts";
import { createMessagePortTransport } from "./message-port.ts";
import { storedPreferences } from "./stored-preferences.ts";
import type { Transport } from "./transport.ts";
import { enterWebHost, isAdmitted, openSocket } from "./web-session.ts";
import { createWebSocketTransport } from "./web-socket.ts";

/** What the window's host does for it; nothing past this knows which host it is. */
export type HostParts = {
  readonly transport: Transport;
  readonly preferences: PreferenceKeep;
  /** A browser keeps keys for itself that no page can have: Ctrl+1 to 8, Ctrl+T, Ctrl+Shift+P [L5]. */
  readonly isBrowser: boolean;
};

/** The web host serves by plain http on this machine; the desktop has a scheme of its own. */
export async function openHost(): Promise<HostParts> {
  if (location.protocol !== "http:") {
    return { transport: createMessagePortTransport(), preferences: storedPreferences, isBrowser: false };
  }
  // A fresh address opened in the same window changes only the fragment, which by itself loads nothing.
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#t=")) location.reload();
  });
  const admission = await enterWebHost();
  const isRefused = admission === "refused";
  return {
    transport: createWebSocketTransport({ openSocket, isAdmitted, isRefused }),
    preferences: cookiePreferences,
    isBrowser: true,
  };
}
