import { err, ok, type Result } from "#core/base/result.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { EnvironmentType } from "./environment.ts";

/** An environment that begins in the state that a task brings, or why it cannot: without a full stop, for after a colon. */
export async function beginIn(
  type: EnvironmentType,
  content: EnvironmentContent,
  given: JsonObject,
): Promise<Result<EnvironmentContent, string>> {
  const begun = type.begin(content, given);
  if (!begun.ok) return begun;
  const [problem] = await type.findProblems(begun.value);
  return problem === undefined ? ok(begun.value) : err(problem);
}
