import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { MATRIX_FORMATS, writeMatrix } from "#core/domain/matrix/formats.ts";
import type { MatrixDocument } from "#core/domain/matrix/matrix.ts";
import { PAGE_SCRIPT, PAGE_SCRIPT_SHA256 } from "#core/domain/matrix/page-script.ts";
import { PAGE_STYLE, PAGE_STYLE_SHA256 } from "#core/domain/matrix/page-style.ts";
import { readCsv } from "#test/support/read-csv.ts";

const FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =cmd|' /C calc'!A0", "＝1+1", "\n+1"];

function matrixOf(texts: readonly string[]): MatrixDocument {
  const column = {
    ...{ commit: "a3f91c2".padEnd(64, "0"), message: texts[0] ?? "", model: "simulated/desk-1", missing: 0 },
    ...{ estimate: { accuracy: 0.5, score: 0.5, interval: [0.1, 0.9] as const, n: 2 }, missingItems: [] },
  };
  return {
    ...{ dataset: "d", agent: "agent/a", split: "validation", scorer: "exact", isSealed: false },
    madeAt: "2026-11-30T00:00:00.000Z",
    columns: [column],
    rows: texts.map((text, at) => ({
      ...{ item: `i${at}`, className: text, input: text, expected: text, isChanged: false },
      cells: [{ isCorrect: true, score: 1, output: text, error: null, trace: null }],
    })),
    missing: 0,
  };
}

describe("[A24] what leaves the program", () => {
  it("as CSV begins no cell as a formula, and is read back as what it was", () => {
    const rows = readCsv(writeMatrix(matrixOf(FORMULAS), "csv"));
    for (const [at, text] of FORMULAS.entries()) {
      expect(rows[at + 1]?.slice(1, 4)).toEqual([`'${text}`, `'${text}`, `'${text}`]);
    }
  });

  it("as CSV leaves numbers, quotes and line breaks what they are", () => {
    const plain = ["-12.5", 'say "no"', "a\r\nb", "1,5", "", "plain"];
    const rows = readCsv(writeMatrix(matrixOf(plain), "csv"));
    expect(rows.slice(1, 7).map((row) => row[2])).toEqual(plain);
    expect(rows.slice(-5).map((row) => [row[0], row[5]])).toEqual([
      ["n", "2"],
      ["accuracy", "0.5"],
      ["low", "0.1"],
      ["high", "0.9"],
      ["no run", "0"],
    ]);
  });

  it("as a page names script and style by their hash, and nothing else", () => {
    const hash = (text: string) => createHash("sha256").update(text).digest("base64");
    expect([hash(PAGE_SCRIPT), hash(PAGE_STYLE)]).toEqual([PAGE_SCRIPT_SHA256, PAGE_STYLE_SHA256]);
    const page = writeMatrix(
      matrixOf(["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>"]),
      "html",
    );
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain("<img");
    expect(page).toContain("default-src 'none'");
  });

  it("as JSON is the document", () => {
    const matrix = matrixOf(["=1"]);
    expect(JSON.parse(writeMatrix(matrix, "json"))).toEqual(matrix);
    expect(MATRIX_FORMATS.map((format) => writeMatrix(matrix, format).length > 0)).toEqual([
      true,
      true,
      true,
    ]);
  });
});
