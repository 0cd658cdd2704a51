import { AppError } from "#core/base/app-error.ts";
import { readOwnText } from "#core/store/own-file.ts";

/** Far more than all settings together; a parser takes many times as much of memory. */
const MOST_BYTES = 1024 * 1024;

/**
 * A workspace without the file is one with nothing set. Throws config-invalid where it is there and cannot be read, and
 * path-refused for a link.
 */
export function readSettingsText(path: string): string {
  try {
    return readOwnText(path, MOST_BYTES) ?? "";
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("config-invalid", `${path} cannot be read: ${reason}.`, {
      hint: "It has to be a file that you may read; without one, nothing is set.",
      cause,
    });
  }
}
