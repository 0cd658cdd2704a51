import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assert } from "#core/base/assert.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { CAME_BY } from "#core/domain/history-skeleton.ts";
import { rollback } from "#core/resources/rollback.ts";
import { undo } from "#core/resources/undo.ts";
import { openStore } from "#core/store/store.ts";
import { makeLongHistory } from "#test/bench/lineage/make-long-history.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { fillStore } from "#test/support/full-store.ts";
import { ADA, setCode, setRules } from "#test/support/house-edits.ts";
import { makeFolder } from "#test/support/test-workspace.ts";
import type { Registry } from "#test/support/registry.ts";

const registry = eachRegistry();
const by = { author: ADA, at: 1_800_000_000_000 };

/** The shape as one that opens the file now reads it, with nothing kept from before. */
function readAnew({ path, store }: Registry) {
  const fresh = openStore(path, { readOnly: true });
  try {
    return fresh.historySkeleton.read(store.headBranch.commit());
  } finally {
    fresh.close();
  }
}

describe("[W4] the shape of a history", () => {
  it("is that of the commits there are, and the same whether it was read step by step or at once", () => {
    const { store } = registry();
    const steps = [
      () => fillStore(registry()),
      () => registry().commit("One", setRules("One."), setCode("1")),
      () => rollback(store, { branch: MAIN_BRANCH, commit: registry().first.id }, by),
      () => undo(store, MAIN_BRANCH, by),
      () => registry().commit("Two", setRules("Two.")),
    ];
    for (const step of steps) {
      step();
      const shape = store.historySkeleton.read(store.headBranch.commit());
      const commits = store.commits.history(store.headBranch.commit(), 1000).toReversed();
      expect(shape.ids).toEqual(commits.map(({ id }) => id));
      expect([...shape.parents].map((at) => shape.ids[at] ?? null)).toEqual(
        commits.map(({ parents }) => parents[0] ?? null),
      );
      expect([...shape.marks].map((mark) => (mark & CAME_BY.proposal) !== 0)).toEqual(
        commits.map(({ proposal }) => proposal !== null),
      );
      expect(readAnew(registry())).toEqual(shape);
    }
  });

  it("says what a return went back to: a restoring to the state's first commit, an undo to what it took back", () => {
    const { store, first } = registry();
    registry().commit("One", setRules("One."));
    const back = rollback(store, { branch: MAIN_BRANCH, commit: first.id }, by);
    const again = undo(store, MAIN_BRANCH, by);
    const { ids, sources, marks } = store.historySkeleton.read(store.headBranch.commit());
    const at = (id: string): number => ids.indexOf(id);
    expect([sources[at(back.id)], sources[at(again.id)], sources[1]]).toEqual([0, 1, 1]);
    expect([...marks].map((mark) => (mark & CAME_BY.goingBack) !== 0)).toEqual([false, false, true, true]);
  });

  it("has what is reached from the commit it is of alone", () => {
    const { store, first } = registry();
    registry().commit("One", setRules("One."));
    expect(store.historySkeleton.read(first.id).ids).toEqual([first.id]);
    expect(store.historySkeleton.read("none").ids).toEqual([]);
  });
});

describe("finding commits", () => {
  it("every word stands in the message, the id or the author, letters small or large, newest first", () => {
    const { store } = registry();
    const one = registry().commit("Answer in one line", setRules("One."));
    const two = registry().commit("Answer in two lines", setRules("Two."));
    expect([
      store.commitSearch.find("line answer", 10),
      store.commitSearch.find("ANSWER one", 10),
      store.commitSearch.find(`ada ${two.id.slice(0, 9)}`, 10),
      store.commitSearch.find("answer %", 10),
      store.commitSearch.find("", 1),
    ]).toEqual([[two.id, one.id], [one.id], [two.id], [], [two.id]]);
  });

  // SQLite's own small letters are those of ASCII: what is written with any other capital would never be found.
  it.each(["Über", "über", "ÜBER", "ändern", "ÄNDERN", "приказ", "ПРИКАЗ", "στόχος", "straẞe", "straße"])(
    "letters of every script are small or large: %s",
    (text) => {
      const { store } = registry();
      const { id } = registry().commit("Über die Straẞe: ÄNDERN, Приказ, ΣΤΌΧΟΣ", setRules("One."));
      expect(store.commitSearch.find(text, 10)).toEqual([id]);
    },
  );
});

it("[W6] a long history is read some at a time, and comes to the same", async () => {
  const { folder, remove } = makeFolder();
  const place = join(folder, "long");
  await makeLongHistory(place, 9000);
  const [whole, slow] = [0, 1].map(() => openStore(join(place, "workspace.sqlite"), { readOnly: true }));
  assert(whole !== undefined && slow !== undefined, "two stores");
  const head = whole.headBranch.commit();
  let turns = 1;
  while (slow.historySkeleton.readSome()) turns += 1;
  expect(turns).toBe(3);
  expect(slow.historySkeleton.read(head)).toEqual(whole.historySkeleton.read(head));
  expect(slow.historySkeleton.read(head).ids.length).toBeGreaterThan(8000);
  for (const store of [whole, slow]) store.close();
  remove();
});
