import { describe, expect, it } from "vitest";
import { findYamlExcess } from "#core/base/yaml-bounds.ts";

const many = (part: string): string => part.repeat(50_000);

describe("[R15] YAML that a reader would take for ever over is left before it is read", () => {
  it.each([
    ["anchors", Array.from({ length: 5000 }, (_none, at) => `k${at}: &a${at} 1`).join("\n"), "1000 anchors"],
    ["anchors of one node", many("&a "), "1000 anchors"],
    ["tags", many("!!map "), "1000 tags"],
    ["lists in lists", many("["), "100 levels"],
    ["maps in maps", many("{a: "), "100 levels"],
    ["lists on one line", many("- "), "100 levels"],
    ["keys of keys", many("? "), "100 levels"],
    ["maps on one line", many("a: "), "100 levels"],
  ])("%s", (_what, text, excess) => {
    expect(findYamlExcess(text)).toBe(excess);
  });

  it.each([
    ["ands and exclamations in texts", `a: "${many("&x !y ")}"\nb: |\n  ${many("&x !y [ { ")}`],
    ["a long list", many("- a: [1, {b: 2}]\n")],
    ["a long list on one line", `[${many("a: 1, ")}]`],
    ["comments", many("# &a !b [\n")],
    ["nothing", ""],
  ])("%s are none of it", (_what, text) => {
    expect(findYamlExcess(text)).toBeNull();
  });
});
