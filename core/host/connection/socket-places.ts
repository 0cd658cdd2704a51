import { lstatSync, mkdtempSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { sha256 } from "#core/base/hash.ts";

/** Where a socket may be made. */
export type SocketPlace = {
  /** The address, free for a new socket. Throws, with the reason as a person reads it, where this is no place for one. */
  readonly prepare: () => string;
  /** Takes the socket away, and the folder that was made for it. */
  readonly clear: (address: string) => void;
};

type Env = Readonly<Record<string, string | undefined>>;

/** Linux allows 107 bytes for a socket's path, macOS 103. */
const LONGEST_SOCKET_PATH = 100;

/**
 * The places for a workspace's socket, best first: in the workspace; in the folder that the system keeps for what this user
 * runs; in a new one of our own under a name nobody can take first. Windows has named pipes instead. Callers learn the
 * address from the note beside the lock, so it need not be one that can be worked out [M3].
 */
export function socketPlaces(folder: string, env: Env = process.env): readonly SocketPlace[] {
  const key = sha256(folder).slice(0, 16);
  if (process.platform === "win32") {
    return [{ prepare: () => `\\\\.\\pipe\\autogenesis-${key}`, clear: () => undefined }];
  }
  const runtime = env["XDG_RUNTIME_DIR"] ?? "";
  return [
    { prepare: () => free(join(folder, "workspace.sock")), clear: removeFile },
    ...(isAbsolute(runtime) ? [runtimePlace(runtime, key)] : []),
    { prepare: inNewFolder, clear: removeWithFolder },
  ];
}

function runtimePlace(folder: string, key: string): SocketPlace {
  return {
    prepare: () => {
      if (!isPrivate(folder)) throw new Error(`${folder} is not this user's alone`);
      return free(join(folder, `autogenesis-${key}.sock`));
    },
    clear: removeFile,
  };
}

/** The path, cleared of what a killed process left there. */
function free(address: string): string {
  refuseLong(address);
  removeFile(address);
  return address;
}

function inNewFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "autogenesis-"));
  const address = join(folder, "workspace.sock");
  try {
    refuseLong(address);
  } catch (error) {
    removeWithFolder(address);
    throw error;
  }
  return address;
}

function refuseLong(address: string): void {
  if (Buffer.byteLength(address) > LONGEST_SOCKET_PATH)
    throw new Error(`${address} is too long for a socket`);
}

/** Takes away what a holder that died left there; a file that somebody put there is not ours to delete. */
function removeFile(address: string): void {
  const found = lstatSync(address, { throwIfNoEntry: false });
  if (found !== undefined && !found.isSocket() && !found.isSymbolicLink())
    throw new Error(`${address} is no socket, and this program makes its own in that place`);
  rmSync(address, { force: true });
}

function removeWithFolder(address: string): void {
  removeFile(address);
  rmdirSync(dirname(address));
}

function isPrivate(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory()) return false;
  return found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
}
