import { expect, it } from "vitest";
import { fitAll, toExtent } from "#renderer/graph/geometry.ts";
import { indexFirstLane, listTicks } from "#renderer/graph/lane-ticks.ts";
import { layOutLanes } from "#renderer/graph/lay-out-lanes.ts";

const WIDTH = 884;

/** A line of so many commits, of which each third carries a candidate. */
function layOutLine(length: number) {
  const parents: number[] = [];
  let last = -1;
  for (let at = 0; at < length; at += 1) {
    parents.push(last);
    last = parents.length - 1;
    if (at % 3 === 2) parents.push(last);
  }
  return layOutLanes({ parents: Int32Array.from(parents), merges: new Int32Array() }, last);
}

it.each([30, 305, 10_000])("dates along %i commits stand apart and inside the drawing", (length) => {
  const layout = layOutLine(length);
  const viewport = fitAll(toExtent(layout), { width: WIDTH, height: 544 });
  const ticks = listTicks(indexFirstLane(layout), layout, { viewport, width: WIDTH });
  expect(ticks.length).toBeGreaterThan(2);
  for (const [at, { node, x }] of ticks.entries()) {
    expect(layout.laneOf[node]).toBe(0);
    expect(x).toBeLessThan(WIDTH - 120);
    expect(x - (ticks[at - 1]?.x ?? -Infinity)).toBeGreaterThan(110);
  }
});

it("a drawing that is moved keeps its dates at the same commits", () => {
  const layout = layOutLine(1000);
  const viewport = { x: 0, y: 0, zoom: 0.05 };
  const nodesAt = (x: number) =>
    new Set(
      listTicks(indexFirstLane(layout), layout, { viewport: { ...viewport, x }, width: WIDTH }).map(
        ({ node }) => node,
      ),
    );
  const [here, moved] = [nodesAt(0), nodesAt(-40)];
  const kept = [...here].filter((node) => moved.has(node));
  expect(kept.length).toBeGreaterThanOrEqual(here.size - 1);
});
