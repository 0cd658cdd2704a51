import { shell, type Session, type WebContents } from "electron";
import { monotonicClock } from "#core/app/system.ts";
import { APP_ORIGIN, APP_PAGE, isAppPage } from "./app-scheme.ts";

/**
 * Copying an id needs the one, taking resources out into a folder the other: both are asked for at a click only, and which
 * folder it is, a person chooses in the system's own dialog. Everything else a page may ask for is denied.
 */
const GRANTED: ReadonlySet<string> = new Set(["clipboard-sanitized-write", "fileSystem"]);

/** So long after a person's click or key a page may have the browser opened: as long as Chromium lets it open a window. */
const GESTURE_MS = 5000;

/** What a person does to follow a link. Moving the mouse is not among it. */
const GESTURES: ReadonlySet<string> = new Set([
  "mouseDown",
  "mouseUp",
  "rawKeyDown",
  "keyDown",
  "gestureTap",
  "touchEnd",
]);

/**
 * Keeps the page where it is: it goes nowhere, opens nothing and embeds nothing. Links to the web that a person follows
 * open in the browser.
 */
export function guardContents(contents: WebContents): void {
  let lastGesture = Number.NEGATIVE_INFINITY;
  contents.on("input-event", (_event, { type }) => {
    if (GESTURES.has(type)) lastGesture = monotonicClock.now();
  });
  const openIfAsked = (url: string): void => {
    if (monotonicClock.now() - lastGesture <= GESTURE_MS) openInBrowser(url);
  };
  contents.on("will-frame-navigate", (details) => {
    if (details.isMainFrame && isAppPage(details.url)) return; // A reload.
    details.preventDefault();
    if (details.isMainFrame) openIfAsked(details.url);
  });
  contents.on("will-redirect", (details) => details.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openIfAsked(url);
    return { action: "deny" };
  });
}

/**
 * Brings a window's page back where it got elsewhere all the same: an empty page needs nothing loaded, so nobody is asked
 * before it is there. Of our own windows alone; the developer tools have a page of their own.
 */
export function keepOnPage(contents: WebContents): void {
  contents.on("did-navigate", (_event, url) => {
    if (!isAppPage(url)) contents.loadURL(APP_PAGE).catch(() => undefined); // It fails when the window is closing.
  });
}

export function guardSession(session: Session): void {
  // eslint-disable-next-line max-params -- Electron calls it so.
  session.setPermissionRequestHandler((_contents, permission, decide, { isMainFrame, requestingUrl }) => {
    decide(GRANTED.has(permission) && isMainFrame && isAppPage(requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => GRANTED.has(permission) && toOrigin(origin) === APP_ORIGIN,
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
