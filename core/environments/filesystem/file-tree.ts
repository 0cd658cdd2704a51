import { sha256 } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { CallFailure } from "#core/resources/callable.ts";
import { resolvePath } from "./resolve-path.ts";

const MAX_FILES = 1000;
const MAX_TOTAL_BYTES = 16 * 1024 * 1024;
const MAX_SHOWN_PATH_CHARS = 80;

/**
 * The files of one rollout, by path. Decision: they live in memory and never on a disk, so there is no folder to
 * break out of, no link to follow, no race between check and use, nothing to clean up after a crash, and a rollout's
 * copy costs no more than its map. The price is a bound on the total size, which texts for a model stay far below.
 */
export interface FileTree {
  list(): ReadonlyArray<{ readonly path: string; readonly bytes: number }>;
  read(path: string): Result<{ readonly path: string; readonly text: string }, CallFailure>;
  write(path: string, text: string): Result<{ readonly path: string; readonly bytes: number }, CallFailure>;
  /** Every path with size and hash, in order: equal trees, equal JSON. */
  snapshot(): Json;
}

type StoredFile = { readonly text: string; readonly bytes: number };

/** An empty tree. `maxFileBytes` bounds each file in UTF-8. */
export function createFileTree({ maxFileBytes }: { readonly maxFileBytes: number }): FileTree {
  const files = new Map<string, StoredFile>();
  let totalBytes = 0;

  function inOrder(): Array<readonly [path: string, file: StoredFile]> {
    return [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Why the file may not be put there, or null. */
  function findObstacle(path: string, bytes: number): CallFailure | null {
    if (bytes > maxFileBytes)
      return failed(`${shown(path)} would have ${bytes} bytes, over the limit of ${maxFileBytes}.`);
    const old = files.get(path);
    if (old === undefined && files.size >= MAX_FILES)
      return failed(`There are ${MAX_FILES} files already, the most there may be.`);
    if (totalBytes - (old?.bytes ?? 0) + bytes > MAX_TOTAL_BYTES)
      return failed("The files together would be too large.");
    for (const other of files.keys()) {
      if (other.startsWith(`${path}/`)) return refused(path, "it is a folder");
      if (path.startsWith(`${other}/`)) return refused(path, `${shown(other)} is a file`);
    }
    return null;
  }

  return {
    list: () => inOrder().map(([path, { bytes }]) => ({ path, bytes })),
    read: (written) => {
      const path = resolvePath(written);
      if (!path.ok) return err(refused(written, path.error));
      const file = files.get(path.value);
      if (file === undefined)
        return err({ code: "not-found", message: `There is no file ${shown(path.value)}.` });
      return ok({ path: path.value, text: file.text });
    },
    write: (written, text) => {
      const path = resolvePath(written);
      if (!path.ok) return err(refused(written, path.error));
      if (!text.isWellFormed()) return err(failed("The text is not valid Unicode."));
      const bytes = Buffer.byteLength(text);
      const obstacle = findObstacle(path.value, bytes);
      if (obstacle !== null) return err(obstacle);
      totalBytes += bytes - (files.get(path.value)?.bytes ?? 0);
      files.set(path.value, { text, bytes });
      return ok({ path: path.value, bytes });
    },
    snapshot: () => ({
      files: inOrder().map(([path, { text, bytes }]) => ({ path, bytes, sha256: sha256(text) })),
    }),
  };
}

function refused(path: string, reason: string): CallFailure {
  return { code: "path-refused", message: `The path ${shown(path)} is refused: ${reason}.` };
}

function failed(message: string): CallFailure {
  return { code: "tool-failed", message };
}

/** A path as it may appear in a message: one line, whatever it holds. */
function shown(path: string): string {
  return JSON.stringify(
    path.length > MAX_SHOWN_PATH_CHARS ? `${path.slice(0, MAX_SHOWN_PATH_CHARS)}…` : path,
  );
}
