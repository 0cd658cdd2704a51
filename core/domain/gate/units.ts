import { assert, assertDefined } from "#core/base/assert.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";
import { unitId } from "#core/domain/statistics/pairing.ts";

/** How many items of the whole validation set each group has. */
export type GroupSizes = Readonly<Record<string, number>>;

/** Counts the groups of a validation set; items without one are left out. */
export function countGroups(items: readonly { readonly group?: string | undefined }[]): GroupSizes {
  const sizes = new Map<string, number>();
  for (const { group } of items) {
    if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  return Object.fromEntries(sizes);
}

export type CompleteUnit = { readonly id: string; readonly outcomes: readonly PairedOutcome[] };

export type UnitCollector = {
  /** The unit that this outcome completes, or null while items of its group are missing. */
  add(outcome: PairedOutcome): CompleteUnit | null;
  /** Outcomes that wait for the rest of their group, in the order they came. */
  open(): readonly PairedOutcome[];
};

/**
 * Turns a stream of items into a stream of units. A group is one vote, so it counts when its *last* item is in
 * and not before: a mean over the items that came first would be looked at, and then change. When that happens
 * depends on the order of consumption alone, never on outcomes. Group sizes are those of the whole validation
 * set, so adding items to an assessment never reopens a group; a group of which not all items are consumed
 * stays open, and counts neither for nor against.
 */
export function collectUnits(groupSizes: GroupSizes): UnitCollector {
  const sizes = new Map(Object.entries(groupSizes));
  const openGroups = new Map<string, PairedOutcome[]>();
  const add = (outcome: PairedOutcome): CompleteUnit | null => {
    const { group } = outcome;
    const id = unitId(outcome);
    if (group === undefined) return { id, outcomes: [outcome] };
    const size = assertDefined(sizes.get(group), `the size of group ${group}`);
    const members = [...(openGroups.get(group) ?? []), outcome];
    assert(members.length <= size, `group ${group} has more than its ${size} items`);
    if (members.length < size) {
      openGroups.set(group, members);
      return null;
    }
    openGroups.delete(group);
    return { id, outcomes: members };
  };
  return { add, open: () => [...openGroups.values()].flat() };
}
