import type { Json } from "#core/base/json.ts";
import type { Divergence } from "#core/domain/replay.ts";
import type { RunTape, TapedAnswer, TapedCall, TapedText } from "#core/domain/tape.ts";
import { diverge, type Held } from "./hold-against.ts";

type Entry =
  | { readonly kind: "text"; readonly taped: TapedText }
  | { readonly kind: "answer"; readonly taped: TapedAnswer }
  | { readonly kind: "call"; readonly taped: TapedCall };

type TapedOf<K extends Entry["kind"]> = Extract<Entry, { readonly kind: K }>["taped"];

/** A tape that is read by place, each entry once, and what was found by holding a run against it. */
export type TapeCursor = {
  /** The entry at a place, taken; null where there is none. */
  readonly take: <K extends Entry["kind"]>(kind: K, path: string) => TapedOf<K> | null;
  readonly note: (held: Held) => void;
  readonly divergences: () => readonly Divergence[];
  readonly counts: () => {
    readonly entries: number;
    readonly reused: number;
    readonly exact: number;
    readonly cosmetic: number;
  };
  /** Places that nothing has asked for, in the tape's order. */
  readonly left: () => readonly string[];
};

/** Where in a run something stands, so that the first of several is found whichever was told first. */
const RANK: Readonly<Record<string, number>> = { s: 0, m: 1, t: 2 };

export function readTapeFrom({ texts, answers, calls }: RunTape): TapeCursor {
  const entries = new Map<string, Entry>([
    ...texts.map((taped) => [taped.path, { kind: "text", taped }] as const),
    ...answers.map((taped) => [taped.path, { kind: "answer", taped }] as const),
    ...calls.map((taped) => [taped.path, { kind: "call", taped }] as const),
  ]);
  const total = entries.size;
  const found: Divergence[] = [];
  const counts = { exact: 0, cosmetic: 0 };
  return {
    take: (kind, path) => {
      const entry = entries.get(path);
      if (entry?.kind !== kind) return null;
      entries.delete(path);
      // Sound: the kind was compared.
      return entry.taped as TapedOf<typeof kind>;
    },
    note: (held) => {
      if (held.as === "divergence") found.push(held.divergence);
      else counts[held.as] += 1;
    },
    divergences: () => found.toSorted(byPlace),
    counts: () => ({ entries: total, reused: total - entries.size, ...counts }),
    left: () => [...entries.keys()].toSorted((a, b) => byPlace({ path: a }, { path: b })),
  };
}

/** Something that the tape has nothing for. */
export function beyond(path: string, got: Json): Held {
  return diverge({ path, expected: null, got }, "extra");
}

type Placed = Pick<Divergence, "path">;

function byPlace(a: Placed, b: Placed): number {
  const [kindA = "", ...placeA] = a.path.split("/");
  const [kindB = "", ...placeB] = b.path.split("/");
  // What a run is told comes before its first step; within one, the answer before the calls that it asks for.
  const isTold = (kind: string): boolean => kind === "s";
  if (isTold(kindA) !== isTold(kindB)) return isTold(kindA) ? -1 : 1;
  const [stepA = 0, indexA = 0] = placeA.map(Number);
  const [stepB = 0, indexB = 0] = placeB.map(Number);
  if (stepA !== stepB) return stepA - stepB;
  const [rankA = 0, rankB = 0] = [RANK[kindA], RANK[kindB]];
  return rankA === rankB ? indexA - indexB : rankA - rankB;
}
