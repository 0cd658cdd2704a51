import { statSync } from "node:fs";
import type { Json, JsonObject } from "#core/base/json.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { splitResourceKey, toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { FolderRead } from "#core/exchange/disk/read-folder.ts";
import { fromWhereTyped } from "#core/host/cli/call-workspace.ts";
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
    const content = isResourceFile(key, file, text)
      ? await readAsFiles(client, { key, file }, await readBeside({ key, file }, text))
      : await parseContentText(file, text);
    return [{ type, resource: key, content }];
  };
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
): Promise<Json> {
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
  const prompt = asked === null ? null : await findPrompt(client, asked);
  const outcome = prompt === null ? first : read(slotsIn(prompt["messages"]));
  if (outcome.ok && problems.length === 0) return outcome.read.content;
  const found = outcome.ok ? [] : outcome.problems.map(place);
  // Of a file that could not be read, it is said why, and not that it is missing.
  const told = problems.length > 0 ? problems : found;
  throw new FilesFault(told, { what: `${nameOf(file)} holds no ${key}`, hint: "Correct the named places." });
}

function nameOf(file: string): string {
  return file === "-" ? "Standard input" : file;
}

async function findPrompt(client: WorkspaceClient, name: string): Promise<JsonObject | null> {
  const there = await client.resources.list({ kind: "prompt" });
  if (there.every((each) => each.name !== name)) return null;
  const { content } = await client.resources.show({ resource: toResourceKey("prompt", name) });
  return content as JsonObject; // As every content is.
}
