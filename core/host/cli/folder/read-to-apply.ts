import { readFileSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { extending } from "#core/app/workspace/extending.ts";
import { readSystem } from "#core/app/workspace/read-system.ts";
import { readFields } from "#core/exchange/files/read-fields.ts";
import { groupFiles } from "#core/exchange/files/group-files.ts";
import { readFolder, type FolderRead } from "#core/exchange/disk/read-folder.ts";
import { describesSystem, filesOfSystem } from "#core/exchange/system-file.ts";
import { composeConfig } from "#core/config/compose/compose.ts";
import { createFileSource } from "#core/config/compose/config-files.ts";
import { KIND_OF_FOLDER, type FileProblem } from "#core/domain/resource-file.ts";

/**
 * What `apply` is given: a folder of plain files, one of them, or a file that describes a system, whose resources are
 * brought in as plain files, too [S57]. Throws path-refused, config-invalid and content-invalid.
 */
export function readToApply(path: string): FolderRead {
  if (!isSystem(path)) return readFolder(path, extending());
  const system = readSystem(basename(path), { cwd: dirname(path), set: [] });
  const files = filesOfSystem(system);
  const { groups } = groupFiles(files);
  const keyOf = new Map(
    groups.flatMap(({ key, main, beside }) => [main, ...beside].map((file) => [file.path, key] as const)),
  );
  const originOf = new Map(system.resources.map(({ resource, origin }) => [resource, origin]));
  const place = (problem: FileProblem): FileProblem => {
    const key = keyOf.get(problem.file);
    const origin = key === undefined ? undefined : originOf.get(key);
    return origin === undefined ? problem : { ...problem, ...origin };
  };
  return { files, problems: [], composed: new Set(), uncomposed: new Set(), place };
}

/** A file in the folder of a kind is one resource, whatever it says. */
function isSystem(path: string): boolean {
  const isYaml = /\.ya?ml$/.test(path) && !KIND_OF_FOLDER.has(basename(dirname(path)));
  if (!isYaml || statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const fields = readFields(readFileSync(path, "utf8"), 1);
  if ("reason" in fields) return false;
  const { shipped, environment } = extending();
  const told = composeConfig({
    source: createFileSource({ cwd: dirname(path), shipped }),
    named: basename(path),
    environment,
    overrides: [],
    fields: () => null,
  });
  return describesSystem(told);
}
