import { AppError } from "#core/base/app-error.ts";
import { BugError } from "#core/base/assert.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import { beginIn } from "./begin-in.ts";
import type { EnvironmentType, OpenEnvironment } from "./environment.ts";
import { environmentTypeOf } from "./table.ts";

/** What keeps an environment from being opened, one sentence each; empty when it can be. */
export async function buildEnvironment(content: EnvironmentContent): Promise<readonly string[]> {
  return environmentTypeOf(content).findProblems(content);
}

/**
 * The content that a rollout opens, with what its task brings laid over it. Throws build-failed for content that its type
 * finds fault with, and dataset-invalid for a task that does not fit it [R21].
 */
export async function contentToOpen(
  type: EnvironmentType,
  content: EnvironmentContent,
  given: JsonObject | undefined,
): Promise<EnvironmentContent> {
  const problems = await type.findProblems(content);
  if (problems.length === 0) return given === undefined ? content : laidOver(type, content, given);
  throw new AppError("build-failed", `The environment cannot be opened: ${problems.join("; ")}.`, {
    hint: "Correct its content.",
    way: "list-resources",
  });
}

async function laidOver(
  type: EnvironmentType,
  content: EnvironmentContent,
  given: JsonObject,
): Promise<EnvironmentContent> {
  const begun = await beginIn(type, content, given);
  if (begun.ok) return begun.value;
  throw new AppError("dataset-invalid", `The environment cannot begin as the item says: ${begun.error}.`, {
    hint: "Correct the item's initial state, or import it for the environment as it is now.",
  });
}

/** A fresh environment for one rollout, of content without problems. Throws environment-failed with what went wrong. */
export async function openEnvironment(
  type: EnvironmentType,
  content: EnvironmentContent,
  signal: AbortSignal,
): Promise<OpenEnvironment> {
  try {
    return await type.open(content, signal);
  } catch (error) {
    if (error instanceof AppError || error instanceof BugError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError("environment-failed", `The environment could not be opened: ${why}`, { cause: error });
  }
}
