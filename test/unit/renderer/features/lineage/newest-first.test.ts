import { expect, it } from "vitest";
import type { LineageNode } from "#renderer/features/lineage/lineage-node.ts";
import { newestFirst } from "#renderer/features/lineage/newest-first.ts";

it("the newest candidate of the newest commit stands on top, not the oldest", () => {
  const kinds = { a: "commit", b: "commit", 9: "candidate", 8: "candidate", 2: "candidate" } as const;
  const node = (id: keyof typeof kinds) => ({ id: String(id), kind: kinds[id] }) as LineageNode;
  const built = [node("a"), node(2), node("b"), node(9), node(8)];
  expect(newestFirst(built).map(({ id }) => id)).toEqual(["9", "8", "b", "2", "a"]);
  expect(newestFirst([])).toEqual([]);
});
