/** core/SPEC.md's rules against the tests that quote them: `[V3]` in a title, alone or as `[V3, V4]`. */

/** One letter for each part of SPEC.md: see its headings. */
const ID = "[RVPATBSCMWDXL]\\d{1,3}";

/** An id is declared where it opens a line: after list, table, heading or emphasis marks, brackets allowed. */
const DECLARATION = new RegExp(`^[\\s>|#*+-]*[\\[*\`]*(${ID})\\b`);

/** Brackets with nothing but ids in them; an index like x[A1] is no quotation. */
const QUOTATION = new RegExp(`(?<!\\w)\\[(${ID}(?:,\\s*${ID})*)\\]`, "g");

export type SpecFault = {
  readonly id: string;
  readonly fault: "declared twice" | "not declared" | "without a test";
};

/** Ids in the order of the document. */
export function readDeclaredIds(spec: string): readonly string[] {
  return spec.split("\n").flatMap((line) => DECLARATION.exec(line)?.[1] ?? []);
}

/** Ids that one test file quotes. Only what stands behind a quote mark counts: [A1, B2] may be a list of variables. */
export function readQuotedIds(source: string): readonly string[] {
  return source
    .split("\n")
    .map((line) => line.slice(Math.max(0, line.search(/["'`]|$/))))
    .flatMap((line) => [...line.matchAll(QUOTATION)].flatMap((match) => (match[1] ?? "").split(/,\s*/)));
}

/** What is wrong between a specification and the ids its tests quote; empty when each covers the other. */
export function findSpecFaults(declared: readonly string[], quoted: readonly string[]): readonly SpecFault[] {
  const known = new Set(declared);
  const tested = new Set(quoted);
  return [
    ...declared
      .filter((id, index) => declared.indexOf(id) !== index)
      .map((id): SpecFault => ({ id, fault: "declared twice" })),
    ...[...tested].filter((id) => !known.has(id)).map((id): SpecFault => ({ id, fault: "not declared" })),
    ...[...known].filter((id) => !tested.has(id)).map((id): SpecFault => ({ id, fault: "without a test" })),
  ];
}
