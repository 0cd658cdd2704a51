import { describe, expect, it } from "vitest";
import { createMemory } from "#core/store/memory.ts";

const MOST = 100;

function keepNumbers() {
  const memory = createMemory();
  // Each weighs what it is.
  return { memory, kept: memory.keep<number>(MOST, (value) => value) };
}

describe("[V13] what is remembered of the disk is bounded", () => {
  it("holds no more than it may, and one value more", () => {
    const { kept } = keepNumbers();
    const names = Array.from({ length: 1_000 }, (_, at) => String(at));
    for (const name of names) kept.set(name, 7);
    const held = names.filter((name) => kept.find(name) !== undefined);
    expect(held.length * 7).toBeLessThanOrEqual(MOST + 7);
    expect(held).toContain("999");
  });

  it("keeps what is asked for while others come and go", () => {
    const { kept } = keepNumbers();
    kept.set("asked", 1);
    for (let at = 0; at < 1_000; at += 1) {
      kept.set(`other-${at}`, 7);
      expect(kept.find("asked")).toBe(1);
    }
  });

  it("does not let one value that is too much push out the others", () => {
    const { kept } = keepNumbers();
    kept.set("small", 1);
    kept.set("huge", MOST + 1);
    expect(kept.find("small")).toBe(1);
    expect(kept.find("huge")).toBeUndefined();
  });

  it("counts a name that is set again once", () => {
    const { kept } = keepNumbers();
    kept.set("small", 1);
    for (let at = 0; at < 1_000; at += 1) kept.set("again", 2);
    expect(kept.find("small")).toBe(1);
  });

  it("reads what it does not know, and reads it once", () => {
    const { memory, kept } = keepNumbers();
    let reads = 0;
    const recall = (): number => kept.recall("seven", () => ((reads += 1), 7));
    expect([recall(), recall(), reads]).toEqual([7, 7, 1]);
    memory.forget();
    expect([recall(), reads]).toEqual([7, 2]);
  });
});
