import { isJsonObject, jsonEquals, type Json, type JsonObject } from "#core/base/json.ts";
import { splitResourceKey } from "#core/domain/resource.ts";
import { editYaml, type FieldChange } from "./edit-yaml.ts";
import { groupFiles } from "./group-files.ts";
import { editBody } from "./prompt-body.ts";
import { readResource, says, type ReadResource } from "./read-resource.ts";
import type { ResourceFile } from "#core/domain/resource-file.ts";
import { modelInOneWord, type Known } from "./with-defaults.ts";
import { filesOfState, writeResource } from "./write-resource.ts";

/** How much of the text is written anew, from the least on. What the first of them comes to that says the content is taken. */
const CARES = ["what stands there", "what differs", "whole fields"] as const;
type Care = (typeof CARES)[number];

/**
 * The files of a resource with another content, as near to what they were as can be: comments, order, quoting, and what
 * was left to defaults stay [S53]. Whatever is written is read again before it is believed.
 */
export function editResource(read: ReadResource, content: JsonObject, known: Known): readonly ResourceFile[] {
  const { key, main } = read;
  if (jsonEquals(read.content, content)) return filesOf(read);
  for (const care of CARES) {
    const files = edit(read, content, care);
    if (files === null) continue;
    const { groups, shared } = groupFiles(files);
    const [group] = groups;
    if (group !== undefined && says(readResource(group, { known, shared }), content)) return files;
  }
  const anew = writeResource({ key, content, known });
  // Under the name that it had, so that there are not two of it.
  return anew.map((file, at) => (at === 0 ? { ...file, path: main.path } : file));
}

/** All files of a resource, schemas included. */
export function filesOf({ main, beside, schemas }: ReadResource): readonly ResourceFile[] {
  const named = new Map([...schemas.values()].map(({ path, text }) => [path, text]));
  return [main, ...beside, ...[...named].map(([path, text]) => ({ path, text }))];
}

function edit(read: ReadResource, content: JsonObject, care: Care): readonly ResourceFile[] | null {
  const { kind, name } = splitResourceKey(read.key);
  const yamlFields = new Set(Object.keys(read.fields));
  const changes: FieldChange[] = [];
  const schemas = new Map([...read.schemas.values()].map(({ path, text }) => [path, text]));
  let { beside } = read;
  let body = read.prompt?.matter.body ?? "";
  for (const field of new Set([...Object.keys(content), ...Object.keys(read.content)])) {
    const [from, to] = [read.content[field], content[field]];
    if (jsonEquals(from, to)) continue;
    const schema = read.schemas.get(field);
    if (schema !== undefined && isJsonObject(from) && isJsonObject(to)) {
      const next = editSchema(schema.path, schema.text, { from, to });
      if (next === null) return null;
      schemas.set(schema.path, next);
    } else if (kind === "prompt" && field === "messages" && !yamlFields.has(field)) {
      const next = read.prompt === null || !Array.isArray(to) ? null : editBody(read.prompt.body, to);
      if (next === null) return null;
      body = next;
    } else if (kind === "tool" && field === "code" && beside.length > 0) {
      beside = typeof to === "string" ? beside.map((file) => ({ ...file, text: to })) : [];
    } else if (kind === "environment" && field === "initialState" && beside.length > 0) {
      const files = filesOfState(to);
      if (files === null) return null;
      beside = files.map(({ path, text }) => ({ path: `environments/${name}/${path}`, text }));
    } else if (yamlFields.has(field) || care !== "what stands there") {
      changes.push({
        key: field,
        from,
        to: toWritten(field, to, read.fields[field]),
        isWhole: care === "whole fields",
      });
    }
  }
  const yaml = editYaml(read.yaml, changes);
  if (yaml === null) return null;
  return [
    { ...read.main, text: joinMain(read, yaml, body) },
    ...beside,
    ...[...schemas].map(([path, each]) => ({ path, text: each })),
  ];
}

/** The text of the main file with other fields and, of a prompt, another body. */
export function joinMain({ prompt }: ReadResource, yaml: string, body = prompt?.matter.body ?? ""): string {
  if (prompt === null) return yaml;
  const { open, close, eol } = prompt.matter;
  return `${open}${endLine(yaml, eol)}${close}${body}`;
}

function endLine(text: string, eol: string): string {
  return text === "" || text.endsWith("\n") ? text : text + eol;
}

/** A model that stood there in one word is written in one. */
function toWritten(field: string, to: Json | undefined, written: Json | undefined): Json | undefined {
  return field === "model" && typeof written === "string" ? (modelInOneWord(to) ?? to) : to;
}

function editSchema(
  path: string,
  text: string,
  { from, to }: { readonly from: JsonObject; readonly to: JsonObject },
): string | null {
  if (path.endsWith(".json")) {
    const indent = /\n([ \t]+)/.exec(text)?.[1] ?? 2;
    return `${JSON.stringify(to, null, indent)}${text.endsWith("\n") ? "\n" : ""}`;
  }
  const fields = new Set([...Object.keys(from), ...Object.keys(to)]);
  return editYaml(
    text,
    [...fields]
      .filter((key) => !jsonEquals(from[key], to[key]))
      .map((key) => ({ key, from: from[key], to: to[key], isWhole: false })),
  );
}
