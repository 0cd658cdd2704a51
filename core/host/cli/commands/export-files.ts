import { existsSync } from "node:fs";
import type { Command } from "commander";
import { extending } from "#core/app/workspace/extending.ts";
import { AppError } from "#core/base/app-error.ts";
import type { ExportedDocument } from "#core/contract/files.ts";
import { wholeFile, type FileProblem } from "#core/domain/resource-file.ts";
import { readFolder, type FolderRead } from "#core/exchange/disk/read-folder.ts";
import { askWorkspace, fromWhereTyped, print } from "#core/host/cli/call-workspace.ts";
import { tellRefused, type Refused } from "#core/host/cli/folder/applied-files.ts";
import { refuseForeignFolder, writeFolder } from "#core/host/cli/folder/write-folder.ts";
import { toKey } from "#core/host/cli/resource-argument.ts";
import { returning, type ExitCode } from "#core/host/cli/returning.ts";

type ExportOptions = { readonly files?: boolean; readonly at: string; readonly force?: boolean };

export function addFilesExport(program: Command): void {
  program
    .command("export")
    .description("write resources to a folder")
    .argument("<path>", "a folder: an empty one, or one that holds files of resources, which are edited")
    .argument("[kind/name...]", "only these (default: all that are in use)")
    .option("--files", "as plain files, the ones that `apply` reads")
    .option("--at <commit>", "as of this commit", "head")
    .option("--force", "write over files that say what no version says")
    .action(
      returning(async (...[path, keys, options, command]: [string, string[], ExportOptions, Command]) =>
        exportTo(fromWhereTyped(path), { keys, options, command }),
      ),
    );
}

type Exporting = {
  readonly keys: readonly string[];
  readonly options: ExportOptions;
  readonly command: Command;
};

async function exportTo(folder: string, { keys, options, command }: Exporting): Promise<ExitCode> {
  if (options.files !== true) {
    throw new AppError("usage", "export does not say as what.", { hint: "Say --files for plain files." });
  }
  refuseForeignFolder(folder);
  const there = existsSync(folder)
    ? readFolder(folder, extending())
    : { files: [], problems: [], composed: new Set<string>() };
  let exported: ExportedDocument | null = null;
  const document = await askWorkspace(command, async (client) => {
    const asked = await client.files.export({
      at: options.at,
      existing: [...there.files],
      overwrite: options.force === true,
      ...(keys.length === 0 ? {} : { resources: keys.map(toKey) }),
    });
    exported = { ...asked, refused: [...asked.refused, ...unreadTargets(asked, there, options)] };
    const refusal = toRefusal(exported);
    return refusal ?? exported;
  });
  // Once, whatever was read a second time beside a writer.
  if (!("error" in document)) writeFolder(folder, document);
  print(command, document, (said) => ("error" in said ? "" : formatExported(said, folder)));
  const refusal = exported === null ? null : toRefusal(exported);
  if (refusal === null) return 0;
  tellRefused(refusal, command);
  return 1;
}

/** What could not even be read is not written over unasked, nor what says more than itself. */
function unreadTargets(
  { files }: ExportedDocument,
  { problems, composed }: Pick<FolderRead, "problems" | "composed">,
  { force }: ExportOptions,
): readonly FileProblem[] {
  const targets = new Set(files.map(({ path }) => path));
  const built = force === true ? [] : [...composed].filter((path) => targets.has(path));
  return [
    ...problems
      .filter(({ file, reason }) => targets.has(file) && (force !== true || reason.includes("link")))
      .map(({ file, reason }) => wholeFile(file, reason)),
    ...built.map((path) =>
      wholeFile(path, "it extends other files, which writing it would end: change it by hand"),
    ),
  ];
}

function toRefusal({ refused }: ExportedDocument): Refused | null {
  if (refused.length === 0) return null;
  const message = "Files there say what no version of the workspace says: nothing was written.";
  return {
    error: { code: "path-refused", message, hint: "Bring them in first, or write over them with --force." },
    problems: refused,
  };
}

function formatExported({ files, remove, resources }: ExportedDocument, folder: string): string {
  const gone = remove.length === 0 ? "" : `, ${remove.length} taken away`;
  return `${resources.length} resource${resources.length === 1 ? "" : "s"} in ${folder}: ${files.length} file${files.length === 1 ? "" : "s"} written${gone}.`;
}
