import { accessSync, chmodSync, constants, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";

/** A file system that Linux keeps in memory; a container may have a small one, or none. */
const IN_MEMORY = "/dev/shm";
/** All that the tests have at one time is a tenth of it. */
const ENOUGH_BYTES = 4e9;

export type MemoryFolder = {
  /** What a process needs to know of it; empty where there is none, and its temporary files go where they always go. */
  readonly environment: Readonly<Record<string, string>>;
  readonly remove: () => void;
};

/**
 * A folder for the temporary files of all tests, in memory where the machine offers that: thousands of commits wait for the
 * disk, and, on a busy one, for what everybody else has written. Whatever tests leave in it goes with it.
 */
export function openMemoryFolder(): MemoryFolder {
  if (!isFit(IN_MEMORY)) return { environment: {}, remove: () => undefined };
  const folder = mkdtempSync(join(IN_MEMORY, "autogenesis-"));
  // As the system's own: some tests run what they start as another user.
  chmodSync(folder, 0o1777);
  return {
    environment: { TMPDIR: folder },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Some tests start what they have put there. */
function isFit(place: string): boolean {
  try {
    accessSync(place, constants.W_OK);
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize >= ENOUGH_BYTES && !mountOptions(place).includes("noexec");
  } catch {
    return false;
  }
}

function mountOptions(place: string): readonly string[] {
  const mounts = readFileSync("/proc/mounts", "utf8").split("\n");
  const [, , , options = "noexec"] = mounts.find((line) => line.split(" ")[1] === place)?.split(" ") ?? [];
  return options.split(",");
}
