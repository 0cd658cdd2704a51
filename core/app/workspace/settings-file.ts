import { isMap, type Document } from "yaml";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { readYaml } from "#core/config/read-yaml.ts";
import { parseWorkspaceConfig, type WorkspaceConfig } from "#core/config/workspace-config.ts";
import { replaceNote } from "#core/store/own-file.ts";
import { readSettingsText } from "./settings-text.ts";

/** One change of workspace.yaml: the keys from the top, and their new value; null takes them out. */
export type SettingsEdit = { readonly path: readonly string[]; readonly value: Json };

export type SettingsFile = {
  readonly path: string;
  /** What was last read without a fault. */
  readonly current: () => WorkspaceConfig;
  /** Reads the file again; the answer is what is wrong with it, or null. A faulty one leaves `current` as it was. */
  readonly refresh: () => string | null;
  /** Throws config-invalid, and then leaves the file as it is, when the result could not be read. */
  readonly save: (edits: readonly SettingsEdit[]) => void;
};

/** workspace.yaml: people edit it by hand and by the window, so what they wrote around the settings stays. */
export function openSettingsFile(path: string): SettingsFile {
  let config = parseWorkspaceConfig(readSettingsText(path), path);
  return {
    path,
    current: () => config,
    refresh: () => {
      try {
        config = parseWorkspaceConfig(readSettingsText(path), path);
        return null;
      } catch (error) {
        if (error instanceof AppError) return error.message;
        throw error;
      }
    },
    save: (edits) => {
      const text = applyEdits(readSettingsText(path), edits);
      const parsed = parseWorkspaceConfig(text, path);
      replaceNote(path, text);
      config = parsed;
    },
  };
}

/** The text with its comments and order, and these settings in it. Throws config-invalid where it is not YAML. */
export function applyEdits(text: string, edits: readonly SettingsEdit[]): string {
  const yaml = readYaml(text);
  if ("problem" in yaml) {
    throw new AppError("config-invalid", `The settings cannot be read: ${yaml.problem}.`, {
      hint: "Correct the file; it was left as it is.",
    });
  }
  const { document } = yaml;
  for (const { path, value } of edits) {
    if (value === null) remove(document, path);
    else put(document, { path, value });
  }
  return document.toString();
}

function put(document: Document, { path, value }: SettingsEdit): void {
  for (let depth = 1; depth < path.length; depth += 1) {
    const parent = path.slice(0, depth);
    // "caps:" with nothing under it is null, into which nothing can be put.
    if (document.hasIn(parent) && !isMap(document.getIn(parent, true))) document.deleteIn(parent);
  }
  document.setIn(path, value);
}

/** A map that is empty after it goes as well. */
function remove(document: Document, path: readonly string[]): void {
  if (!document.hasIn(path)) return;
  document.deleteIn(path);
  const parent = path.slice(0, -1);
  const rest = parent.length === 0 ? null : document.getIn(parent, true);
  if (isMap(rest) && rest.items.length === 0) remove(document, parent);
}
