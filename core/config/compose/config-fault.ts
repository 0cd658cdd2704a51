import { AppError } from "#core/base/app-error.ts";
import { nearestWord } from "#core/base/nearest-word.ts";
import { formatPath, type Origin } from "./told.ts";

const HINT = "Correct the file; nothing was changed.";

/** `file:line`, or the file alone where it is about the whole of it. */
export function formatOrigin({ file, line }: Origin): string {
  return line === null ? file : `${file}:${line}`;
}

/** One sentence: where it was written, what it is about, what is wrong with it. */
export function wordFault(origin: Origin, path: readonly PropertyKey[], problem: string): string {
  return [formatOrigin(origin), ...(path.length === 0 ? [] : [formatPath(path)]), problem].join(": ");
}

/** What is wrong with a configuration, as an error that names file, line and dotted path [C29]. */
export function configFault(
  origin: Origin,
  path: readonly PropertyKey[],
  { problem, hint = HINT }: { readonly problem: string; readonly hint?: string },
): AppError {
  return new AppError("config-invalid", wordFault(origin, path, problem), { hint });
}

/** `; did you mean "x"?`, else which there are, else nothing. */
export function orMeant(typed: string, known: readonly string[]): string {
  const meant = nearestWord(typed, known);
  if (meant !== null) return `; did you mean "${meant}"?`;
  if (known.length === 0) return "";
  const shown = known.slice(0, MOST_NAMED).join(", ");
  return `; there ${known.length === 1 ? "is" : "are"} ${shown}${known.length > MOST_NAMED ? ", …" : ""}`;
}

const MOST_NAMED = 10;
