import fc from "fast-check";
import type { LaneShape } from "#renderer/graph/lay-out-lanes.ts";

/** Histories as they are laid out: parents before children, any node on top of any, some of them merges. */
export function randomHistory(most = 60): fc.Arbitrary<LaneShape> {
  const steps = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: most });
  return steps.map((drawn) => {
    const parents = Int32Array.from(drawn, ([first], at) => (at === 0 ? -1 : first % at));
    const merges = drawn.flatMap(([, second, isMerge], at) =>
      isMerge && at > 0 && second % at !== parents[at] ? [at, second % at] : [],
    );
    return { parents, merges: Int32Array.from(merges) };
  });
}

/** From each node to each of its parents. */
export function edgesOf({
  parents,
  merges,
}: LaneShape): ReadonlyArray<readonly [child: number, parent: number]> {
  const first = [...parents].flatMap((parent, child) => (parent < 0 ? [] : [[child, parent] as const]));
  const further: Array<readonly [number, number]> = [];
  for (let at = 0; at < merges.length; at += 2) further.push([merges[at] ?? 0, merges[at + 1] ?? 0]);
  return [...first, ...further];
}
