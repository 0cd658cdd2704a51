import type { FileProblem } from "#core/domain/resource-file.ts";
import { findSecret } from "#core/domain/secrets.ts";
import { filesOf } from "./edit-resource.ts";
import type { ReadResource } from "./read-resource.ts";

/**
 * Keys in the files of a resource, each by file and line: the text, code, schemas and initial state, comments too. They are
 * kept letter for letter whatever becomes of what they say, so that no file of it may hold one [S58].
 */
export function findSecretsIn(read: ReadResource): readonly FileProblem[] {
  return filesOf(read).flatMap(({ path, text }) => {
    const found = findSecret(text) ?? findSecret(path);
    if (found === null) return [];
    const line = text.split("\n").findIndex((each) => findSecret(each) !== null) + 1;
    const reason = `it seems to hold ${found}: keys belong in the environment or the key store, never in a file`;
    return [{ file: path, line: line === 0 ? null : line, path: "", reason }];
  });
}

/** The same of many: a file that several name is told once. */
export function findSecretsInAll(resources: readonly ReadResource[]): readonly FileProblem[] {
  const byFile = new Map(resources.flatMap(findSecretsIn).map((problem) => [problem.file, problem]));
  return [...byFile.values()];
}
