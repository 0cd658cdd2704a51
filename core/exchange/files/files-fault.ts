import { AppError } from "#core/base/app-error.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";

type Told = {
  /** What cannot be done with them: the beginning of a sentence that goes on with the problems. */
  readonly what: string | null;
  readonly hint: string;
};

const MOST_TOLD = 10;

/** What is wrong with files, as the error of who asked for them: each problem apart, and all of them in its message. */
export class FilesFault extends AppError {
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[], { what, hint }: Told) {
    const more = problems.length > MOST_TOLD ? `; and ${problems.length - MOST_TOLD} more` : "";
    const told = `${problems.slice(0, MOST_TOLD).map(word).join("; ")}${more}`;
    super("content-invalid", what === null ? told : `${what}: ${told}.`, { hint });
    this.problems = problems;
  }
}

function word({ file, line, path, reason }: FileProblem): string {
  const place = line === null ? file : `${file}:${line}`;
  return [place, ...(path === "" ? [] : [path]), reason].join(": ");
}
