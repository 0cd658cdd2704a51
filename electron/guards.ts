import { shell, type Session, type WebContents } from "electron";
import { APP_ORIGIN, isAppPage } from "./app-scheme.ts";

/** Copying an id needs it; it is asked for at a click only. Everything else a page may ask for is denied. */
const GRANTED = "clipboard-sanitized-write";

/** Keeps the page where it is: it goes nowhere, opens nothing and embeds nothing. Links to the web open in the browser. */
export function guardContents(contents: WebContents): void {
  contents.on("will-frame-navigate", (details) => {
    if (details.isMainFrame && isAppPage(details.url)) return; // A reload.
    details.preventDefault();
    if (details.isMainFrame) openInBrowser(details.url);
  });
  contents.on("will-redirect", (details) => details.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openInBrowser(url);
    return { action: "deny" };
  });
}

export function guardSession(session: Session): void {
  // eslint-disable-next-line max-params -- Electron calls it so.
  session.setPermissionRequestHandler((_contents, permission, decide, { isMainFrame, requestingUrl }) => {
    decide(permission === GRANTED && isMainFrame && isAppPage(requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === GRANTED && toOrigin(origin) === APP_ORIGIN,
  );
}

/** Only https: any other scheme may start a program. */
function openInBrowser(url: string): void {
  if (!URL.canParse(url) || new URL(url).protocol !== "https:") return;
  // A system without a browser is no reason to fail; there is nobody to tell who could do better.
  shell.openExternal(url).catch(() => undefined);
}

/** Origins of permission checks come with a trailing slash. */
function toOrigin(url: string): string {
  return url.replace(/\/$/, "");
}
