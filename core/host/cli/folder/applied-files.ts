import type { Command } from "commander";
import type { AppliedDocument } from "#core/contract/files.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import type { FolderRead } from "#core/exchange/disk/read-folder.ts";
import { isJson } from "#core/host/cli/call-workspace.ts";
import { formatProblems } from "#core/host/cli/format/applied.ts";
import { tell } from "#core/host/cli/terminal.ts";

export type ApplyOptions = {
  readonly branch?: string;
  readonly message?: string;
  readonly propose?: boolean;
  readonly preview?: boolean;
  readonly prune?: boolean;
  readonly watch?: boolean;
};

/** How often the contract is asked, the files of `read` are the same. */
export function toInput({ files }: FolderRead, { branch, message, propose, prune }: ApplyOptions) {
  return {
    files: [...files],
    as: propose === true ? ("proposal" as const) : ("commit" as const),
    ...(branch === undefined ? {} : { branch }),
    ...(message === undefined ? {} : { message }),
    ...(prune === true ? { prune } : {}),
  };
}

export const NOT_READ = {
  code: "content-invalid",
  message: "The files cannot be brought in as they are: nothing was changed.",
  hint: "Correct them and try again.",
} as const;

/** Files that were not taken, as a document. */
export type Refused = {
  readonly error: { readonly code: string; readonly message: string; readonly hint: string };
  readonly problems: readonly FileProblem[];
};

/** What it came to, or what is wrong: with the files, or with what the registry makes of them. */
export function toDocument(
  applied: AppliedDocument,
  { problems, place, uncomposed }: FolderRead,
): AppliedDocument | Refused {
  const all = [...problems, ...applied.problems.filter(({ file }) => !uncomposed.has(file)).map(place)];
  if (all.length > 0) return { error: NOT_READ, problems: all };
  if (applied.refusal === null) return { ...applied, warnings: applied.warnings.map(place) };
  const { code, message, hint } = applied.refusal;
  return { error: { code, message, hint }, problems: [] };
}

/** What is wrong with files, a line each as editors read them, and then what that comes to. */
export function tellRefused({ error, problems }: Refused, command: Command): void {
  if (isJson(command)) return;
  for (const line of [...formatProblems(problems), error.message, error.hint, `[${error.code}]`]) tell(line);
}
