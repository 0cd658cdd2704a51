import fc from "fast-check";
import { expect, it } from "vitest";
import { LIFECYCLES } from "#core/domain/lifecycle.ts";
import { toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { diffStates, type State, type StateEntry } from "#core/domain/state.ts";

const state: fc.Arbitrary<State> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom("a", "b", "c", "d").map((name): ResourceKey => toResourceKey("prompt", name)),
      fc.record(
        { version: fc.constantFrom("1", "2"), lifecycle: fc.constantFrom(...LIFECYCLES) },
        { noNullPrototype: true },
      ),
    ),
    { selector: ([key]) => key },
  )
  .map((entries) => new Map<ResourceKey, StateEntry>(entries));

it("[V5] applying the difference of two states to the one yields the other, in key order and without the equal ones", () => {
  fc.assert(
    fc.property(state, state, (before, after) => {
      const differences = diffStates(before, after);
      const applied = new Map(before);
      for (const { resource, from, to } of differences) {
        expect(before.get(resource) ?? null).toEqual(from);
        if (to === null) applied.delete(resource);
        else applied.set(resource, to);
      }
      expect(Object.fromEntries(applied)).toEqual(Object.fromEntries(after));
      expect(differences.map(({ resource }) => resource)).toEqual(
        differences.map(({ resource }) => resource).toSorted(),
      );
      expect(diffStates(after, after)).toEqual([]);
    }),
  );
});
