import { hashJson } from "#core/base/hash.ts";
import type { Finding } from "#core/domain/import-finding.ts";
import type { ReadItem } from "#core/evaluation/import/items.ts";
import { answerKey, foundAt, type Finds } from "./found.ts";

/** Items that ask the same, whatever their ids: answered differently nobody can be right about all of them [S43]. */
export function findSameInputs({ items, twice }: Finds): readonly (Finding | null)[] {
  const groups = [...Map.groupBy(items, inputKey).values()].filter((group) => group.length > 1);
  const isOneAnswer = (group: readonly ReadItem[]): boolean =>
    new Set(group.map(({ item }) => answerKey(item.expected))).size === 1;
  const linesOf = (wanted: boolean): readonly number[] =>
    groups.filter((group) => isOneAnswer(group) === wanted).flatMap((group) => group.map(({ line }) => line));
  const left = twice.filter(({ agrees }) => !agrees).flatMap(({ line, earlier }) => [line, earlier]);
  const different = [...new Set([...linesOf(false), ...left])];
  const same = linesOf(true);
  return [
    foundAt(different, {
      kind: "contradiction",
      reason: `${different.length} lines ask what another one asks and expect another answer: an agent can be right about one of them at most. Give each what tells them apart, or leave out the wrong ones.`,
    }),
    foundAt(same, {
      kind: "repeated",
      reason: `${same.length} items ask what another one asks and expect the same: each counts as evidence of its own. Leave the copies out, or name a group.`,
    }),
  ];
}

function inputKey({ item: { input, initialState } }: ReadItem): string {
  return hashJson([input, initialState ?? null]);
}
