import { AppError } from "#core/base/app-error.ts";
import type { ResourceContent } from "#core/domain/content/content.ts";
import type { FoundResource } from "./view.ts";

/** What keeps a resource from being built, one sentence each. */
export type Build = (resource: ResourceContent) => Promise<readonly string[]>;

/** What is in force works: code that does not compile, or fails its own examples, is not committed. */
export async function refuseUnbuildable(build: Build, { key, resource }: FoundResource): Promise<void> {
  const problems = await build(resource);
  if (problems.length === 0) return;
  throw new AppError("build-failed", `${key} cannot be built: ${problems.join("; ")}`, {
    hint: "Correct it and try again; nothing was changed.",
  });
}
