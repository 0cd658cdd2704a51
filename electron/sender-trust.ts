import type { WebFrameMain } from "electron";
import { APP_ORIGIN, isAppPage } from "./app-scheme.ts";

/** The frame a message to the main process came from; null once it has gone elsewhere. */
export type SenderFrame = Pick<WebFrameMain, "origin" | "parent" | "url"> | null;

/**
 * Whether a message comes from our own page: a window's top frame, at our origin and still showing our page. An empty
 * page inherits the origin of the one it came from.
 */
export function isOwnPage(frame: SenderFrame): boolean {
  return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN && isAppPage(frame.url);
}
