import { AppError } from "#core/base/app-error.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { OpenEnvironment } from "./environment.ts";
import {
  FILESYSTEM_IMPLEMENTATION,
  findFilesystemProblems,
  openFilesystem,
} from "./filesystem/filesystem.ts";

type EnvironmentType = {
  /** A constant that changes whenever the actions may answer differently. Part of a closure. */
  readonly implementation: string;
  readonly findProblems: (content: EnvironmentContent) => readonly string[];
  readonly open: (content: EnvironmentContent) => OpenEnvironment;
};

const TYPES: Readonly<Record<EnvironmentContent["type"], EnvironmentType>> = {
  filesystem: {
    implementation: FILESYSTEM_IMPLEMENTATION,
    findProblems: findFilesystemProblems,
    open: openFilesystem,
  },
};

/** For closures: the constants of the environment types. */
export const environmentImplementations: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(TYPES).map(([type, { implementation }]) => [`environment:${type}`, implementation]),
);

/** What keeps an environment from being opened, one sentence each; empty when it can be. */
export function buildEnvironment(content: EnvironmentContent): readonly string[] {
  return TYPES[content.type].findProblems(content);
}

/** A fresh environment for one rollout. Throws build-failed for content that `buildEnvironment` finds fault with. */
export function openEnvironment(content: EnvironmentContent): OpenEnvironment {
  const problems = buildEnvironment(content);
  if (problems.length > 0) {
    throw new AppError("build-failed", `The environment cannot be opened: ${problems.join("; ")}.`, {
      hint: "Correct its content; `resource list` shows which resources failed.",
    });
  }
  return TYPES[content.type].open(content);
}
