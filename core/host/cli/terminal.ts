import { onFirstUse } from "#core/base/on-first-use.ts";
import { showInvisibleSigns } from "#core/domain/hidden-text.ts";

/**
 * Everything the command line says goes through here: texts of models, tools and data must not steer a terminal [C4].
 */

/** The text with what a terminal would obey, not show or reorder letters by written out: `[U+001B]`. */
export function toTerminalText(text: string): string {
  return showInvisibleSigns(text);
}

/** An answer, on standard output. */
export function say(text: string): void {
  process.stdout.write(`${toTerminalText(text)}\n`);
}

/**
 * A text for whoever reads it: letter for letter where that is a file or another program, and where it is a terminal as
 * any answer [C4].
 */
export function sayText(text: string): void {
  if (process.stdout.isTTY) say(text);
  else process.stdout.write(text);
}

/** A document for programs: exactly what it says, on one line of standard output. */
export function sayDocument(document: unknown): void {
  process.stdout.write(`${toDocumentText(document)}\n`);
}

/** What a terminal would obey or not show; in JSON all of it can only stand inside a text. */
const unseen = onFirstUse(
  () => /[\u007f-\u009f\p{Cf}\p{Cn}\p{Co}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/gu,
);

/** The document as JSON that a terminal may be shown: whoever parses it reads what it was made from [C4]. */
export function toDocumentText(document: unknown): string {
  return JSON.stringify(document).replace(unseen(), (sign) =>
    // UTF-16 units: JSON has no longer escape.
    sign.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}

/** Progress or a complaint, on standard error. */
export function tell(text: string): void {
  process.stderr.write(`${toTerminalText(text)}\n`);
}

/** A defect of ours, with its stack. */
export function tellBug(error: unknown): void {
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
