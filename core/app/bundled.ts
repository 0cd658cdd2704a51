import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Json } from "#core/base/json.ts";

/** The program's own data, as it ships: resources/ at the top of the project or of the packaged app. */
const BUNDLED = join(import.meta.dirname, "..", "..", "resources");

function bundledPath(...parts: readonly string[]): string {
  return join(BUNDLED, ...parts);
}

/** The one file that a program of another language reads approved versions with; it is copied beside that program. */
export function bundledClient(file: string): string {
  return readFileSync(bundledPath("clients", file), "utf8");
}

/** The folder of agents that are described whole and run as they are, each in a file at its top [C32]. */
export function bundledConfigs(): string {
  return bundledPath("configs");
}

/** The optimizers' own prompts by name: resources like any other, versioned and editable. */
export function bundledPrompts(): ReadonlyMap<string, Json> {
  const folder = bundledPath("prompts");
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return new Map(
    files
      .toSorted()
      .map((file) => [basename(file, ".json"), JSON.parse(readFileSync(join(folder, file), "utf8")) as Json]),
  );
}
