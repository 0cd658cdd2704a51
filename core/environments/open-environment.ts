import { AppError } from "#core/base/app-error.ts";
import { BugError } from "#core/base/assert.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { EnvironmentType, OpenEnvironment } from "./environment.ts";
import { environmentTypeOf } from "./table.ts";

/** What keeps an environment from being opened, one sentence each; empty when it can be. */
export async function buildEnvironment(content: EnvironmentContent): Promise<readonly string[]> {
  return environmentTypeOf(content).findProblems(content);
}

/** Throws build-failed for content that its type finds fault with. */
export async function refuseProblems(type: EnvironmentType, content: EnvironmentContent): Promise<void> {
  const problems = await type.findProblems(content);
  if (problems.length === 0) return;
  throw new AppError("build-failed", `The environment cannot be opened: ${problems.join("; ")}.`, {
    hint: "Correct its content; `resource list` shows which resources failed.",
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
