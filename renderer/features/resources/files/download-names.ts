import type { ResourceFile } from "#core/domain/resource-file.ts";

/** Files by the names under which they are downloaded: without their folder, unless two would be called alike. */
export function downloadNames(
  files: readonly ResourceFile[],
): ReadonlyArray<{ readonly name: string; readonly text: string }> {
  const short = (path: string): string => path.split("/").slice(1).join("-");
  return files.map(({ path, text }) => {
    const isAlone = files.every((other) => other.path === path || short(other.path) !== short(path));
    return { name: isAlone ? short(path) : path.replaceAll("/", "-"), text };
  });
}
