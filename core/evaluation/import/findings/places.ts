import type { Item } from "#core/domain/dataset.ts";
import type { Finding } from "#core/domain/import-finding.ts";
import { findMisplaced } from "#core/evaluation/find-misplaced.ts";
import { foundAt, someOf, type Finds, type PromptPlaces } from "./found.ts";

/**
 * Parts of inputs that no prompt has a place for, and places that they do not fill: of the prompt that they fit best, which
 * is the one they are likely for [S43, S44].
 */
export function findPlaces({ items, prompts }: Finds): readonly (Finding | null)[] {
  const inputs = items.map(({ item }) => item.input);
  const [best] = prompts.toSorted((a, b) => fitOf(b, inputs) - fitOf(a, inputs));
  if (best === undefined) return [];
  const { agent, slots } = best;
  const linesAt = (at: readonly number[]): readonly number[] => at.map((index) => items[index]?.line ?? 0);
  const { unplaced, unfilled } = findMisplaced(slots, inputs);
  const all = items.length;
  if (fitOf(best, inputs) === 0) {
    const names = unplaced.flatMap(({ name }) => name ?? []);
    return [
      foundAt(
        items.map(({ line }) => line),
        {
          kind: "unplaced",
          reason: `No agent's prompt has a place for ${names.length === 0 ? "one text" : names.join(", ")}: ${agent} asks for ${slots.length === 0 ? "nothing" : slots.join(", ")}.`,
        },
      ),
    ];
  }
  return [
    ...unplaced.map(({ name, at }) =>
      foundAt(linesAt(at), {
        kind: "unplaced",
        field: name,
        reason:
          name === null
            ? `The prompt of ${agent} has ${slots.length} places, ${slots.join(", ")}, but the input of ${someOf(at.length, all)} is one text.`
            : `The prompt of ${agent} has no place for ${name}, which stands in ${someOf(at.length, all)}: it reaches nobody. Write {{${name}}} in that prompt, in the window under the agent, or leave the field out of the input.`,
      }),
    ),
    ...unfilled.map(({ name, at }) =>
      foundAt(linesAt(at), {
        kind: "unfilled",
        field: name,
        reason: `The prompt of ${agent} asks for {{${name}}}, which is missing in ${someOf(at.length, all)}: their runs fail.`,
      }),
    ),
  ];
}

/** How many parts of inputs have a place. */
function fitOf({ slots }: PromptPlaces, inputs: readonly Item["input"][]): number {
  return inputs.reduce(
    (sum, input) =>
      sum +
      (typeof input === "string"
        ? Number(slots.length === 1)
        : Object.keys(input).filter((name) => slots.includes(name)).length),
    0,
  );
}
