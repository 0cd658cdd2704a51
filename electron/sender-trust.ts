import type { WebContents, WebFrameMain } from "electron";
import { APP_ORIGIN } from "./app-scheme.ts";

/** Of a message to the main process: who sent it. */
export type Sender = {
  readonly sender: Pick<WebContents, "id">;
  /** Null once the frame has gone elsewhere. */
  readonly senderFrame: Pick<WebFrameMain, "origin" | "parent"> | null;
};

/** Whether a message comes from our own page in our own window: its top frame, still at our origin. */
export function isOwnPage({ sender, senderFrame }: Sender, contents: Pick<WebContents, "id">): boolean {
  return (
    sender.id === contents.id &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.origin === APP_ORIGIN
  );
}
