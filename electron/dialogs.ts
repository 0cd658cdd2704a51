import { dialog, type BrowserWindow, type MessageBoxOptions, type MessageBoxReturnValue } from "electron";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import { APP_NAME } from "./paths.ts";

export type Question = {
  readonly type: "warning" | "error" | "question";
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  /** The button that closing the box stands for; the last one where nothing is said. */
  readonly ifClosed?: number;
  /** Takes the box away again; the answer is then as if it had been closed. */
  readonly signal?: AbortSignal;
};

/** The number of the button that was pressed, in a box of the window it is about where there is one. */
export async function choose(parent: BrowserWindow | null, question: Question): Promise<number> {
  const { buttons, ifClosed = buttons.length - 1, ...rest } = question;
  const options: MessageBoxOptions = {
    ...rest,
    title: APP_NAME,
    buttons: [...buttons],
    defaultId: 0,
    cancelId: ifClosed,
    noLink: true,
  };
  return (await show(parent, options)).response;
}

async function show(
  parent: BrowserWindow | null,
  options: MessageBoxOptions,
): Promise<MessageBoxReturnValue> {
  // A box of a window that is not shown yet, or no longer there, would never be seen.
  const isThere = parent !== null && !parent.isDestroyed() && parent.isVisible();
  return isThere ? await dialog.showMessageBox(parent, options) : await dialog.showMessageBox(options);
}

export type AfterFailure = "again" | "another" | "leave";

export type FailureAsk = {
  readonly parent: BrowserWindow | null;
  /** Nothing is open yet: whoever does not go on quits. */
  readonly isFirst: boolean;
};

/** Says why a workspace did not open and asks what now. Another try helps only where another program holds it. */
export async function askAfterFailure(
  error: unknown,
  { parent, isFirst }: FailureAsk,
): Promise<AfterFailure> {
  const isHeld = error instanceof AppError && error.code === "workspace-held";
  const answers: readonly (readonly [string, AfterFailure])[] = [
    ...(isHeld ? [["Try Again", "again"] as const] : []),
    ["Open Another…", "another"],
    [isFirst ? "Quit" : "Cancel", "leave"],
  ];
  const type = isHeld ? "warning" : "error";
  const buttons = answers.map(([label]) => label);
  return answers[await choose(parent, { ...describeFailure(error), type, buttons })]?.[1] ?? "leave";
}

/** Says why the program cannot start. */
export async function tellFailure(error: unknown): Promise<void> {
  await choose(null, { ...describeFailure(error), type: "error", buttons: ["Quit"] });
}

/** The headline of a box, and what is under it. */
function describeFailure(error: unknown): Pick<Question, "message" | "detail"> {
  const { message, hint, code } = toErrorReport(error);
  const [first = "", ...others] = message.split("\n");
  return {
    message: first,
    detail: [others.join("\n"), hint, `[${code}]`].filter((part) => part !== "").join("\n\n"),
  };
}
