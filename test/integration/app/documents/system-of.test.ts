import { afterEach, beforeEach, expect, it } from "vitest";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { listSystems, systemAt } from "#core/app/documents/system-of.ts";
import { rollback } from "#core/resources/rollback.ts";
import { openStore } from "#core/store/store.ts";
import { agentContent, promptContent } from "#test/support/contents.ts";
import { ADA } from "#test/support/house-edits.ts";
import { openRegistry, type Registry } from "#test/support/registry.ts";

let registry: Registry;
beforeEach(() => {
  registry = openRegistry();
});
afterEach(() => {
  registry.close();
});

it("[V14] the systems of all commits are those of each by itself, whatever came in, went and came back", () => {
  const { commit, first, store } = registry;
  const describe = (text: string) => ({ ...promptContent(), description: text });
  commit("a part", { type: "update", resource: "prompt/clerk", content: describe("Another.") });
  commit("no part", { type: "register", resource: "prompt/other", content: describe("Of nobody.") });
  commit("a new part", {
    type: "update",
    resource: "agent/clerk",
    content: { ...agentContent(), prompt: "other" },
  });
  commit("what became a part", { type: "update", resource: "prompt/other", content: describe("Of one.") });
  commit("what is none any more", { type: "update", resource: "prompt/clerk", content: describe("Left.") });
  rollback(store, { branch: MAIN_BRANCH, commit: first.id }, { author: ADA, at: 1 });
  const listed = listSystems(store, "agent/clerk");
  // Another store: this one remembers what it just found.
  const other = openStore(registry.path, { readOnly: true });
  const each = other.commits.ids().map((id) => ({ commit: id, system: systemAt(other, id, "agent/clerk") }));
  other.close();
  expect(listed).toEqual(each);
  const systems = listed.map(({ system }) => system);
  const [start, , part] = systems;
  expect(systems).toEqual([start, systems[1], systems[1], systems[3], systems[4], systems[4], start]);
  expect(new Set(systems).size).toBe(4);
  expect(part).toBe(systems[1]);
});
