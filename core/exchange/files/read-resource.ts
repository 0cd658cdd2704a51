import { formatPointer, jsonEquals, type Json, type JsonObject } from "#core/base/json.ts";
import { parseContent } from "#core/domain/content/content.ts";
import { splitResourceKey } from "#core/domain/resource.ts";
import { splitFrontMatter, type FrontMatter } from "./front-matter.ts";
import type { FileGroup } from "./group-files.ts";
import { readBody, type PromptBody } from "./prompt-body.ts";
import { readFields, type Fields } from "./read-fields.ts";
import { readSchemaFile, type SchemaFile } from "./read-schema-file.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import { findUnknownFields, tellUnknown } from "./unknown-fields.ts";
import { withDefaults, type Known } from "./with-defaults.ts";

/** A resource as its files say it, with what is needed to say where a fault of it stands, and to write another one the same way. */
export type ReadResource = FileGroup & {
  readonly content: JsonObject;
  /** As the YAML has them, without what is left to defaults. */
  readonly fields: JsonObject;
  readonly yaml: string;
  readonly prompt: { readonly matter: FrontMatter; readonly body: PromptBody } | null;
  /** The schema files that it names, by field. */
  readonly schemas: ReadonlyMap<string, SchemaFile>;
  /** Which of its files say a field of the content that is not in the YAML. */
  readonly place: (pointer: string) => { readonly file: string; readonly line: number | null };
};

export type ReadOutcome =
  | { readonly ok: true; readonly read: ReadResource }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

type Around = { readonly known: Known; readonly shared: ReadonlyMap<string, string> };

/** Reads the files of one resource into its content, or says everything that is wrong with them. Reads no disk. */
export function readResource(group: FileGroup, { known, shared }: Around): ReadOutcome {
  const { main, key } = group;
  const { kind, name } = splitResourceKey(key);
  const text = textOfMain(group);
  if ("reason" in text) return failed([{ file: main.path, ...text }]);
  const fields = readFields(text.yaml, text.line);
  if ("reason" in fields) return failed([{ file: main.path, ...fields }]);
  const parts = readParts(group, fields, { shared, prompt: text.prompt });
  if (parts.problems.length > 0) return failed(parts.problems);
  const raw = withDefaults(kind, name, { fields: { ...fields.values, ...parts.values }, known });
  const place = (pointer: string) => placeOf(pointer, { group, fields, prompt: text.prompt, parts });
  const parsed = parseContent(kind, raw);
  if (!parsed.ok) {
    // What is missing may be there under a name that is written wrongly.
    const slips = findUnknownFields(kind, raw).filter(({ meant }) => meant !== null);
    return failed([
      ...parsed.error.map((line) => {
        const cut = line.indexOf(": ");
        const path = line.slice(0, cut);
        return { ...place(path), path, reason: line.slice(cut + 2) };
      }),
      ...slips.map((slip) => ({ ...place(slip.pointer), path: slip.pointer, reason: tellUnknown(slip) })),
    ]);
  }
  return {
    ok: true,
    read: {
      ...group,
      content: parsed.value.content as JsonObject, // JSON went in.
      fields: fields.values,
      yaml: text.yaml,
      prompt: text.prompt,
      schemas: parts.schemas,
      place,
    },
  };
}

function failed(problems: readonly FileProblem[]): ReadOutcome {
  return { ok: false, problems };
}

type MainText = {
  readonly yaml: string;
  readonly line: number;
  readonly prompt: { readonly matter: FrontMatter; readonly body: PromptBody } | null;
};

function textOfMain({ key, main }: FileGroup): MainText | Omit<FileProblem, "file"> {
  if (splitResourceKey(key).kind !== "prompt") return { yaml: main.text, line: 1, prompt: null };
  const matter = splitFrontMatter(main.text);
  if (matter === null) {
    const reason =
      "it does not begin with front matter: a line ---, at least a description, and another line ---";
    return { line: 1, path: "/description", reason };
  }
  if (matter === "open") return { line: 1, path: "", reason: "no line --- ends its front matter" };
  const body = readBody(matter.body, matter.bodyLine, matter.eol);
  return { yaml: matter.yaml, line: 2, prompt: { matter, body } };
}

