import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importDataset, type ImportRequest } from "#core/evaluation/import/import-dataset.ts";
import { previewImport } from "#core/evaluation/import/preview.ts";
import { readDev, readTrain, readValidation } from "#core/evaluation/sealed-split.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { verifyStore } from "#core/store/verify.ts";

const IMPORTING = { by: { kind: "person", name: "Ada" }, clock: { now: () => 1_700_000_000_000 } } as const;

let folder: string;
let store: WorkspaceStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "import-dataset-"));
  store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function importThis(request: Partial<ImportRequest>) {
  return importDataset(
    store,
    { source: { text: "" }, seed: 1, split: null, name: "d", ...request },
    IMPORTING,
  );
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, at) =>
    JSON.stringify({ id: `i${at}`, question: `q ${at}`, answer: at }),
  ).join("\n");
}

describe("importing a dataset", () => {
  it("keeps items, splits, hash and one audit entry, and says what was left out", async () => {
    const text = `${lines(8)}\nbroken\n{"id":"i3","question":"again","answer":1}\n{"question":"no answer"}`;
    const imported = await importThis({ source: { text }, format: "jsonl" });
    const stored = store.datasets.counts("d");
    expect(imported).toEqual({
      name: "d",
      items: 8,
      splits: stored,
      skipped: [
        { line: 9, reason: "the line is not valid JSON" },
        { line: 10, reason: "its id i3 is that of line 4" },
        { line: 11, reason: 'it has no field "answer"' },
      ],
      skippedCount: 3,
      findings: [{ kind: "numbers-as-text", field: null, count: 8, lines: [1, 2, 3, 4, 5, 6, 7, 8] }].map(
        (finding) => expect.objectContaining(finding),
      ),
      notes: [],
    });
    const [entry] = [...store.audit.entries()];
    const dataset = store.datasets.find("d");
    expect(dataset).toEqual({
      name: "d",
      scorer: { type: "exact" },
      hash: expect.any(String),
      createdAt: 1_700_000_000_000,
    });
    expect(entry).toMatchObject({
      type: "import",
      body: { dataset: "d", hash: dataset?.hash, by: IMPORTING.by, items: 8, splits: stored },
    });
    // The chain holds; that this bare store has no head is the first thing after it.
    expect(verifyStore(store)).toMatchObject({ checked: { audit: 1 }, firstBroken: { table: "meta" } });
  });

  it("divides the same file the same way under any name and line order, and gives it the same hash", async () => {
    const text = lines(60);
    await importThis({ source: { text }, format: "jsonl", name: "one" });
    await importThis({
      source: { text: text.split("\n").toReversed().join("\n") },
      format: "jsonl",
      name: "two",
    });
    await importThis({ source: { text }, format: "jsonl", name: "three", seed: 2 });
    const ids = (name: string) =>
      [readTrain(store, name), readDev(store, name), readValidation(store, name)].map((items) =>
        items.map(({ id }) => id),
      );
    expect(ids("two")).toEqual(ids("one"));
    expect(ids("three")).not.toEqual(ids("one"));
    expect(store.datasets.find("two")?.hash).toBe(store.datasets.find("one")?.hash);
    expect(store.datasets.find("three")?.hash).not.toBe(store.datasets.find("one")?.hash);
  });

  it("hands out train and its dev third apart, and neither holds an item of the other splits", async () => {
    await importThis({ source: { text: lines(80) }, format: "jsonl" });
    const [train, dev, validation] = [readTrain(store, "d"), readDev(store, "d"), readValidation(store, "d")];
    expect(new Set([...train, ...dev].map(({ split }) => split))).toEqual(new Set(["train"]));
    expect(new Set(validation.map(({ split }) => split))).toEqual(new Set(["validation"]));
    expect(
      new Set([...train, ...dev, ...validation].map(({ id }) => id)).size + store.datasets.counts("d").test,
    ).toBe(80);
    expect(() => readTrain(store, "nothing")).toThrow(expect.objectContaining({ code: "dataset-missing" }));
  });

  it("refuses a name that is taken, before and after reading, and leaves the first one as it was", async () => {
    const request = { source: { text: lines(3) }, format: "jsonl" } as const;
    const both = await Promise.allSettled([importThis(request), importThis({ ...request, seed: 2 })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const before = store.datasets.find("d");
    await expect(importThis(request)).rejects.toMatchObject({
      code: "dataset-exists",
      hint: expect.stringContaining("another name"),
    });
    expect(store.datasets.find("d")).toEqual(before);
    expect([...store.audit.entries()]).toHaveLength(1);
  });

  it("takes the answer from the field that was named, though another has a likelier name", async () => {
    const text = '{"question":"q","answer":"wrong","alt":"right","other":"x"}';
    const request = { source: { text }, format: "jsonl", split: "validation" } as const;
    await importThis({ ...request, answer: "alt", name: "named" });
    await importThis({ ...request, input: ["other"], name: "asked" });
    expect(readValidation(store, "named")).toMatchObject([{ input: "q", expected: "right" }]);
    expect(readValidation(store, "asked")).toMatchObject([{ input: "x", expected: "wrong" }]);
  });

  it("a label that some records lack is theirs alone to lack", async () => {
    const text =
      '{"q":"a","answer":1,"topic":"red"}\n{"q":"b","answer":2}\n{"q":"c","answer":3,"topic":"blue"}';
    const labels = { input: ["q"], className: "topic", group: "topic", split: "validation" } as const;
    await importThis({ source: { text }, format: "jsonl", ...labels });
    const found = readValidation(store, "d").map(({ input, className, group }) => [input, className, group]);
    expect(found.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ["a", "red", "red"],
      ["b", null, null],
      ["c", "blue", "blue"],
    ]);
  });

  it("reads a table and a promptfoo file by their endings", async () => {
    const table = file("t.csv", 'question,answer,kind\n"x, y",1,easy\n');
    await importThis({ source: { path: table }, name: "table", split: "validation", className: "kind" });
    expect(readValidation(store, "table")).toMatchObject([
      { input: "x, y", expected: "1", className: "easy" },
    ]);
    const tests = file("t.YAML", "tests:\n- vars: {q: x}\n  assert: [{type: icontains, value: Blue}]\n");
    await importThis({ source: { path: tests }, name: "tests", split: "validation" });
    expect(store.datasets.find("tests")?.scorer).toEqual({ type: "regex", flags: "" });
    expect(readValidation(store, "tests")).toMatchObject([{ input: { q: "x" }, expected: "(?i:Blue)" }]);
    await importThis({ source: { path: tests }, name: "one-slot", split: "validation", input: ["q"] });
    expect(readValidation(store, "one-slot")).toMatchObject([{ input: "x" }]);
  });

  it("reports a thousand lines and counts the rest", async () => {
    const { items, skipped } = await importThis({
      source: { text: `${"broken\n".repeat(1500)}${lines(1)}` },
      format: "jsonl",
    });
    expect({ items, reported: skipped.length, last: skipped.at(-1) }).toEqual({
      items: 1,
      reported: 1001,
      last: { line: 1500, reason: "500 more lines up to here" },
    });
  });

  it("lets other work in while it reads a long text", async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await importThis({ source: { text: lines(20_000) }, format: "jsonl" });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  const REFUSED: ReadonlyArray<
    readonly [title: string, request: () => Partial<ImportRequest>, code: string, message: string]
  > = [
    [
      "a missing file",
      () => ({ source: { path: join(folder, "none.jsonl") } }),
      "not-found",
      "There is no file",
    ],
    [
      "a file below a file",
      () => ({ source: { path: join(file("a.txt", "x"), "b.jsonl") } }),
      "not-found",
      "There is no file",
    ],
    ["a folder", () => ({ source: { path: folder }, format: "jsonl" }), "dataset-invalid", "is a folder"],
    [
      "a device",
      () => ({ source: { path: "/dev/null" }, format: "jsonl" }),
      "dataset-invalid",
      "is not a regular file",
    ],
    ["a relative path", () => ({ source: { path: "none.jsonl" } }), "input-invalid", "by its whole path"],
    ["a path with a NUL", () => ({ source: { path: "/a\0.jsonl" } }), "input-invalid", "by its whole path"],
    [
      "an ending and a beginning that say nothing",
      () => ({ source: { path: file("items.txt", "one word") } }),
      "usage",
      "items.txt cannot be told from its name",
    ],
    [
      "a text without a format",
      () => ({ source: { text: "one word" } }),
      "usage",
      "The text cannot be told from its name",
    ],
    [
      "an empty file",
      () => ({ source: { path: file("empty.jsonl", "") } }),
      "dataset-invalid",
      "it is empty",
    ],
    [
      "a file of broken lines alone",
      () => ({ source: { path: file("broken.jsonl", "x\ny\n") } }),
      "dataset-invalid",
      "line 1: the line is not valid JSON",
    ],
    [
      "YAML that is not UTF-8",
      () => ({ source: { path: file("latin.yaml", new Uint8Array([0x61, 0x81, 0xff])) } }),
      "dataset-invalid",
      "is not UTF-8",
    ],
    [
      "YAML of more than 4 MiB",
      () => ({ source: { text: `# ${"x".repeat(5 * 2 ** 20)}` }, format: "promptfoo" }),
      "dataset-invalid",
      "is larger than 4 MiB",
    ],
    [
      "fields that no name tells",
      () => ({ source: { text: '{"a":"x","b":"y"}' }, format: "jsonl" }),
      "usage",
      "Which field holds the input and which the answer was not said",
    ],
    [
      "a pattern that is none",
      () => ({ source: { text: lines(1) }, format: "jsonl", answerPattern: "(" }),
      "usage",
      "Invalid regular expression",
    ],
    [
      "a pattern without a group",
      () => ({ source: { text: lines(1) }, format: "jsonl", answerPattern: "a" }),
      "usage",
      "has 0 groups instead of one",
    ],
    [
      "a pattern with two groups",
      () => ({ source: { text: lines(1) }, format: "jsonl", answerPattern: "(a)|(b)" }),
      "usage",
      "has 2 groups instead of one",
    ],
    [
      "two inputs of one name",
      () => ({ source: { text: lines(1) }, format: "jsonl", input: ["a.q", "b.q"] }),
      "usage",
      `Two input fields would both be called "q"`,
    ],
    [
      "a group that no record has",
      () => ({ source: { text: lines(1) }, format: "jsonl", group: "g" }),
      "usage",
      `No record has the field "g" that is to tell the groups`,
    ],
    [
      "a class that no record has",
      () => ({ source: { text: lines(1) }, format: "jsonl", className: "c.d" }),
      "usage",
      `No record has the field "c.d" that is to tell the classes`,
    ],
    [
      "an answer field for promptfoo",
      () => ({ source: { text: "tests: []" }, format: "promptfoo", answer: "a" }),
      "usage",
      "it has no answer field",
    ],
  ];

  it.each(REFUSED)("refuses %s, and writes nothing", async (_title, request, code, message) => {
    await expect(importThis(request())).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect([store.datasets.list(), [...store.audit.entries()]]).toEqual([[], []]);
  });

  // Permissions do not bind the superuser, so there the row would prove nothing.
  it.skipIf(process.getuid?.() === 0)(
    "refuses a file it may not read (skipped for the superuser)",
    async () => {
      const path = file("secret.jsonl", lines(1));
      chmodSync(path, 0);
      await expect(importThis({ source: { path } })).rejects.toMatchObject({ code: "path-refused" });
    },
  );

  it("names the fields it found when none could be used", async () => {
    await expect(
      importThis({ source: { text: lines(1) }, format: "jsonl", input: ["quesion"] }),
    ).rejects.toMatchObject({
      message: 'The text has no item that can be used; line 1: it has no field "quesion".',
      hint: "Check the options; its fields are id, question, answer.",
    });
    const wide = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`field${at}`, at]));
    const text = JSON.stringify({ ...wide, answer: 1 });
    await expect(importThis({ source: { text }, format: "jsonl", input: ["quesion"] })).rejects.toMatchObject(
      {
        hint: expect.stringMatching(/ field0, .* field19\.$/),
      },
    );
  });

  it("of two that take one name at the same moment one is told that it is taken", async () => {
    const both = [1, 2].map(async (count) => importThis({ source: { text: lines(count) }, format: "jsonl" }));
    const ended = await Promise.allSettled(both);
    expect(ended.map((each) => (each.status === "fulfilled" ? each.value.items : each.reason))).toEqual([
      1,
      expect.objectContaining({ code: "dataset-exists" }),
    ]);
  });
});

