import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { toPlainJson } from "#core/base/plain-json.ts";
import { fromWhereTyped } from "./call-workspace.ts";

/** What is brought in by hand is written by hand: a content may have two million characters, of four bytes at most. */
const MAX_BYTES = 8_000_000;

/** The text of a file that a person names; `-` is standard input. Throws not-found, path-refused. */
export function readTyped(file: string): string {
  const path = file === "-" ? "standard input" : fromWhereTyped(file);
  try {
    const bytes = readBounded(file === "-" ? 0 : path, path);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isMissing)
      throw new AppError("not-found", `There is no file ${path}.`, {
        hint: "Check its name.",
        cause: error,
      });
    throw new AppError("path-refused", `${path} cannot be read as text.`, {
      hint: "Check that it is a text file in UTF-8, and its permissions.",
      cause: error,
    });
  }
}

function readBounded(file: string | 0, path: string): Buffer {
  const handle = file === 0 ? 0 : openSync(file, "r");
  try {
    if (fstatSync(handle).size > MAX_BYTES) throw tooLarge(path);
    const bytes = readFileSync(handle);
    if (bytes.length > MAX_BYTES) throw tooLarge(path);
    return bytes;
  } finally {
    if (handle !== 0) closeSync(handle);
  }
}

function tooLarge(path: string): AppError {
  return new AppError("constraint-violated", `${path} is larger than a resource may be.`, {
    hint: "Keep large material in datasets or files, not in a resource.",
  });
}

/** The content that a file holds, as JSON or YAML. Throws content-invalid, which names the file and the line. */
export async function readContent(file: string): Promise<Json> {
  return parseContentText(file, readTyped(file));
}

/** The same of a text that was read from the file. */
export async function parseContentText(file: string, text: string): Promise<Json> {
  const { readYaml } = await import("#core/config/read-yaml.ts");
  // JSON is YAML, and a key that is there twice is told of in both.
  const yaml = readYaml(text);
  if ("problem" in yaml) {
    throw malformed(file, `${yaml.line === null ? "" : `line ${yaml.line}: `}${yaml.problem}`);
  }
  const plain = toPlainJson(toValue(file, yaml.document));
  if (!plain.ok) throw malformed(file, `${plain.error.path}: ${plain.error.problem}`);
  return plain.value;
}

/** What stands for something else many times over is refused by the reader of the document. */
function toValue(file: string, document: { readonly toJS: () => unknown }): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw malformed(file, error instanceof Error ? error.message : String(error));
  }
}

function malformed(file: string, problem: string): AppError {
  return new AppError(
    "content-invalid",
    `${file === "-" ? "Standard input" : file} holds no content: ${problem}.`,
    {
      hint: "Write it as JSON or YAML; `resource show KIND/NAME --json` shows one that is there.",
    },
  );
}
