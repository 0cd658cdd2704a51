import { isUsable } from "#core/domain/lifecycle.ts";
import { AppError } from "#core/base/app-error.ts";
import type { PromptContent } from "#core/domain/content/prompt.ts";
import { toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import type { FoundResource, ResourceView } from "#core/resources/view.ts";

/** A resource that the program itself ships; null where it ships none of this name. */
export type BuiltInLookup = (key: ResourceKey) => FoundResource | null;

export type OperatorPrompt = {
  readonly key: ResourceKey;
  /** For the trace: what was asked with, wherever it came from. */
  readonly version: string;
  readonly content: PromptContent;
};

/**
 * The prompt that an operator asks with: the workspace's, or, where it has none in use, the one that the program ships.
 * Null where neither has one.
 */
export function findOperatorPrompt(
  view: ResourceView,
  name: string,
  builtIn: BuiltInLookup,
): OperatorPrompt | null {
  const key = toResourceKey("prompt", name);
  const own = view.find(key);
  const found = own !== null && isUsable(own.lifecycle) ? own : builtIn(key);
  if (found === null || found.resource.kind !== "prompt") return null;
  return { key, version: found.version, content: found.resource.content };
}

/** As `findOperatorPrompt`; throws resource-missing, which the start of a session has ruled out. */
export function operatorPrompt(view: ResourceView, name: string, builtIn: BuiltInLookup): OperatorPrompt {
  const found = findOperatorPrompt(view, name, builtIn);
  if (found !== null) return found;
  throw new AppError(
    "resource-missing",
    `There is no prompt/${name} in use to ask the optimizer's model with.`,
    {
      hint: "Bring one in: this version of the program ships none of that name.",
    },
  );
}

/** What the span of a model call says of the prompt that it was asked with. */
export function promptAttributes({ key, version }: OperatorPrompt): Readonly<Record<string, string>> {
  return { [AUTOGENESIS.resource]: key, [AUTOGENESIS.resourceVersion]: version };
}
