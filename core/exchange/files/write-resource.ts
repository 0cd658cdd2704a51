import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, jsonEquals, type Json, type JsonObject } from "#core/base/json.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { formatFields } from "./format-yaml.ts";
import { groupFiles, mainPath } from "./group-files.ts";
import { canBeBody, writeBody } from "./prompt-body.ts";
import { readResource, says } from "./read-resource.ts";
import { isLeftOver, type ResourceFile } from "#core/domain/resource-file.ts";
import { modelInOneWord, OPTIONAL_FIELDS, withDefaults, type Known } from "./with-defaults.ts";

export type ToWrite = { readonly key: ResourceKey; readonly content: JsonObject; readonly known: Known };

/** A resource as files in the one form that nobody chose: of what has no files of its own. Throws unsupported. */
export function writeResource(request: ToWrite): readonly ResourceFile[] {
  const { key, content, known } = request;
  for (const isApart of [true, false]) {
    const files = toFiles(request, isApart);
    const { groups, shared } = groupFiles(files);
    const [group] = groups;
    if (group !== undefined && says(readResource(group, { known, shared }), content)) return files;
  }
  throw new AppError("unsupported", `${key} cannot be written as files that say the same.`, {
    hint: "Export it as JSON instead.",
  });
}

/** `isApart`: what can stand in files of its own does, the texts of a prompt in its body. */
function toFiles({ key, content, known }: ToWrite, isApart: boolean): ResourceFile[] {
  const { kind, name } = splitResourceKey(key);
  const apart = isApart ? toParts(key, content) : { field: null, body: null, files: [] };
  const rest = Object.fromEntries(Object.entries(content).filter(([field]) => field !== apart.field));
  const parts = Object.fromEntries(Object.entries(content).filter(([field]) => field === apart.field));
  const fields = compact(
    rest,
    (fewer) => {
      const read = withDefaults(kind, name, { fields: { ...fewer, ...parts }, known });
      return jsonEquals(read, content);
    },
    OPTIONAL_FIELDS[kind],
  );
  const model = kind === "agent" ? modelInOneWord(content["model"]) : null;
  const yaml = formatFields(model === null ? fields : { ...fields, model });
  const text = kind === "prompt" ? `---\n${yaml}---\n${apart.body ?? ""}` : yaml;
  return [{ path: mainPath(key), text }, ...apart.files];
}

/** Without the fields that say nothing that is not so without them. */
function compact(
  fields: JsonObject,
  isSame: (fewer: JsonObject) => boolean,
  optional: readonly string[],
): JsonObject {
  return optional.reduce((kept, field) => {
    const { [field]: _left, ...fewer } = kept;
    return Object.hasOwn(kept, field) && isSame(fewer) ? fewer : kept;
  }, fields);
}

type Parts = {
  readonly field: string | null;
  readonly body: string | null;
  readonly files: readonly ResourceFile[];
};
const NOTHING: Parts = { field: null, body: null, files: [] };

function toParts(key: ResourceKey, content: JsonObject): Parts {
  const { kind, name } = splitResourceKey(key);
  if (kind === "prompt" && Array.isArray(content["messages"])) {
    const messages: readonly Json[] = content["messages"];
    return canBeBody(messages) ? { field: "messages", body: writeBody(messages), files: [] } : NOTHING;
  }
  const { code, initialState } = content;
  if (kind === "tool" && typeof code === "string" && isPlainText(code))
    return { field: "code", body: null, files: [{ path: `tools/${name}.js`, text: code }] };
  const files = kind === "environment" ? filesOfState(initialState) : null;
  if (files === null) return NOTHING;
  const folder = `environments/${name}`;
  return {
    field: "initialState",
    body: null,
    files: files.map(({ path, text }) => ({ path: `${folder}/${path}`, text })),
  };
}

/** The files of an initial state, where each can stand in a folder of its own on any machine; null otherwise. */
export function filesOfState(state: Json | undefined): readonly ResourceFile[] | null {
  if (!isJsonObject(state) || Object.keys(state).length !== 1 || !isJsonObject(state["files"])) return null;
  const files = Object.entries(state["files"]).map(([path, text]) => ({ path, text: text as string })); // Its form says so.
  const names = new Set(files.map(({ path }) => path.toLowerCase()));
  const isFolder = (path: string): boolean =>
    [...names].some((name) => name.startsWith(`${path.toLowerCase()}/`));
  const canStand = files.every(({ path, text }) => isPortable(path) && isPlainText(text) && !isFolder(path));
  return files.length > 0 && names.size === files.length && canStand ? files : null;
}

const MOST_DEEP = 12;

function isPortable(path: string): boolean {
  const parts = path.split("/");
  return (
    parts.length <= MOST_DEEP &&
    path.length <= 200 &&
    parts.every(
      (part) => /^[A-Za-z0-9_][A-Za-z0-9._ -]*$/.test(part) && !/[. ]$/.test(part) && !isLeftOver(part),
    )
  );
}

/** Text that a reader of files takes for one. */
function isPlainText(text: string): boolean {
  return !text.includes("\0");
}
