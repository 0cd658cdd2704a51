import type { LaneLines } from "./lane-lines.ts";
import type { LaneLayout } from "./lay-out-lanes.ts";
import type { Scores } from "./scores.ts";

/** How one node looks as a dot, by names of colour tokens. */
export type Dot = { readonly colour: string; readonly isHollow: boolean };

/** A history to be drawn: nodes by their places in a list, everything about each in columns. */
export type Drawing = {
  readonly ids: readonly string[];
  /** The place of an id in the list; −1 for one that is not there. */
  readonly indexOf: (id: string) => number;
  readonly layout: LaneLayout;
  readonly lines: LaneLines;
  /** The looks there are, and which of them each node has. */
  readonly looks: readonly Dot[];
  readonly lookOf: Uint8Array;
  readonly selected: ReadonlySet<number>;
  /** The node that carries a flag, and what stands on it. */
  readonly flag: { readonly node: number; readonly text: string };
  /** Nodes that have names of their own, below which these stand. */
  readonly tags: readonly { readonly node: number; readonly text: string }[];
  readonly scores: Scores;
};
