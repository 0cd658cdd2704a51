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
  return `${formatOrigin(origin)}: ${wordAt(path, problem)}`;
}

function wordAt(path: readonly PropertyKey[], problem: string): string {
  return path.length === 0 ? problem : `${formatPath(path)}: ${problem}`;
}

/** What is wrong with a configuration, by its place: for what tells it in a list of its own. */
export class ConfigFault extends AppError {
  readonly origin: Origin;
  /** The dotted path and the problem, without the place. */
  readonly said: string;

  constructor(origin: Origin, said: string, hint: string) {
    super("config-invalid", `${formatOrigin(origin)}: ${said}`, { hint });
    this.origin = origin;
    this.said = said;
  }
}

/** What is wrong with a configuration, as an error that names file, line and dotted path [C29]. */
export function configFault(
  origin: Origin,
  path: readonly PropertyKey[],
  { problem, hint = HINT }: { readonly problem: string; readonly hint?: string },
): ConfigFault {
  return new ConfigFault(origin, wordAt(path, problem), hint);
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
