import type { BrowserWindow } from "electron";
import { choose } from "./dialogs.ts";

export type RecoverParts = {
  readonly reportBug: (error: unknown) => void;
  /** Shows the page anew, in another window where this one is gone. */
  readonly reload: () => void;
  /** Gives the window up. */
  readonly close: () => void;
};

type Trouble = "gone" | "hung";

const BOXES = {
  gone: {
    type: "error",
    message: "The window has stopped working.",
    buttons: ["Reload", "Close Workspace"],
    ifClosed: 1,
  },
  hung: {
    type: "warning",
    message: "The window does not answer.",
    buttons: ["Wait", "Reload", "Close Workspace"],
    ifClosed: 0,
  },
} as const;

/** The button that means reload, and the one that means close, by what the trouble is. */
const RELOADS: Readonly<Record<Trouble, number>> = { gone: 0, hung: 1 };
const CLOSES: Readonly<Record<Trouble, number>> = { gone: 1, hung: 2 };

const NOTHING_LOST = "Nothing of the workspace is lost, and a running session goes on.";

/**
 * Asks what to do about a page that has died or does not answer, in one box at a time. The box goes away by itself when
 * the page lives again, because somebody has reloaded it or it has come to itself.
 */
export function recoverPage(window: BrowserWindow, { reportBug, reload, close }: RecoverParts): void {
  const { webContents } = window;
  let standing: { readonly trouble: Trouble; readonly ending: AbortController } | null = null;
  let isReloading = false;
  const settle = (): void => {
    standing?.ending.abort();
    standing = null;
    isReloading = false;
  };
  const act = (trouble: Trouble, answer: number): void => {
    if (answer === CLOSES[trouble]) close();
    if (answer !== RELOADS[trouble]) return;
    isReloading = true;
    // A page that is stuck hears of no reload.
    if (trouble === "hung" && !window.isDestroyed()) webContents.forcefullyCrashRenderer();
    reload();
  };
  const ask = async (trouble: Trouble, reason: string): Promise<void> => {
    if (standing?.trouble === trouble) return;
    standing?.ending.abort();
    const ending = new AbortController();
    standing = { trouble, ending };
    const { signal } = ending;
    const answer = await choose(window, { ...BOXES[trouble], detail: `${NOTHING_LOST}${reason}`, signal });
    if (signal.aborted) return;
    standing = null;
    act(trouble, answer);
  };
  webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
    if (reason === "clean-exit" || isReloading) return;
    reportBug(`The window's process is gone: ${reason}, exit code ${exitCode}.`);
    ask("gone", ` (${reason})`).catch(reportBug);
  });
  window.on("unresponsive", () => {
    ask("hung", "").catch(reportBug);
  });
  window.on("responsive", settle);
  webContents.on("dom-ready", settle);
  window.once("closed", settle);
}
