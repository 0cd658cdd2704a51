import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOutLanes, placeOf, type LaneLayout } from "#renderer/graph/lay-out-lanes.ts";

type LaneNode = { readonly id: string; readonly parents: readonly string[] };

/** As it is laid out, by id. Parents that are not among the nodes are none. */
function layOut(nodes: readonly LaneNode[], head: string) {
  const indexOf = (id: string | undefined): number => nodes.findIndex((node) => node.id === id);
  const merges = nodes.flatMap(({ parents }, at) =>
    parents.slice(1).flatMap((parent) => [at, indexOf(parent)]),
  );
  const shape = {
    parents: Int32Array.from(nodes, ({ parents }) => indexOf(parents[0])),
    merges: Int32Array.from(merges),
  };
  const layout: LaneLayout = layOutLanes(shape, indexOf(head));
  const places = new Map(nodes.map(({ id }, at) => [id, placeOf(layout, at)]));
  return { places, columns: layout.columns, lanes: layout.lanes };
}

/** "b:a" is b on top of a; "m:a,b" is a merge. Parents first. */
function read(text: string): LaneNode[] {
  return text.split(" ").map((word) => {
    const [id = "", parents = ""] = word.split(":");
    return { id, parents: parents.split(",").filter((parent) => parent !== "") };
  });
}

/** The drawing as "id@column.lane". */
function draw(text: string, head: string): string {
  const { places } = layOut(read(text), head);
  return [...places].map(([id, { column, lane }]) => `${id}@${column}.${lane}`).join(" ");
}

const CASES: ReadonlyArray<readonly [title: string, nodes: string, head: string, places: string]> = [
  ["a straight history is one lane", "a b:a c:b", "c", "a@0.0 b@1.0 c@2.0"],
  [
    "a branch leaves the main lane, whichever child came first",
    "a x:a b:a c:b",
    "c",
    "a@0.0 x@1.1 b@1.0 c@2.0",
  ],
  ["branches side by side take a lane each", "a x:a y:a b:a", "b", "a@0.0 x@1.1 y@1.2 b@1.0"],
  [
    "a lane that is free again is used again",
    "a x:a b:a c:b y:c d:c",
    "d",
    "a@0.0 x@1.1 b@1.0 c@2.0 y@3.1 d@3.0",
  ],
  [
    "a lane is not free while its branch goes on",
    "a x:a b:a x2:x y:b c:b",
    "c",
    "a@0.0 x@1.1 b@1.0 x2@2.1 y@2.2 c@2.0",
  ],
  [
    "a lane is not free before its merge",
    "a x:a b:a c:b y:c d:c e:d m:e,x",
    "m",
    "a@0.0 x@1.1 b@1.0 c@2.0 y@3.2 d@3.0 e@4.0 m@5.0",
  ],
  [
    "a merge stands after the later of its parents",
    "a b:a c:b x:a m:x,c",
    "m",
    "a@0.0 b@1.1 c@2.1 x@1.0 m@3.0",
  ],
  ["a parent that is not in the list is no line", "b:gone c:b", "c", "b@0.0 c@1.0"],
  ["a head that is not in the list leaves the first lane free", "a b:a", "gone", "a@0.1 b@1.1"],
];

describe("lanes of a history", () => {
  it.each(CASES)("%s", (_title, nodes, head, places) => {
    expect(draw(nodes, head)).toBe(places);
  });

  it("nothing is no columns and no lanes", () => {
    expect(layOut([], "")).toEqual({ places: new Map(), columns: 0, lanes: 0 });
  });

  it("no two nodes share a place, children stand right of parents, and lines of other chains are never crossed in their lane", () => {
    const history = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(history, (steps) => {
        const nodes = steps.map(([first, second, isMerge], at): LaneNode => {
          if (at === 0) return { id: "0", parents: [] };
          const parents = [first % at, ...(isMerge ? [second % at] : [])];
          return { id: String(at), parents: [...new Set(parents)].map(String) };
        });
        const { places, columns, lanes } = layOut(nodes, String(nodes.length - 1));
        const taken = [...places.values()].map(({ column, lane }) => `${column}.${lane}`);
        expect(new Set(taken).size).toBe(nodes.length);
        for (const { id, parents } of nodes) {
          const to = places.get(id);
          for (const parent of parents) expect(places.get(parent)?.column).toBeLessThan(to?.column ?? 0);
        }
        expect(Math.max(...[...places.values()].map(({ column }) => column)) + 1).toBe(columns);
        expect(Math.max(...[...places.values()].map(({ lane }) => lane)) + 1).toBe(lanes);
      }),
    );
  });
});
