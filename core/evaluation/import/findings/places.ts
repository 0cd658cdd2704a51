import type { Finding } from "#core/domain/import-finding.ts";
import { findMisplaced } from "#core/evaluation/find-misplaced.ts";
import { foundAt, someOf, type Finds } from "./found.ts";

/** Parts of inputs that the prompt has no place for, and places of it that they do not fill [S43, S44]. */
export function findPlaces({ items, prompt }: Finds): readonly (Finding | null)[] {
  if (prompt === null) return [];
  const { agent, slots } = prompt;
  const inputs = items.map(({ item }) => item.input);
  const { unplaced, unfilled } = findMisplaced(slots, inputs);
  const linesAt = (at: readonly number[]): readonly number[] => at.map((index) => items[index]?.line ?? 0);
  const all = items.length;
  return [
    ...unplaced.map(({ name, at }) =>
      foundAt(linesAt(at), {
        kind: "unplaced",
        field: name,
        reason:
          name === null
            ? `The prompt of ${agent} has ${slots.length === 0 ? "no place" : `${slots.length} places`} for the one text of ${someOf(at.length, all)}. Name the fields that fill its places: ${slots.join(", ")}.`
            : `The prompt of ${agent} has no place for ${name}, which ${someOf(at.length, all)} have: it reaches nobody. Write {{${name}}} in the prompt, or leave the field out of the input.`,
      }),
    ),
    ...unfilled.map(({ name, at }) =>
      foundAt(linesAt(at), {
        kind: "unfilled",
        field: name,
        reason: `The prompt of ${agent} asks for {{${name}}}, which ${someOf(at.length, all)} do not have: their runs fail.`,
      }),
    ),
  ];
}
