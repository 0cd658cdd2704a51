import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findSpecFaults, readDeclaredIds, readPlacedIds, readQuotedIds } from "./spec-rules.ts";

const SPEC = "core/SPEC.md";
/** This folder's own tests quote ids that only illustrate. */
const TEST_FILES = globSync(["test/{unit,integration,e2e,prove}/**/*.ts", "test/{unit,e2e}/**/*.tsx"]);
/** Everything that is shipped, with what a checkout itself rests on. */
const SOURCE_FILES = globSync([
  "{core,electron,renderer,resources}/**/*.{ts,tsx,cts,mjs,css,html}",
  ".gitattributes",
]);

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

  it.each([
    { source: "/** A name is short [R1]. */", ids: ["R1"] },
    { source: "/**\n * It is once, or not at all\n * [V3, V4].\n */", ids: ["V3", "V4"] },
    { source: "const most = 3; // No more than that [B1].", ids: ["B1"] },
    { source: "-- Rows are only added [V2].", ids: ["V2"] },
    { source: "# The same bytes everywhere [M9].", ids: ["M9"] },
    { source: "  color: red; /* Nothing else tells it [L4]. */", ids: ["L4"] },
    { source: "type Pair = readonly [A1, B2];", ids: [] },
    { source: "const LINE = /^[A1]/;", ids: [] },
    { source: "  [A1]: 3,", ids: [] },
    { source: 'const words = "it holds [V1]";', ids: [] },
    { source: 'const glob = "core/**/[A1].ts";', ids: [] },
    { source: "/** The cells x[A1] and rows[B2]. */", ids: [] },
  ])("the comments of «$source» quote $ids", ({ source, ids }) => {
    expect(readPlacedIds(source)).toEqual(ids);
  });

  it("an id quoted in vain, one without a test, one without a place and one declared twice are faults", () => {
    const quoted = { tests: ["V1", "S1", "P9"], sources: ["V1", "V2", "T9"] };
    expect(findSpecFaults(["V1", "V2", "S1", "S1"], quoted)).toEqual([
      { id: "S1", fault: "declared twice" },
      { id: "P9", fault: "not declared" },
      { id: "T9", fault: "not declared" },
      { id: "V2", fault: "without a test" },
      { id: "S1", fault: "without a place" },
    ]);
  });
});

describe(SPEC, () => {
  it("declares every id that is quoted, and each stands in a test's title and at the code that enforces it", () => {
    const declared = existsSync(SPEC) ? readDeclaredIds(readFileSync(SPEC, "utf8")) : [];
    const tests = TEST_FILES.flatMap((file) => readQuotedIds(readFileSync(file, "utf8")));
    const sources = SOURCE_FILES.flatMap((file) => readPlacedIds(readFileSync(file, "utf8")));
    expect(findSpecFaults(declared, { tests, sources })).toEqual([]);
  });
});
