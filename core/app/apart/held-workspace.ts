import type { Kept } from "#core/app/workspace/open-kept.ts";
import type { WorkspacePaths } from "#core/app/workspace/paths.ts";
import type { Channel } from "./channel.ts";
import type { FromRuntime, RuntimeStart, ToRuntime } from "./messages.ts";

export type RuntimeChannel = Channel<ToRuntime, FromRuntime>;

/** A workspace that is open for writing, in which nothing runs yet. */
export type HeldWorkspace = {
  readonly start: RuntimeStart;
  readonly paths: WorkspacePaths;
  readonly kept: Kept;
  /** By their variables; the other thread tells of changes. */
  readonly keys: Map<string, string>;
};
