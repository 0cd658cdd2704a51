import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { fillValue } from "./fill-template.ts";
import type { Asserting } from "./asserting.ts";
import { isFileReference, pathOf } from "./references.ts";

/**
 * The code of a `javascript` check: what is written, or the function that a file beside the configuration exports. It is
 * read here and run in the sandbox alone, when an output is scored.
 */
export function readCode(written: Json, { variables, files }: Asserting): Result<Json, string> {
  if (typeof written !== "string" || written.trim() === "") return err("its value is no code");
  if (isFileReference(written)) return readFunction(written, files);
  const filled = fillValue(written, variables);
  return typeof filled === "string"
    ? ok(filled)
    : err("its value is missing, or a template that is more than {{variables}}");
}

function readFunction(reference: string, files: Asserting["files"]): Result<string, string> {
  const path = pathOf(reference);
  if (!/\.[cm]?js$/i.test(path)) return err(`${path} is no JavaScript`);
  const code = files.read(path);
  if (!code.ok) return err(`${path} ${code.error}`);
  if (/\brequire\s*\(|^\s*import\b|\bimport\s*\(/m.test(code.value))
    return err(`${path} needs other modules, which are not there where it would run`);
  const name = /:([A-Za-z_$][\w$]*)$/.exec(reference)?.[1];
  const exported = code.value
    .replaceAll(/^([ \t]*)export\s+default\b/gm, "$1module.exports.default =")
    .replaceAll(/^([ \t]*)export\s+((?:async\s+)?function\s+([\w$]+)|const\s+([\w$]+))/gm, "$1$2");
  const pick =
    name === undefined
      ? "module.exports.default ?? module.exports"
      : `module.exports.${name} ?? (typeof ${name} === "undefined" ? undefined : ${name})`;
  return ok(
    `const module = { exports: {} }; const exports = module.exports;\n${exported}\nconst check = ${pick};\nreturn check(output, context);`,
  );
}
