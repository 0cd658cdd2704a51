import type { Json } from "#core/base/json.ts";
import type { Result } from "#core/base/result.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { CallFailure, RunDesk } from "#core/resources/callable.ts";
import type { Sandbox, SandboxRun } from "#core/sandbox/sandbox.ts";

export type PinnedTool<C extends ToolContent = ToolContent> = {
  readonly key: ResourceKey;
  readonly version: string;
  readonly content: C;
};

export type ToolDeps = {
  readonly sandbox: Sandbox;
  readonly desk: RunDesk;
  /** The rollout's seed: a code tool's random numbers follow from it, the tool and the arguments. */
  readonly seed: number;
  /** What this program can do for code tools; each reaches only what its record grants. */
  readonly host: SandboxRun["host"];
};

export type BuildDeps = {
  readonly sandbox: Sandbox;
  /** What this program can do for code tools. */
  readonly host: SandboxRun["host"];
  /** For all of it together. Taking longer is a fault of the tool. */
  readonly timeoutMs: number;
  /** The caller's: aborted, there is no answer. */
  readonly signal: AbortSignal;
};

/** One call's way through a tool, whatever its type. Arguments are valid; the result is not checked yet. */
export type Perform = (input: Json, signal: AbortSignal) => Promise<Result<Json, CallFailure>>;

/** What every type of tool implements, and nothing more: schemas, checks of results and spans are common to all. */
export interface ToolType<C extends ToolContent = ToolContent> {
  /** What keeps the tool from being used, one sentence each; its schemas are known to be usable. Throws cancelled. */
  findProblems(content: C, deps: BuildDeps): Promise<readonly string[]>;
  /** The way of calls in one run. Throws unsupported for what this program does not have. */
  bind(tool: PinnedTool<C>, deps: ToolDeps): Perform;
  /** The name of the part of this program that its answers come from, as closures have it; null where its version says all. */
  implementationOf(content: C): string | null;
}
