import { statSync } from "node:fs";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { splitResourceKey, toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { FolderRead } from "#core/exchange/disk/read-folder.ts";
import { fromWhereTyped } from "#core/host/cli/call-workspace.ts";
import { formatWarnings } from "#core/host/cli/format/applied.ts";
import { tell } from "#core/host/cli/terminal.ts";
import { parseContentText, readTyped } from "#core/host/cli/read-content.ts";

type Written = { readonly key: ResourceKey; readonly file: string };

/**
 * A resource from one file: its content as JSON or YAML, or written as the files of a folder of resources are, with what
 * stands beside it: a prompt is Markdown with front matter, a tool has its code in a file of its own, and much may be left
 * out. The files are read at once, before anything is asked.
 */
export function compileContent(
  type: "register" | "update",
  { key, file }: Written,
): (client: WorkspaceClient) => Promise<readonly AskedEdit[]> {
  const text = readTyped(file);
  return async (client) => {
    const { content, place } = isResourceFile(key, file, text)
      ? await readAsFiles(client, { key, file }, await readBeside({ key, file }, text))
      : await readWhole({ key, file }, text);
    const before = type === "update" ? await findContent(client, key) : null;
    await refuseSlips({ key, file }, { content, place, before });
    return [{ type, resource: key, content }];
  };
}

type Compiled = { readonly content: Json; readonly place: (pointer: string) => Placed };
type Placed = { readonly file: string; readonly line: number | null };

/** A whole content. JSON is YAML, and so has lines. */
async function readWhole({ file }: Written, text: string): Promise<Compiled> {
  const { readFields } = await import("#core/exchange/files/read-fields.ts");
  const content = await parseContentText(file, text);
  const fields = readFields(text, 1);
  const lineOf = "reason" in fields ? () => null : fields.lineOf;
  return { content, place: (pointer) => ({ file: nameOf(file), line: lineOf(pointer) }) };
}

type Held = Compiled & { readonly before: JsonObject | null };

/** Throws content-invalid for known fields that are written wrongly; others that nobody knows are told and kept [R43]. */
async function refuseSlips({ key, file }: Written, { content, place, before }: Held): Promise<void> {
  if (!isJsonObject(content)) return;
  const { findUnknownFields, hasField, tellUnknown } = await import("#core/exchange/files/unknown-fields.ts");
  const { FilesFault } = await import("#core/exchange/files/files-fault.ts");
  const found = findUnknownFields(splitResourceKey(key).kind, content).map((field) => ({
    problem: { ...place(field.pointer), path: field.pointer, reason: tellUnknown(field) },
    isSlip: field.meant !== null && !hasField(before ?? undefined, field.pointer),
  }));
  const slips = found.filter(({ isSlip }) => isSlip).map(({ problem }) => problem);
  if (slips.length > 0)
    throw new FilesFault(slips, {
      what: `${nameOf(file)} holds no ${key}`,
      hint: "Correct the named places.",
    });
  for (const line of formatWarnings(found.map(({ problem }) => problem))) tell(line);
}

async function findContent(client: WorkspaceClient, key: ResourceKey): Promise<JsonObject | null> {
  const { kind, name } = splitResourceKey(key);
  const there = await client.resources.list({ kind });
  if (there.every((each) => each.name !== name)) return null;
  return (await client.resources.show({ resource: key })).content as JsonObject; // As every content is.
}

/** A prompt's is Markdown; of the other kinds, what is YAML and no JSON. */
function isResourceFile(key: ResourceKey, file: string, text: string): boolean {
  if (text.trimStart().startsWith("{")) return false;
  if (splitResourceKey(key).kind !== "prompt") return true;
  return file === "-" ? text.startsWith("---") : /\.(md|markdown)$/i.test(file);
}

/** What is no file, as standard input or a pipe, stands alone. */
async function readBeside({ key, file }: Written, text: string): Promise<FolderRead> {
  const path = file === "-" ? null : fromWhereTyped(file);
  if (path !== null && statSync(path).isFile()) {
    const { readOneResource } = await import("#core/exchange/disk/read-folder.ts");
    const { extending } = await import("#core/app/workspace/extending.ts");
    return readOneResource(path, { key, named: file, extending: extending() });
  }
  const { mainPath } = await import("#core/exchange/files/group-files.ts");
  return {
    files: [{ path: mainPath(key), text }],
    problems: [],
    composed: new Set(),
    uncomposed: new Set(),
    place: (problem) => ({ ...problem, file: nameOf(file) }),
  };
}

async function readAsFiles(
  client: WorkspaceClient,
  { key, file }: Written,
  { files, problems, place }: FolderRead,
): Promise<Compiled> {
  const { readResourceFile, slotsIn } = await import("#core/exchange/files/read-files.ts");
  const { FilesFault } = await import("#core/exchange/files/files-fault.ts");
  let asked: string | null = null;
  const read = (slots: readonly string[] | null) =>
    readResourceFile(key, files, {
      slotsOf: (prompt) => {
        asked = prompt;
        return slots;
      },
    });
  const first = read(null);
  // Which places a prompt has is known to the workspace alone.
  const prompt = asked === null ? null : await findContent(client, toResourceKey("prompt", asked));
  const outcome = prompt === null ? first : read(slotsIn(prompt["messages"]));
  if (outcome.ok && problems.length === 0) {
    const { read: resource } = outcome;
    const placed = (pointer: string) => place({ ...resource.place(pointer), path: pointer, reason: "" });
    return { content: resource.content, place: placed };
  }
  const found = outcome.ok ? [] : outcome.problems.map(place);
  // Of a file that could not be read, it is said why, and not that it is missing.
  const told = problems.length > 0 ? problems : found;
  throw new FilesFault(told, { what: `${nameOf(file)} holds no ${key}`, hint: "Correct the named places." });
}

function nameOf(file: string): string {
  return file === "-" ? "Standard input" : file;
}
