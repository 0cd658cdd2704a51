import type { TaskInput } from "#core/domain/content/render-prompt.ts";

/** A name, null for a text without one, and which of the inputs it is about, by their place. */
type Misplaced<N> = { readonly name: N; readonly at: readonly number[] };

/**
 * Which parts of these inputs a prompt with these slots has no place for, and which of its places which of them leave empty.
 * One text fills the only slot there is.
 */
export function findMisplaced(
  slots: readonly string[],
  inputs: readonly TaskInput[],
): {
  readonly unplaced: readonly Misplaced<string | null>[];
  readonly unfilled: readonly Misplaced<string>[];
} {
  const unplaced = new Map<string | null, number[]>();
  const unfilled = new Map<string, number[]>();
  inputs.forEach((input, at) => {
    if (typeof input === "string") {
      if (slots.length !== 1) note(unplaced, null, at);
      return;
    }
    for (const name of Object.keys(input)) if (!slots.includes(name)) note(unplaced, name, at);
    for (const slot of slots) if (!Object.hasOwn(input, slot)) note(unfilled, slot, at);
  });
  const list = <N>(found: ReadonlyMap<N, number[]>): readonly Misplaced<N>[] =>
    [...found].map(([name, at]) => ({ name, at }));
  return { unplaced: list(unplaced), unfilled: list(unfilled) };
}

function note<N>(found: Map<N, number[]>, name: N, at: number): void {
  const others = found.get(name);
  if (others === undefined) found.set(name, [at]);
  else others.push(at);
}
