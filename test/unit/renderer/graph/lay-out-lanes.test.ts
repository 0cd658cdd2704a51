import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOutLanes, placeOf, type LaneLayout } from "#renderer/graph/lay-out-lanes.ts";
import { edgesOf, randomHistory } from "#test/support/random-history.ts";

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

  it("no two nodes share a place, children stand right of parents, and as many columns and lanes are counted as there are", () => {
    fc.assert(
      fc.property(randomHistory(), (shape) => {
        const layout = layOutLanes(shape, shape.parents.length - 1);
        const places = Array.from(shape.parents, (_, node) => placeOf(layout, node));
        expect(new Set(places.map(({ column, lane }) => `${column}.${lane}`)).size).toBe(places.length);
        for (const [child, parent] of edgesOf(shape))
          expect(layout.columnOf[parent]).toBeLessThan(layout.columnOf[child] ?? 0);
        expect(Math.max(...layout.columnOf) + 1).toBe(layout.columns);
        expect(Math.max(...layout.laneOf) + 1).toBe(layout.lanes);
      }),
    );
  });

  it("no line runs over a node in its lane that is not of the line it leaves", () => {
    fc.assert(
      fc.property(randomHistory(), (shape) => {
        const { columnOf, laneOf } = layOutLanes(shape, shape.parents.length - 1);
        /** Whether first parents lead from a node back to another, all in one lane. */
        const isInLine = (node: number, from: number): boolean => {
          for (let at = node; at >= from; at = shape.parents[at] ?? -1) {
            if (at === from) return true;
            if (laneOf[at] !== laneOf[from]) return false;
          }
          return false;
        };
        for (const [child, parent] of edgesOf(shape)) {
          const crossed = [...laneOf.keys()].filter((node) => {
            const column = columnOf[node] ?? 0;
            const isBetween = column > (columnOf[parent] ?? 0) && column < (columnOf[child] ?? 0);
            return isBetween && laneOf[node] === laneOf[parent] && !isInLine(node, parent);
          });
          expect(crossed, `over which the line from ${parent} to ${child} runs`).toEqual([]);
        }
      }),
    );
  });
});
