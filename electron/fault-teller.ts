import { app, shell } from "electron";
import { toErrorReport } from "#core/base/app-error.ts";
import { choose } from "./dialogs.ts";

export type FaultTeller = {
  readonly logFile: string;
  readonly note: (error: unknown) => void;
  /** The program goes on; whether it should is the person's to say. */
  readonly quit: () => void;
};

/**
 * Writes faults down, and tells each the first time it comes, one box at a time: the hundredth box about the same thing
 * would be in the way of the work that still goes on. Resolves when no box stands any more.
 */
export function createFaultTeller({ logFile, note, quit }: FaultTeller): (error: unknown) => Promise<void> {
  const told = new Set<string>();
  let standing: Promise<void> | null = null;
  const tell = async (error: unknown): Promise<void> => {
    await app.whenReady();
    const { message, rest } = splitFault(error);
    const detail = [rest, `It is written down in ${logFile}.`].filter((part) => part !== "").join("\n\n");
    const answer = await choose(null, {
      type: "error",
      message,
      detail,
      buttons: ["Go On", "Show Log", "Quit"],
      ifClosed: 0,
    });
    if (answer === 1) shell.showItemInFolder(logFile);
    if (answer === 2) quit();
  };
  return async (error) => {
    note(error);
    const { message } = splitFault(error);
    if (standing === null && !told.has(message)) {
      told.add(message);
      standing = tell(error).catch(note);
    }
    await standing;
    standing = null;
  };
}

/** The first line of a fault for the headline; its other lines and where it came from for below. */
function splitFault(error: unknown): { readonly message: string; readonly rest: string } {
  const { message, hint } = toErrorReport(error);
  const [first = "", ...others] = message.split("\n");
  const stack =
    error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
  const rest = [others.join("\n").trim(), hint, stack.slice(0, 8).join("\n")];
  return { message: first, rest: rest.filter((part) => part !== "").join("\n\n") };
}
