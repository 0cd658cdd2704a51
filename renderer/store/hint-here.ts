import type { ErrorCode } from "#core/base/error-codes.ts";
import { hintStrings } from "#renderer/strings/hints.ts";

/** Words for somebody at a command line: `log`, --help. */
const COMMAND_LINE = /`|(?:^|\s)--[a-z]/;

/** What to do about a refusal, in words of this window: as the host says it, unless that is for a command line. */
export function hintHere({ code, hint }: { readonly code: ErrorCode; readonly hint: string }): string {
  return COMMAND_LINE.test(hint) ? (hintStrings.inWindow[code] ?? "") : hint;
}
