import { AppError } from "#core/base/app-error.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { OpenEnvironment } from "./environment.ts";
import { environmentTypeOf } from "./table.ts";

/** What keeps an environment from being opened, one sentence each; empty when it can be. */
export function buildEnvironment(content: EnvironmentContent): readonly string[] {
  return environmentTypeOf(content).findProblems(content);
}

/** A fresh environment for one rollout. Throws build-failed for content that `buildEnvironment` finds fault with. */
export function openEnvironment(content: EnvironmentContent): OpenEnvironment {
  const problems = buildEnvironment(content);
  if (problems.length > 0) {
    throw new AppError("build-failed", `The environment cannot be opened: ${problems.join("; ")}.`, {
      hint: "Correct its content.",
      way: "list-resources",
    });
  }
  return environmentTypeOf(content).open(content);
}
