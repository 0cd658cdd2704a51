import type { Json, JsonObject } from "#core/base/json.ts";
import type { Result } from "#core/base/result.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { CallFailure } from "#core/resources/callable.ts";

/** An environment of one rollout: fresh from its recorded initial state, seen by nobody else, gone when closed. */
export interface OpenEnvironment {
  /**
   * One of the declared actions, with arguments that satisfy its schema. A failure is an answer that the model gets to
   * see. Once the signal is aborted nobody waits for the answer.
   */
  perform(action: string, input: Json, signal: AbortSignal): Promise<Result<Json, CallFailure>>;
  /** What can be observed of its state now: equal states give equal JSON. */
  state(): Promise<Json>;
  /** Drops the state and lets go of what it held. Actions performed afterwards fail. */
  close(): Promise<void>;
}

/** What every type of environment implements, and nothing more: actions, limits of time and lifetime are common to all. */
export interface EnvironmentType<C extends EnvironmentContent = EnvironmentContent> {
  /** A constant that changes whenever the actions may answer differently. Part of a closure. */
  readonly implementation: string;
  /** With its rollout, or by the first action that needs it: what takes long to open costs nothing where nobody asks. */
  readonly opens: "with-the-rollout" | "at-first-action";
  /** The longest an action may take, its opening included where that waits for it. */
  readonly actionTimeoutMs: number;
  /** What keeps the environment from being opened, one sentence each; empty when it can be. */
  findProblems(content: C): Promise<readonly string[]>;
  /** The content with what a task brings laid over its initial state, or why that has not the form it must have. */
  begin(content: C, given: JsonObject): Result<C, string>;
  /**
   * A fresh one for one rollout. The content is known to be without problems. Once the signal is aborted nobody waits:
   * one that is opened all the same is closed.
   */
  open(content: C, signal: AbortSignal): Promise<OpenEnvironment>;
}
