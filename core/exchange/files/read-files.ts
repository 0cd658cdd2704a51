import { splitResourceKey, toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { placeholdersIn } from "#core/domain/content/prompt.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { groupFiles } from "./group-files.ts";
import { readResource, type ReadResource } from "./read-resource.ts";
import {
  MOST_FILE_CHARACTERS,
  wholeFile,
  type FileProblem,
  type ResourceFile,
} from "#core/domain/resource-file.ts";
import type { Known } from "./with-defaults.ts";

export type ReadFolder = {
  readonly resources: readonly ReadResource[];
  readonly problems: readonly FileProblem[];
  /** Files that are no part of any resource. */
  readonly ignored: readonly string[];
};

/**
 * Reads the files of a folder as resources. It goes on after a problem, so that all of them are told at once. `known` is
 * asked for prompts that the folder does not have. Reads no disk.
 */
export function readResourceFiles(files: readonly ResourceFile[], known: Known): ReadFolder {
  const bad = files.flatMap((file) => findUnfit(file));
  const unfit = new Set(bad.map(({ file }) => file));
  const { groups, shared, problems, ignored } = groupFiles(files.filter(({ path }) => !unfit.has(path)));
  const prompts = groups.filter(({ key }) => splitResourceKey(key).kind === "prompt");
  const outcomes = new Map(prompts.map((group) => [group.key, readResource(group, { known, shared })]));
  const slotsOf = (name: string): readonly string[] | null => {
    const outcome = outcomes.get(toResourceKey("prompt", name));
    if (outcome === undefined) return known.slotsOf(name);
    return outcome.ok ? slotsIn(outcome.read.content["messages"]) : null;
  };
  const around = { known: { ...known, slotsOf }, shared };
  const read = groups.map((group) => outcomes.get(group.key) ?? readResource(group, around));
  return {
    resources: read.flatMap((outcome) => (outcome.ok ? [outcome.read] : [])),
    problems: [
      ...bad,
      ...problems,
      ...read.flatMap((outcome) => (outcome.ok ? [] : outcome.problems)),
    ].toSorted(inOrder),
    ignored,
  };
}

/** By file and line. */
export function inOrder(a: FileProblem, b: FileProblem): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : (a.line ?? 0) - (b.line ?? 0);
}

/** The slots of a prompt's messages, each once, in order of appearance. */
export function slotsIn(messages: Json | undefined): readonly string[] {
  const texts = (value: Json | undefined): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap((item: Json) => texts(item));
    if (!isJsonObject(value)) return [];
    const { text, sections } = value;
    return typeof text === "string" ? [text] : texts(sections);
  };
  return [...new Set(texts(messages).flatMap(placeholdersIn))];
}

/** What no file of ours can be, whoever sends it. */
function findUnfit({ path, text }: ResourceFile): readonly FileProblem[] {
  if (!isPlainPath(path))
    return [wholeFile(path, "its path leads out of the folder, or is written as no path is")];
  if (text.length > MOST_FILE_CHARACTERS)
    return [wholeFile(path, `it has ${text.length} characters, over the limit of ${MOST_FILE_CHARACTERS}`)];
  if (!text.isWellFormed()) return [wholeFile(path, "it is not text in UTF-8")];
  const nothing = text.indexOf("\0");
  if (nothing === -1) return [];
  const line = text.slice(0, nothing).split("\n").length;
  return [{ file: path, line, path: "", reason: "it holds a NUL, and so is no text" }];
}

function isPlainPath(path: string): boolean {
  const parts = path.split("/");
  return (
    path.isWellFormed() &&
    !/[\\\p{Cc}]/u.test(path) &&
    parts.every((part) => part !== "" && part !== "." && part !== "..") &&
    parts.length <= 20
  );
}

/** One resource by its own files alone: the one file that says what it is, and what stands beside it. */
export function readResourceFile(
  key: ResourceKey,
  files: readonly ResourceFile[],
  known: Known,
): ReturnType<typeof readResource> {
  const { resources, problems } = readResourceFiles(files, known);
  const read = resources.find((each) => each.key === key);
  if (problems.length > 0 || read === undefined)
    return {
      ok: false,
      problems:
        problems.length > 0 ? problems : [wholeFile(files[0]?.path ?? "", `it does not say what ${key} is`)],
    };
  return { ok: true, read };
}
