import { readFileSync, statSync } from "node:fs";
import { AppError } from "#core/base/app-error.ts";
import { scorerSchema, type Scorer } from "#core/domain/dataset.ts";
import { fromWhereTyped } from "#core/host/cli/call-workspace.ts";

export type ScorerOptions = { readonly scorer?: Scorer["type"]; readonly scorerFile?: string };

const MAX_BYTES = 200_000;

/**
 * The scorer that was named, with its settings at their defaults; undefined where none was. Throws usage where code is
 * to score and no file has it, or the other way round, and not-found and path-refused as reading it does.
 */
export function readScorer({ scorer, scorerFile }: ScorerOptions): Scorer | undefined {
  if (scorerFile === undefined) {
    if (scorer === "code")
      throw new AppError("usage", "The scorer code needs a file with its function.", {
        hint: "Name it with --scorer-file FILE: (output, expected, item) => true, false or 0 to 1.",
      });
    return scorer === undefined ? undefined : scorerSchema.parse({ type: scorer });
  }
  if (scorer !== undefined && scorer !== "code")
    throw new AppError("usage", `The scorer ${scorer} takes no file.`, {
      hint: "Leave out --scorer, or say --scorer code.",
    });
  const parsed = scorerSchema.safeParse({ type: "code", code: readCode(fromWhereTyped(scorerFile)) });
  if (parsed.success) return parsed.data;
  throw new AppError("usage", `${scorerFile} is empty, or longer than a scorer may be.`, {
    hint: "It holds one function: (output, expected, item) => true, false or 0 to 1.",
  });
}

function readCode(path: string): string {
  try {
    if (statSync(path).size > MAX_BYTES)
      throw new AppError("usage", `${path} is larger than a scorer may be.`, {
        hint: "It holds one function; what it needs besides stands in it.",
      });
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw isMissing
      ? new AppError("not-found", `There is no file ${path}.`, { hint: "Check its name.", cause: error })
      : new AppError("path-refused", `${path} cannot be read.`, {
          hint: "Check that it is a file, and its permissions.",
          cause: error,
        });
  }
}
