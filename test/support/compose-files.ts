import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { composeConfig } from "#core/config/compose/compose.ts";
import { createFileSource } from "#core/config/compose/config-files.ts";
import { toValue } from "#core/config/compose/told.ts";
import { makeFolder } from "./test-workspace.ts";

/** Files by path, all composed into `a.yaml` with what is typed over it, in an environment. */
export type ConfigCase = {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly named?: string;
  readonly typed?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

const { folder, remove } = makeFolder();
process.once("exit", remove);

let places = 0;

/** What the files come to, or what people are told. `prepare` sees their folder before. */
export function composeFiles(
  { files, named = "a.yaml", typed = [], environment = {} }: ConfigCase,
  prepare?: (at: string) => void,
) {
  places += 1;
  const cwd = join(folder, String(places));
  mkdirSync(join(cwd, "shipped"), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  prepare?.(cwd);
  try {
    const composed = composeConfig({
      source: createFileSource({ cwd, shipped: { word: "shipped", folder: join(cwd, "shipped") } }),
      named,
      overrides: typed.map((text) => ({ text, shown: `--set ${text}` })),
      environment: (name) => environment[name],
      fields: (path) => (path.length === 0 ? ["agent", "size", "limits", "list"] : null),
    });
    return toValue(composed);
  } catch (error) {
    if (error instanceof AppError && error.code === "config-invalid") return error.message;
    throw error;
  }
}

/** A file for others to build on. */
export const BASE_FILE = "size: 1\nlimits: { steps: 8, tokens: 100 }\nlist: [one, two, three]\n";