describe("previewing an import", () => {
  it("shows the first rows as they would be read, and reads no further", async () => {
    mkdirSync(join(folder, "data"));
    const path = file(
      "data/p.jsonl",
      `broken\n{"d":{"q":"x"},"answer":"so #### 8"}\n{"d":{},"answer":"9"}\n${lines(500)}`,
    );
    const preview = await previewImport(
      { source: { path }, input: ["d.q"], answerPattern: "#### *(.+)$" },
      3,
    );
    expect(preview).toEqual({
      format: "jsonl",
      columns: [
        { name: "d", kind: "object", empty: 497, distinct: 2, sample: '{"q":"x"}', notes: [] },
        { name: "d.q", kind: "text", empty: 498, distinct: 1, sample: "x", notes: [] },
        { name: "answer", kind: "mixed", empty: 0, distinct: 498, sample: "so #### 8", notes: [] },
        { name: "id", kind: "text", empty: 2, distinct: 497, sample: "i0", notes: [] },
        { name: "question", kind: "text", empty: 2, distinct: 497, sample: "q 0", notes: [] },
      ],
      rowsSeen: 500,
      recordsSeen: 499,
      table: null,
      notes: [],
      input: ["d.q"],
      answer: "answer",
      scorer: { type: "exact" },
      rows: [
        { line: 1, input: null, expected: null, problem: "the line is not valid JSON" },
        { line: 2, input: "x", expected: "8", problem: null },
        { line: 3, input: null, expected: null, problem: 'it has no field "d.q"' },
      ],
      others: expect.objectContaining({ length: 18 }),
      problems: 499,
      findings: [expect.objectContaining({ kind: "numbers-as-text" })],
    });
  });

  it("shows the columns where the fields cannot be told, so that they can be chosen", async () => {
    const preview = await previewImport({ source: { text: "a,b\n1,2\n" }, format: "csv" }, 10);
    expect(preview).toMatchObject({
      columns: [
        { name: "a", kind: "whole-number" },
        { name: "b", kind: "whole-number" },
      ],
      input: null,
      answer: null,
      rows: [{ line: 2, problem: "name the input and answer fields" }],
    });
  });

  const CHECKED = ["tests:"]
    .concat(
      [1, 2, 3].flatMap((at) => [
        `- vars: {q: question ${at}}`,
        `  assert: [{type: contains, value: "${at}"}, {type: llm-rubric, value: good}]`,
      ]),
      "- vars: {q: question 4}",
      "  assert: [{type: llm-rubric, value: good}]",
    )
    .join("\n");

  it("[S46] tells a check that is not read of items that are kept, and counts rows that are lost alone", async () => {
    const request = { source: { text: CHECKED }, format: "promptfoo" as const };
    const preview = await previewImport(request, 2);
    const imported = await importThis(request);
    const unread = {
      kind: "part-unread",
      count: 4,
      lines: [2, 4, 6, 8],
      reason: expect.stringMatching(/^Not all is read: its llm-rubric check .* \(so in 4 places\)\.$/),
    };
    expect([preview.findings[0], imported.findings[0]]).toEqual([
      expect.objectContaining(unread),
      expect.objectContaining(unread),
    ]);
    const { rowsSeen, problems, rows, others } = preview;
    expect({ rowsSeen, problems, rows: rows.length }).toEqual({ rowsSeen: 4, problems: 1, rows: 2 });
    const reasonless = [...rows, ...others].filter(({ problem }) => problem === null);
    expect(reasonless.map(({ line }) => line)).toEqual([2, 4, 6]);
    expect(imported).toMatchObject({ items: 3, skippedCount: 1, skipped: [{ line: 8 }] });
  });

  it("[S46] says of each of several rows on one line why it is none", async () => {
    const text = '[{"question":"a","answer":"1"},{"question":"a","answer":"1"},{"question":"b"}]';
    const { rows, rowsSeen, problems } = await previewImport({ source: { text }, format: "json" }, 5);
    expect({ rowsSeen, problems, told: rows.map(({ problem }) => problem) }).toEqual({
      rowsSeen: 3,
      problems: 2,
      told: [null, "it asks the same as line 1", 'it has no field "answer"'],
    });
  });

  it("[S46] takes a record that the end of a beginning cuts for none, and loses no row for it", async () => {
    const rows = Array.from({ length: 30 }, (_none, at) => `"one\nand ""two""\n${at}",${at}`).join("\n");
    const text = `question,answer\n${rows}\n"one\nand`;
    const asked = { source: { text }, format: "csv" as const };
    const { rowsSeen, problems } = await previewImport({ ...asked, isCut: true }, 5);
    expect({ rowsSeen, problems }).toEqual({ rowsSeen: 30, problems: 0 });
    expect((await previewImport(asked, 5)).problems).toBeGreaterThan(0);
  });
});
