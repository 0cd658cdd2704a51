import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** What a program behind the system's wall sees of the files, each under its own path. */
export type WallView = {
  readonly folders: readonly string[];
  readonly files: readonly string[];
  readonly links: readonly { readonly path: string; readonly target: string }[];
};

/** Where a program's libraries lie, on the systems that we know; Debian's own Node has modules in the last. */
const LIBRARY_FOLDERS = [
  "/usr/lib",
  "/usr/lib32",
  "/usr/lib64",
  "/lib",
  "/lib32",
  "/lib64",
  "/usr/local/lib",
  "/nix/store",
  "/gnu/store",
  "/usr/share/nodejs",
];

/** The programs, the system's libraries, and what is to be read: files, and folders that end in a separator. */
export function toWallView(programs: readonly string[], readPaths: readonly string[]): WallView {
  const libraries = LIBRARY_FOLDERS.filter((path) => existsSync(path));
  const isLink = (path: string): boolean => lstatSync(path).isSymbolicLink();
  return {
    folders: [
      ...libraries.filter((path) => !isLink(path)),
      ...readPaths.filter((path) => path.endsWith("/")).map((path) => path.slice(0, -1)),
    ],
    files: [...programs, ...readPaths.filter((path) => !path.endsWith("/"))],
    // Often /lib is a link into /usr, and a program names its loader by that path.
    links: libraries.filter(isLink).map((path) => ({ path, target: readlinkSync(path) })),
  };
}

const TOOL_FOLDERS = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/run/current-system/sw/bin"];

/** Null where it isn't installed. Our own PATH is not asked: whoever can change that shall not become the wall [M7]. */
export function findTool(name: string): string | null {
  return TOOL_FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}
