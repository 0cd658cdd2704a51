/** Everything the command line says goes through here: texts of models, tools and data must not steer a terminal. */

/** Control characters but line break and tab, and those that turn the direction of writing. */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text with what a terminal would obey, or reorder letters by, written out as an escape. */
export function toTerminalText(text: string): string {
  return text.replaceAll(UNSAFE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** An answer, on standard output. */
export function say(text: string): void {
  process.stdout.write(`${toTerminalText(text)}\n`);
}

/** A document for programs: exactly as it is, on one line of standard output. */
export function sayDocument(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}

/** Progress or a complaint, on standard error. */
export function tell(text: string): void {
  process.stderr.write(`${toTerminalText(text)}\n`);
}

/** A defect of ours, with its stack. */
export function tellBug(error: unknown): void {
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
