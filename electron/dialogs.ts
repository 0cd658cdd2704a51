import { dialog } from "electron";
import { toErrorReport } from "#core/base/app-error.ts";

/** Says why something failed and asks whether to try it again; false means quit. */
export async function askToTryAgain(error: unknown): Promise<boolean> {
  const { message, hint } = toErrorReport(error);
  return await isFirst({ type: "warning", message, detail: hint, buttons: ["Try Again", "Quit"] });
}

/** Says why the program cannot start. */
export async function tellFailure(error: unknown): Promise<void> {
  const { message, hint, code } = toErrorReport(error);
  const detail = [hint, `[${code}]`].filter((line) => line !== "").join("\n\n");
  await isFirst({ type: "error", message, detail, buttons: ["Quit"] });
}

/** Says that the page is gone and asks whether to load it anew; false means quit. */
export async function askToReload(reason: string): Promise<boolean> {
  return await isFirst({
    type: "error",
    message: "The window has stopped working.",
    detail: `Nothing of the workspace is lost, and a running session goes on. (${reason})`,
    buttons: ["Reload", "Quit"],
  });
}

type Question = {
  readonly type: "warning" | "error";
  readonly message: string;
  readonly detail: string;
  readonly buttons: string[];
};

/** Whether the first button was pressed; closing the box is the last one. */
async function isFirst(question: Question): Promise<boolean> {
  const cancelId = question.buttons.length - 1;
  const { response } = await dialog.showMessageBox({ ...question, defaultId: 0, cancelId, noLink: true });
  return response === 0 && cancelId > 0;
}
