/**
 * core/SPEC.md's rules against the tests that quote them, `[V3]` in a title, alone or as `[V3, V4]`, and against the
 * code that enforces them, where they are quoted in the same way in a comment.
 */

/** One letter for each part of SPEC.md: see its headings. */
const ID = "[RVPATBSCMWDXL]\\d{1,3}";

/** An id is declared where it opens a line: after list, table, heading or emphasis marks, brackets allowed. */
const DECLARATION = new RegExp(`^[\\s>|#*+-]*[\\[*\`]*(${ID})\\b`);

/** Brackets with nothing but ids in them; an index like x[A1] is no quotation. */
const QUOTATION = new RegExp(`(?<!\\w)\\[(${ID}(?:,\\s*${ID})*)\\]`, "g");

/**
 * What of a line is a comment: all of one that a comment's sign opens, or what stands behind one. A sign has a space on
 * either side, as the formatter writes it: "https://…", "core/**" and the minus of "a--" open none.
 */
const COMMENT = /^\s*(?:\*|#|--)\s(.*)|(?:^|\s)\/(?:\*\*?|\/)\s(.*)/;

export type SpecFault = {
  readonly id: string;
  readonly fault: "declared twice" | "not declared" | "without a test" | "without a place";
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
    .flatMap(quotationsIn);
}

/** Ids that the comments of one source file quote. What code says in brackets, as a type of a list, is none of them. */
export function readPlacedIds(source: string): readonly string[] {
  return source.split("\n").flatMap((line) => {
    const [, whole, behind] = COMMENT.exec(line) ?? [];
    return quotationsIn(whole ?? behind ?? "");
  });
}

function quotationsIn(text: string): readonly string[] {
  return [...text.matchAll(QUOTATION)].flatMap((match) => (match[1] ?? "").split(/,\s*/));
}

/** Where ids are quoted: by tests in titles, and by sources in comments. */
export type Quoted = { readonly tests: readonly string[]; readonly sources: readonly string[] };

/** What is wrong between a specification and the ids that are quoted; empty when all cover each other. */
export function findSpecFaults(
  declared: readonly string[],
  { tests, sources }: Quoted,
): readonly SpecFault[] {
  const known = new Set(declared);
  const tested = new Set(tests);
  const placed = new Set(sources);
  const quoted = new Set([...tested, ...placed]);
  return [
    ...declared
      .filter((id, index) => declared.indexOf(id) !== index)
      .map((id): SpecFault => ({ id, fault: "declared twice" })),
    ...[...quoted].filter((id) => !known.has(id)).map((id): SpecFault => ({ id, fault: "not declared" })),
    ...[...known].filter((id) => !tested.has(id)).map((id): SpecFault => ({ id, fault: "without a test" })),
    ...[...known].filter((id) => !placed.has(id)).map((id): SpecFault => ({ id, fault: "without a place" })),
  ];
}
