import { describe, expect, it } from "vitest";
import { collide, findNameProblem } from "#core/domain/branch-name.ts";

describe("[S19] the name of a branch", () => {
  it.each([
    ["main"],
    ["try/1"],
    ["shorter-prompt"],
    ["größer"],
    ["v1.2"],
    ["a@b"],
    ["abc"],
    ["x/y/z"],
    ["правка/2"],
    ["修正"],
  ])("may be «%s»", (name) => {
    expect(findNameProblem(name)).toBeNull();
  });

  it.each([
    [""],
    ["a".repeat(101)],
    ["a b"],
    ["a\tb"],
    ["a\u200bb"],
    ["a\u202eb"],
    ["gro\u0308ßer"],
    ["m\u0430in"],
    ["\ufb01x"],
    ["a~1"],
    ["a^"],
    ["a:b"],
    ["a?"],
    ["a*"],
    ["a[b"],
    ["a\\b"],
    ["a..b"],
    ["@"],
    ["a@{1"],
    ["-a"],
    ["/a"],
    ["a/"],
    ["a//b"],
    [".a"],
    ["a/.b"],
    ["a."],
    ["a.lock"],
    ["a.lock/b"],
    ["head"],
    ["HEAD"],
    // From four digits of 0-9a-f on it would name a commit.
    ["2026"],
    ["deadbeef"],
    ["DEADBEEF"],
    ["f".repeat(64)],
  ])("may not be %j", (name) => {
    expect(findNameProblem(name)).not.toBeNull();
  });

  it("cannot stand beside the same in other letters, nor beside a folder of its own", () => {
    expect([
      collide("try", "Try"),
      collide("try", "try/1"),
      collide("try/1", "TRY"),
      collide("try/1", "try/2"),
      collide("try", "tryout"),
    ]).toEqual([true, true, true, false, false]);
  });
});
