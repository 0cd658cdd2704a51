/** What keeps a child in when its own engine and Node's permissions no longer do; `none`: nothing of the system's. */
export type SystemWallName = "bubblewrap" | "namespaces" | "none";

export type Command = { readonly file: string; readonly args: readonly string[] };

/**
 * A wall of the operating system around one program: no network, no process but its own, no file but those named,
 * which it can only read, no rights, and an end when we end [T9].
 */
export interface SystemWall {
  readonly name: Exclude<SystemWallName, "none">;
  /** How to start the program behind the wall; `readPaths` as in ProcessOptions. */
  wrap(program: Command, readPaths: readonly string[]): Command;
}

/** What stands around a process that a host starts, beyond the engine inside it and the kill. */
export type Confinement = {
  /** `permissions`: Node's own; `utility`: none, a utility process of Chromium takes no flags of Node's. */
  readonly process: "permissions" | "utility";
  readonly system: SystemWallName;
};
