import { AppError } from "#core/base/app-error.ts";
import type { PromptContent } from "#core/domain/content/prompt.ts";
import type { Item } from "#core/domain/dataset.ts";
import { toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { findMisplaced } from "#core/evaluation/find-misplaced.ts";
import type { PromptPlaces } from "#core/evaluation/import/findings/found.ts";
import type { ResourceView } from "#core/resources/view.ts";

/** Of all agents that have their prompt. */
export function allPlaces(view: ResourceView): readonly PromptPlaces[] {
  return view.listUsable("agent").flatMap((agent) => placesOfAgent(view, agent) ?? []);
}

/** Null where the agent or its prompt is not there. */
export function placesOfAgent(view: ResourceView, agent: ResourceKey): PromptPlaces | null {
  const found = view.find(agent)?.resource;
  if (found?.kind !== "agent") return null;
  const prompt = view.find(toResourceKey("prompt", found.content.prompt))?.resource;
  return prompt?.kind === "prompt" ? { agent, slots: slotsOf(prompt.content) } : null;
}

export function slotsOf({ inputSchema }: Pick<PromptContent, "inputSchema">): readonly string[] {
  return Object.keys(inputSchema.properties);
}

/**
 * Throws input-invalid where a part of the items' input reaches no place of the prompt, or no item fills one of its places:
 * what were measured then would be another task. Nothing is called before [S44].
 */
export function refuseMisplaced({ agent, slots }: PromptPlaces, items: readonly Pick<Item, "input">[]): void {
  const { unplaced, unfilled } = findMisplaced(
    slots,
    items.map(({ input }) => input),
  );
  const [text, ...names] = [
    unplaced.some(({ name }) => name === null),
    ...unplaced.flatMap(({ name }) => name ?? []),
  ] as const;
  if (text) {
    throw new AppError(
      "input-invalid",
      `The items are one text each, but the prompt of ${agent} has ${slots.length === 0 ? "no place for it" : `${slots.length} places: ${slots.join(", ")}`}.`,
      { hint: "Import the items with one field for each place, or use another agent." },
    );
  }
  if (names.length > 0) {
    const slotsToWrite = names.map((name) => `{{${name}}}`).join(", ");
    throw new AppError(
      "input-invalid",
      `The prompt of ${agent} has no place for ${names.join(", ")}, so that this part of the input reaches nobody.`,
      {
        hint: `Write ${slotsToWrite} where it belongs in the prompt, or import the items without that field.`,
      },
    );
  }
  const missing = unfilled.filter(({ at }) => at.length === items.length).map(({ name }) => name);
  if (missing.length === 0) return;
  throw new AppError(
    "input-invalid",
    `The prompt of ${agent} asks for {{${missing.join("}}, {{")}}}, which no item has.`,
    {
      hint: "Import the items with these fields as input, or use an agent whose prompt does not ask for them.",
    },
  );
}
