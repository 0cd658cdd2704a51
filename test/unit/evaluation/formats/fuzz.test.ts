import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collect } from "./collect.ts";
import { AppError } from "#core/base/app-error.ts";
import { canonicalJson } from "#core/base/canonical-json.ts";
import { readRecords } from "#core/evaluation/import/read-records.ts";
import { toItems } from "#core/evaluation/import/items.ts";
import { readTable } from "#core/evaluation/formats/csv.ts";
import { readJsonl } from "#core/evaluation/formats/json/read-lines.ts";
import { splitLines } from "#core/evaluation/formats/text/lines.ts";
import { readPromptfoo } from "#core/evaluation/formats/promptfoo/read-tests.ts";
import type { Row } from "#core/evaluation/formats/row.ts";

const RUNS = { numRuns: 300, seed: 20260101 };

/** Text made of the characters that formats trip over. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        "- ",
        "  ",
        "&a",
        "*a",
        "<<: ",
        "#",
        "|",
        ">",
        "!!map",
        "%",
        "\u0000",
        "\ufeff",
        "tests:",
        "vars",
        "assert",
        "q",
        "1e999",
        ".nan",
      ),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((parts) => parts.join(""));

const bytes = fc.oneof(
  hostile.map((text) => new Uint8Array(Buffer.from(text))),
  fc.uint8Array({ maxLength: 300 }),
);

async function* inTwo(data: Uint8Array) {
  yield data.subarray(0, data.length / 2);
  yield data.subarray(data.length / 2);
  await Promise.resolve();
}

/** Whatever the rows are, they must become items or reasons, and items must have a canonical form. */
async function useRows(rows: readonly Row[]): Promise<void> {
  const plan = {
    answer: "q",
    answerPattern: /(.)/,
    scorer: { type: "exact" },
    group: "g",
    className: null,
  } as const;
  for (const input of [["q"], ["vars"], ["q", "a.b"]]) {
    for (const entry of await toItems(rows, { ...plan, input })) canonicalJson(entry);
  }
}

async function expectSound(read: () => Promise<readonly Row[]>): Promise<void> {
  try {
    const rows = await read();
    await useRows(rows);
    expect(rows.every(({ line }) => Number.isInteger(line) && line >= 1)).toBe(true);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe("dataset-invalid");
  }
}

describe("readers fail on no input with anything but a reason", () => {
  it("JSONL", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, (data) => expectSound(() => collect(readJsonl(splitLines(inTwo(data)))))),
      RUNS,
    );
  });

  it("JSONL of any JSON", async () => {
    const lines = fc
      .array(fc.json())
      .map((values) => Buffer.from(values.map((value) => `{"q":${value}}`).join("\n")));
    await fc.assert(
      fc.asyncProperty(lines, (data) => expectSound(() => collect(readJsonl(splitLines(inTwo(data)))))),
      RUNS,
    );
  });

  it("CSV", async () => {
    const tables = bytes.map((data) => Buffer.concat([Buffer.from("q,g\n"), data]));
    await fc.assert(
      fc.asyncProperty(tables, (data) =>
        expectSound(() => readTable(splitLines(inTwo(data))).then(async ({ rows }) => collect(rows))),
      ),
      RUNS,
    );
  });

  it("promptfoo", async () => {
    const files = fc.oneof(
      hostile,
      hostile.map((text) => `tests:\n- vars: {q: x}\n  assert: [${text}]`),
    );
    await fc.assert(
      fc.asyncProperty(files, (text) => expectSound(async () => readPromptfoo(text, undefined).rows)),
      RUNS,
    );
  });

  it("promptfoo with tests of any JSON", async () => {
    const files = fc
      .json({ maxDepth: 4 })
      .map((value) => `tests:\n- vars: {q: x}\n  assert: [{type: equals, value: ${value}}]\n- ${value}`);
    await fc.assert(
      fc.asyncProperty(files, (text) => expectSound(async () => readPromptfoo(text, undefined).rows)),
      RUNS,
    );
  });
});

/** JSON made of the names that records and documents of other tools are known by. */
const known = fc.letrec<{ readonly value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", maxDepth: 5 },
    fc.constantFrom<unknown>(
      "q",
      "B",
      "user",
      "assistant",
      "",
      null,
      0,
      1,
      true,
      "a\n#### 1",
      "{{item.a}}",
      "string_check",
      "eq",
    ),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        ...[
          "messages",
          "role",
          "content",
          "from",
          "value",
          "conversations",
          "prompt",
          "completion",
          "chosen",
        ],
        ...[
          "rejected",
          "input",
          "ideal",
          "item",
          "instruction",
          "output",
          "question",
          "answers",
          "answer",
          "text",
        ],
        ...[
          "choices",
          "label",
          "answerKey",
          "context",
          "title",
          "sentences",
          "supporting_facts",
          "inputs",
          "outputs",
        ],
        ...[
          "eval_cases",
          "conversation",
          "user_content",
          "final_response",
          "parts",
          "data",
          "paragraphs",
          "qas",
        ],
        ...[
          "testing_criteria",
          "items",
          "reference",
          "operation",
          "type",
          "run_id",
          "event_id",
          "sample_id",
          "spec",
        ],
        ...["query", "aliases", "preferred_output", "id", "A", "B", "user_input", "__proto__", "toString"],
      ),
      tie("value"),
      { maxKeys: 6 },
    ),
  ),
})).value;

describe("[S37] [S41] records and documents of other tools", () => {
  const asked = (format: "jsonl" | "evalset", text: string) =>
    expectSound(async () => {
      const { rows } = await readRecords({ source: { text } }, format);
      return collect(rows);
    });

  it("are records or reasons, whatever stands in them", async () => {
    const texts = fc
      .array(known, { maxLength: 4 })
      .map((all) => all.map((one) => JSON.stringify(one)).join("\n"));
    await fc.assert(
      fc.asyncProperty(texts, (text) => asked("jsonl", text)),
      { ...RUNS, numRuns: 2000 },
    );
  });

  it("are sets of cases or refused, whatever stands in them", async () => {
    const texts = fc.oneof(
      known.map((one) => JSON.stringify(one)),
      fc
        .tuple(fc.constantFrom("eval_cases", "data", "testing_criteria"), known, known)
        .map(([name, one, other]) => JSON.stringify({ [name]: [one, other], items: [other] })),
    );
    await fc.assert(
      fc.asyncProperty(texts, (text) => asked("evalset", text)),
      { ...RUNS, numRuns: 1000 },
    );
  });
});

describe("CSV as others write it", () => {
  it("is read back cell by cell, whatever is in the cells", async () => {
    const cell = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/\s/gu, " ").trim());
    const table = fc.array(fc.tuple(cell, cell).filter(([q, a]) => q + a !== ""));
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(table, async (cells) => {
        const text = ["q,a", ...cells.map((row) => row.map(quote).join(","))].join("\r\n");
        const rows = await collect((await readTable(splitLines(inTwo(Buffer.from(text))))).rows);
        expect(rows).toEqual(cells.map(([q, a], at) => ({ line: at + 2, record: { q, a } })));
      }),
      RUNS,
    );
  });
});