type Parts = {
  readonly values: JsonObject;
  readonly problems: readonly FileProblem[];
  readonly schemas: ReadonlyMap<string, SchemaFile>;
};

/** What of the content does not stand in the YAML: texts of a prompt, code, schemas, files of an initial state. */
function readParts(
  group: FileGroup,
  { values, lineOf }: Fields,
  { shared, prompt }: Pick<Around, "shared"> & Pick<MainText, "prompt">,
): Parts {
  const { main, beside } = group;
  const found: Record<string, Json> = {};
  const problems: FileProblem[] = [];
  const schemas = new Map<string, SchemaFile>();
  const at = (path: string, reason: string): void =>
    void problems.push({ file: main.path, line: lineOf(path), path, reason });
  if (prompt !== null) {
    problems.push(...prompt.body.problems.map((problem) => ({ file: main.path, ...problem })));
    const hasBody = prompt.body.messages.length > 0;
    if (hasBody && values["messages"] !== undefined)
      at("/messages", "its messages stand in the body as well");
    if (hasBody) found["messages"] = prompt.body.messages;
    else if (values["messages"] === undefined && prompt.body.problems.length === 0)
      problems.push({
        file: main.path,
        line: prompt.matter.bodyLine,
        path: "/messages",
        reason: "the prompt has no text",
      });
  }
  for (const field of ["inputSchema", "outputSchema"]) {
    const name = values[field];
    if (typeof name !== "string") continue;
    const read = readSchemaFile(main.path, name, shared);
    if ("reason" in read)
      problems.push(
        read.file === main.path ? { ...read, line: lineOf(`/${field}`), path: `/${field}` } : read,
      );
    else {
      schemas.set(field, read);
      found[field] = read.value;
    }
  }
  const { kind, name } = splitResourceKey(group.key);
  if (kind === "tool" && beside.length > 0) {
    if (values["code"] !== undefined) at("/code", `its code stands in ${beside[0]?.path ?? ""} as well`);
    found["code"] = beside[0]?.text ?? "";
  }
  if (kind === "environment" && beside.length > 0) {
    if (values["initialState"] !== undefined)
      at("/initialState", `its files stand in environments/${name} as well`);
    found["initialState"] = {
      files: Object.fromEntries(beside.map(({ path, text }) => [stateName(path), text])),
    };
  }
  return { values: found, problems, schemas };
}

/** environments/NAME/notes/a.txt is notes/a.txt of its initial state. */
function stateName(path: string): string {
  return path.split("/").slice(2).join("/");
}

type Placing = {
  readonly group: FileGroup;
  readonly fields: Fields;
  readonly prompt: MainText["prompt"];
  readonly parts: Parts;
};

/** Where a pointer into the content stands in the files. */
function placeOf(pointer: string, { group, fields, prompt, parts }: Placing) {
  const [, field = "", message, , section] = pointer.split("/");
  const file = group.main.path;
  if (fields.values[field] !== undefined && !parts.schemas.has(field))
    return { file, line: fields.lineOf(pointer) };
  const schema = parts.schemas.get(field);
  if (schema !== undefined) return { file: schema.path, line: null };
  if (field === "messages" && prompt !== null)
    return { file, line: sectionLine(prompt, Number(message), Number(section)) };
  const [first] = group.beside;
  if (field === "code" && first !== undefined) return { file: first.path, line: 1 };
  if (field === "initialState" && first !== undefined) {
    const wanted = group.beside.find(({ path }) => pointer.includes(formatPointer([stateName(path)])));
    return { file: (wanted ?? first).path, line: null };
  }
  return { file, line: fields.lineOf("") };
}

function sectionLine(
  { matter, body }: NonNullable<MainText["prompt"]>,
  message: number,
  section: number,
): number {
  const before = body.messages.slice(0, message).reduce((sum, { sections }) => sum + sections.length, 0);
  const piece = body.pieces[body.places[before + (Number.isNaN(section) ? 0 : section)] ?? 0];
  return piece?.line ?? matter.bodyLine;
}

/** Whether the files say exactly this content. */
export function says(
  outcome: ReadOutcome,
  content: JsonObject,
): outcome is ReadOutcome & { readonly ok: true } {
  return outcome.ok && jsonEquals(outcome.read.content, content);
}
