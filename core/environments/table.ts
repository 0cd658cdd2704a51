import type { EnvironmentContent, EnvironmentOfType } from "#core/domain/content/environment.ts";
import type { EnvironmentType } from "./environment.ts";
import { FILESYSTEM } from "./filesystem/filesystem.ts";

/** Every type of environment that a record may name. */
const ENVIRONMENT_TYPES: {
  readonly [T in EnvironmentContent["type"]]: EnvironmentType<EnvironmentOfType<T>>;
} = {
  filesystem: FILESYSTEM,
};

/** How environments of this content's type work. Invariant: it is asked about this content alone, whose type it is. */
export function environmentTypeOf({ type }: EnvironmentContent): EnvironmentType {
  return ENVIRONMENT_TYPES[type];
}

/** For closures: the constants of the environment types. */
export const environmentImplementations: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(ENVIRONMENT_TYPES).map(([type, { implementation }]) => [
    `environment:${type}`,
    implementation,
  ]),
);
