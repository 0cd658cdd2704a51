import { AppError } from "#core/base/app-error.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import { splitResourceKey, toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { parseContentText, readTyped } from "#core/host/cli/read-content.ts";

type Written = { readonly key: ResourceKey; readonly file: string };

/**
 * A resource from one file: its content as JSON or YAML, or written as the files of a folder of resources are, where a
 * prompt is Markdown with front matter and much may be left out. The file is read at once, before anything is asked.
 */
export function compileContent(
  type: "register" | "update",
  { key, file }: Written,
): (client: WorkspaceClient) => Promise<readonly AskedEdit[]> {
  const text = readTyped(file);
  return async (client) => {
    const content = isResourceFile(key, file, text)
      ? await readAsFile(client, { key, file, text })
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

async function readAsFile(
  client: WorkspaceClient,
  { key, file, text }: Written & { readonly text: string },
): Promise<Json> {
  const { mainPath } = await import("#core/exchange/files/group-files.ts");
  const { readResourceFile, slotsIn } = await import("#core/exchange/files/read-files.ts");
  let asked: string | null = null;
  const read = (slots: readonly string[] | null) =>
    readResourceFile(key, [{ path: mainPath(key), text }], {
      slotsOf: (prompt) => {
        asked = prompt;
        return slots;
      },
    });
  const first = read(null);
  // Which places a prompt has is known to the workspace alone.
  const prompt = asked === null ? null : await findPrompt(client, asked);
  const outcome = prompt === null ? first : read(slotsIn(prompt["messages"]));
  if (outcome.ok) return outcome.read.content;
  throw new AppError(
    "content-invalid",
    `${file === "-" ? "Standard input" : file} holds no ${key}: ${outcome.problems.map(describe).join("; ")}.`,
    { hint: "Correct the named places." },
  );
}

async function findPrompt(client: WorkspaceClient, name: string): Promise<JsonObject | null> {
  const there = await client.resources.list({ kind: "prompt" });
  if (there.every((each) => each.name !== name)) return null;
  const { content } = await client.resources.show({ resource: toResourceKey("prompt", name) });
  return content as JsonObject; // As every content is.
}

function describe({ line, path, reason }: FileProblem): string {
  return [...(line === null ? [] : [`line ${line}`]), ...(path === "" ? [] : [path]), reason].join(": ");
}
