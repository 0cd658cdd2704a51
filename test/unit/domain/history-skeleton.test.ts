import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  extendSkeleton,
  packSkeleton,
  unpackSkeleton,
  type HistorySkeleton,
} from "#core/domain/history-skeleton.ts";
import { hashJson } from "#core/base/hash.ts";

/** A history of `count` commits, with merges and returns wherever the numbers say. */
function makeSkeleton(count: number, numbers: readonly number[]): HistorySkeleton {
  const numberAt = (at: number, below: number): number => (numbers[at % numbers.length] ?? 0) % below;
  const ids = Array.from({ length: count }, (_, at) => hashJson(at));
  const merges = ids.flatMap((_, at) => (at > 2 && numberAt(at, 3) === 0 ? [at, numberAt(at + 1, at)] : []));
  return {
    ids,
    parents: Int32Array.from(ids, (_, at) => at - 1),
    merges: Int32Array.from(merges),
    sources: Int32Array.from(ids, (_, at) => numberAt(at, at + 1)),
    marks: Uint8Array.from(ids, (_, at) => numberAt(at, 4)),
  };
}

const shape = fc.tuple(
  fc.nat({ max: 40 }),
  fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
  fc.nat({ max: 40 }),
);

describe("the shape of a history, packed", () => {
  it("[W4] comes back as it was, whole or from any commit on, to whoever knows the ones before", () => {
    fc.assert(
      fc.property(shape, ([count, numbers, at]) => {
        const whole = makeSkeleton(count, numbers);
        const from = Math.min(at, count);
        const known = extendSkeleton(null, unpackSkeleton(packSkeleton(makeSkeleton(from, numbers)).buffer));
        const more = unpackSkeleton(packSkeleton(whole, from).buffer);
        expect(extendSkeleton(known, more)).toEqual(whole);
        expect(extendSkeleton(null, unpackSkeleton(packSkeleton(whole).buffer))).toEqual(whole);
      }),
    );
  });

  it("what does not go on from what is known is told apart, and not joined", () => {
    const whole = makeSkeleton(5, [1]);
    expect(extendSkeleton(makeSkeleton(2, [1]), unpackSkeleton(packSkeleton(whole, 3).buffer))).toBeNull();
    expect(extendSkeleton(null, unpackSkeleton(packSkeleton(whole, 3).buffer))).toBeNull();
  });

  it("bytes that are none are refused", () => {
    expect(() => unpackSkeleton(Int32Array.of(0, 1000, 0).buffer)).toThrow(RangeError);
  });
});
