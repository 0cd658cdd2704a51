import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { assert } from "#core/base/assert.ts";
import { canonicalJson } from "#core/base/canonical-json.ts";
import type { Json } from "#core/base/json.ts";

/** Finished parts of a proof by key, so that an interrupted one goes on where it stopped. */
export interface Checkpoint {
  load(key: string): Json | undefined;
  save(key: string, value: Json): void;
}

const KEY = /^[a-z0-9][a-z0-9.-]*$/;

/** Keeps nothing: for a run without --checkpoint. */
export const NO_CHECKPOINT: Checkpoint = { load: () => undefined, save: () => undefined };

/**
 * A checkpoint in a folder, one JSON file for each key (lower-case letters, digits, dots and dashes). The folder
 * belongs to one proof with one set of options: another is refused with `input-invalid`, because parts of two
 * would make figures of neither. A part is there whole or not at all, also after a kill.
 */
export function openCheckpoint(folder: string, identity: Json): Checkpoint {
  mkdirSync(folder, { recursive: true });
  claimFolder(folder, canonicalJson(identity));
  const toFile = (key: string): string => {
    assert(KEY.test(key), `checkpoint key ${key} does not make a file name`);
    return join(folder, `part-${key}.json`);
  };
  return {
    load: (key) => {
      const file = toFile(key);
      return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Json) : undefined;
    },
    save: (key, value) => writeWhole(toFile(key), JSON.stringify(value)),
  };
}

/** The saved part, or a new one that is then saved. */
export async function computeOnce<T extends Json>(
  checkpoint: Checkpoint,
  key: string,
  compute: () => T | Promise<T>,
): Promise<T> {
  const saved = checkpoint.load(key);
  // Sound because the folder belongs to this proof: under this key nobody else has saved anything.
  if (saved !== undefined) return saved as T;
  const value = await compute();
  checkpoint.save(key, value);
  return value;
}

function claimFolder(folder: string, identity: string): void {
  const file = join(folder, "proof.json");
  if (!existsSync(file)) {
    writeWhole(file, identity);
    return;
  }
  const owner = readFileSync(file, "utf8");
  if (owner === identity) return;
  throw new AppError("input-invalid", `${folder} holds parts of another run: ${owner}`, {
    hint: "Name another folder, or delete this one to start over.",
  });
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
