import { AppError } from "#core/base/app-error.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import { wholeFile, type FileProblem } from "#core/domain/resource-file.ts";
import { FilesFault } from "#core/exchange/files/files-fault.ts";
import type { HostWindows, OpenedWorkspace } from "#core/app/host-windows.ts";
import { readSeed } from "./read-seed.ts";
import { typedPlace } from "./typed-place.ts";

type Made = OpenedWorkspace & { readonly problems: FileProblem[] };

/** What is about the place of the new workspace, and not about the files that it is made of. */
const OF_THE_PLACE: ReadonlySet<ErrorCode> = new Set(["path-refused", "workspace-exists", "workspace-held"]);

/**
 * Makes a workspace of a person's files, which are read on this machine, and opens it. What is wrong with them is the
 * answer, each by file and line; then nothing was made [C33]. Throws what is about the place of the workspace.
 */
export async function makeOfFiles(windows: HostWindows, folder: string, files: string): Promise<Made> {
  let seed: ReturnType<typeof readSeed>;
  try {
    const place = typedPlace(files);
    seed = readSeed(place, place);
  } catch (error) {
    return refused(toProblems(error, files));
  }
  try {
    return { ...(await windows.make(folder, seed)), problems: [] };
  } catch (error) {
    if (error instanceof AppError && OF_THE_PLACE.has(error.code)) throw error;
    return refused(toProblems(error, files));
  }
}

function refused(problems: readonly FileProblem[]): Made {
  return { done: false, url: null, problems: [...problems] };
}

function toProblems(error: unknown, files: string): readonly FileProblem[] {
  if (error instanceof FilesFault) return error.problems;
  if (error instanceof AppError) return [wholeFile(files, `${error.message} ${error.hint}`)];
  throw error;
}
