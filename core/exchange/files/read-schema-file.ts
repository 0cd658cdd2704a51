import type { Json } from "#core/base/json.ts";
import { readFields } from "./read-fields.ts";
import { wholeFile, type FileProblem } from "#core/domain/resource-file.ts";

/** A schema that stands in a file of its own, beside the ones that name it. */
export type SchemaFile = { readonly path: string; readonly text: string; readonly value: Json };

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*\.schema\.(json|ya?ml)$/;

/** The schema file that a field names; a problem of `main` where it names none. JSON is read as the YAML that it is. */
export function readSchemaFile(
  main: string,
  name: string,
  shared: ReadonlyMap<string, string>,
): SchemaFile | FileProblem {
  if (!NAME.test(name)) {
    return wholeFile(
      main,
      `"${name}" is no schema and names none: a schema's file is called NAME.schema.json and stands beside this one`,
    );
  }
  const path = `${main.slice(0, main.lastIndexOf("/") + 1)}${name}`;
  const text = shared.get(path);
  if (text === undefined) return wholeFile(main, `the file ${path}, which it names, is not there`);
  const fields = readFields(text, 1);
  return "reason" in fields ? { file: path, ...fields } : { path, text, value: fields.values };
}
