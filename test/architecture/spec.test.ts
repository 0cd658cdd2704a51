import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findSpecFaults, readDeclaredIds, readQuotedIds } from "./spec-rules.ts";

const SPEC = "core/SPEC.md";
/** This folder's own tests quote ids that only illustrate. */
const TEST_FILES = globSync(["test/{unit,integration,e2e,prove}/**/*.ts", "test/{unit,e2e}/**/*.tsx"]);

describe("reading ids", () => {
  it.each([
    { line: "- [V1] A version is never changed.", ids: ["V1"] },
    { line: "**S12** The file survives a kill.", ids: ["S12"] },
    { line: "| P3 | A draft is refused |", ids: ["P3"] },
    { line: "### C2: codes", ids: ["C2"] },
    { line: "- `B1` caps", ids: ["B1"] },
    { line: "See V1 for why.", ids: [] },
    { line: "Because [V1] says so, [V2] holds.", ids: [] },
    { line: "- V1a is no id", ids: [] },
    { line: "- SHA1 is no id", ids: [] },
  ])("the line «$line» declares $ids", ({ line, ids }) => {
    expect(readDeclaredIds(`# Rules\n\n${line}\n`)).toEqual(ids);
  });

  it.each([
    { source: 'it("[V1] holds", () => {});', ids: ["V1"] },
    { source: 'it("[V1][S2] holds", () => {});', ids: ["V1", "S2"] },
    { source: "{ title: `[V1, S20] holds` },", ids: ["V1", "S20"] },
    { source: 'it("a commit lands whole [S3]", run);', ids: ["S3"] },
    { source: "const list = [A1, B2];", ids: [] },
    { source: 'check("x", rows[A1]);', ids: [] },
    { source: 'it("[Z1] is of no family", run);', ids: [] },
  ])("«$source» quotes $ids", ({ source, ids }) => {
    expect(readQuotedIds(source)).toEqual(ids);
  });

  it("an id quoted in vain, one without a test and one declared twice are faults", () => {
    expect(findSpecFaults(["V1", "V2", "S1", "S1"], ["V1", "S1", "P9"])).toEqual([
      { id: "S1", fault: "declared twice" },
      { id: "P9", fault: "not declared" },
      { id: "V2", fault: "without a test" },
    ]);
  });
});

describe(SPEC, () => {
  it("declares every id that a test quotes, and each of its ids is quoted by a test", () => {
    const declared = existsSync(SPEC) ? readDeclaredIds(readFileSync(SPEC, "utf8")) : [];
    const quoted = TEST_FILES.flatMap((file) => readQuotedIds(readFileSync(file, "utf8")));
    expect(findSpecFaults(declared, quoted)).toEqual([]);
  });
});
