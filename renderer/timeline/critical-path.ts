import { at, type SpanForest } from "./span-forest.ts";
import { firstDifference } from "#renderer/ui/first-difference.ts";

/** A stretch of time in which the trace waited for exactly this span. */
export type CriticalStretch = { readonly place: number; readonly fromUs: number; readonly toUs: number };

type Frame = {
  readonly place: number;
  readonly startUs: number;
  /** Its own end, or where the span around it ends. */
  readonly limitUs: number;
  /** Left of this everything is still to be told. */
  cursorUs: number;
  /** Children not looked at yet, the one that ends first at the front. */
  readonly children: number[];
};

/**
 * What decided how long each root took, latest stretch first. Walks back from a span's end: the child that ended last
 * before the cursor held it up from its start to its end, what lies between is the span's own (as Jaeger and Tempo draw
 * it). Children that overlap the one chosen held up nothing. The stretches of a root are disjoint and add up to it.
 */
export function findCriticalPath(forest: SpanForest): readonly CriticalStretch[] {
  const stretches: CriticalStretch[] = [];
  for (let root = 0; root < forest.size; root = at(forest.end, root)) {
    walkBack(forest, root, stretches);
  }
  return stretches;
}

function walkBack(forest: SpanForest, root: number, stretches: CriticalStretch[]): void {
  const add = (place: number, fromUs: number, toUs: number): void => {
    if (toUs > fromUs) stretches.push({ place, fromUs, toUs });
  };
  const stack = [openFrame(forest, root, { fromUs: -Infinity, toUs: Infinity })];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const child = frame.children.pop();
    if (child === undefined) {
      add(frame.place, frame.startUs, frame.cursorUs);
      stack.pop();
      continue;
    }
    const inner = openFrame(forest, child, { fromUs: frame.startUs, toUs: frame.limitUs });
    // It reaches into what came after it: that waited for somebody else.
    if (inner.cursorUs > frame.cursorUs || inner.cursorUs <= inner.startUs) continue;
    add(frame.place, inner.cursorUs, frame.cursorUs);
    frame.cursorUs = inner.startUs;
    stack.push(inner);
  }
}

type Bounds = { readonly fromUs: number; readonly toUs: number };

/** A child that outlives its parent, or began before it, counts with what lies inside. */
function openFrame(forest: SpanForest, place: number, { fromUs, toUs }: Bounds): Frame {
  const startUs = Math.max(fromUs, at(forest.startUs, place));
  const limitUs = Math.min(toUs, at(forest.endUs, place));
  return { place, startUs, limitUs, cursorUs: limitUs, children: childrenByEnd(forest, place) };
}

function childrenByEnd({ end, endUs }: SpanForest, place: number): number[] {
  const children: number[] = [];
  for (let child = place + 1; child < at(end, place); child = at(end, child)) children.push(child);
  return children.sort((a, b) => firstDifference(at(endUs, a) - at(endUs, b), a - b));
}
