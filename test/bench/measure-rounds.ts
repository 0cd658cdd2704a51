import type { BenchmarkContext, Measurement, Series, Side } from "./benchmark.ts";

export type Plan = {
  readonly title: string;
  readonly unit: string;
  readonly better: "higher" | "lower";
  readonly ours: readonly Side[];
  readonly rivals: readonly Side[];
};

/**
 * Measures all sides once per round, ours and rivals taking turns, so that whatever else the machine does falls on both
 * and a round's values can be compared as a pair. The first round warms up and is not counted.
 */
export async function measureRounds(
  { rounds, tell }: Pick<BenchmarkContext, "rounds" | "tell">,
  { ours, rivals, ...about }: Plan,
): Promise<Measurement> {
  const values = new Map<Side, number[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of takeTurns(ours, rivals)) {
      const value = await side.measure(round);
      tell(`${about.title}, round ${round === 0 ? "0 (not counted)" : round}: ${side.name} ${value}`);
      if (round > 0) values.set(side, [...(values.get(side) ?? []), value]);
    }
  }
  const toSeries = (side: Side): Series => ({ name: side.name, values: values.get(side) ?? [] });
  return { ...about, ours: ours.map(toSeries), rivals: rivals.map(toSeries) };
}

/** a1 b1 a2 b2 a3 …, and what is left of the longer list. */
function takeTurns(first: readonly Side[], second: readonly Side[]): readonly Side[] {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, at) => [...first.slice(at, at + 1), ...second.slice(at, at + 1)]).flat();
}

/** Milliseconds that the work took. */
export async function timeMs(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
