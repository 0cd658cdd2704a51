import { describe, expect, it } from "vitest";
import type { Preview } from "#renderer/features/data/data-queries.ts";
import {
  changeUse,
  createForm,
  hasFields,
  suggestName,
  toReading,
  columnUse,
} from "#renderer/features/data/import-form.ts";
import type { ImportSource } from "#renderer/features/data/import-source.ts";

const NAMES: ReadonlyArray<readonly [file: string, expected: string]> = [
  ["My Items (2).jsonl", "my-items-2"],
  ["GSM8K_test.csv", "gsm8k-test"],
  ["2026.items.csv", "items"],
  ["…", "items"],
  ["", "items"],
];

describe("what an import screen guesses", () => {
  it.each(NAMES)("%j may be called %s", (file, expected) => {
    expect(suggestName(file)).toBe(expected);
  });
});

const sourceOf = (path: string, text: string): ImportSource => ({
  main: { path, bytes: new TextEncoder().encode(text) },
  others: [],
});

describe("what an import screen asks for", () => {
  const form = { ...createForm(sourceOf("a.jsonl", "")), answer: "answer", answerPattern: "#### (.+)" };

  it("what nobody chose is left to the host", () => {
    expect(toReading(createForm(sourceOf("a.jsonl", "")))).toEqual({
      format: "jsonl",
      scorer: { type: "exact" },
    });
  });

  it("a format that neither name nor text told is left open", () => {
    const open = createForm(sourceOf("notes", "one word"));
    expect([open.format, toReading(open)]).toEqual([null, { scorer: { type: "exact" } }]);
  });

  it("a promptfoo file says by itself what is expected, so nothing of that is sent", () => {
    expect(toReading({ ...form, format: "promptfoo" })).toEqual({ format: "promptfoo" });
  });

  it("how a table is written is sent where somebody said it, and decimals where numbers are compared", () => {
    const said = {
      ...form,
      encoding: "windows-1252",
      delimiter: ";",
      header: "no",
      decimals: "comma",
    } as const;
    expect(toReading(said)).toMatchObject({ encoding: "windows-1252", delimiter: ";", header: false });
    expect(toReading(said)).not.toHaveProperty("decimals");
    const scorer = { type: "numeric", tolerance: 0 } as const;
    expect(toReading({ ...said, scorer })).toMatchObject({ decimals: "comma" });
    expect(toReading({ ...said, scorer, format: "promptfoo" })).not.toHaveProperty("decimals");
  });
});

describe("what a column is used as", () => {
  const preview = { input: ["q"], answer: "a" } as unknown as Preview;
  const form = createForm(sourceOf("a.jsonl", ""));

  it("is what the host told until somebody says otherwise", () => {
    expect(["q", "a", "x"].map((column) => columnUse(form, preview, column))).toEqual([
      "input",
      "answer",
      "none",
    ]);
  });

  it("is one thing at a time, and what was told stays beside it", () => {
    const both = changeUse(form, { preview, column: "x", use: "input" });
    expect(both.input).toEqual(["q", "x"]);
    const moved = changeUse(both, { preview, column: "x", use: "group" });
    expect([moved.input, moved.group, columnUse(moved, preview, "x")]).toEqual([["q"], "x", "group"]);
    const answer = changeUse(form, { preview, column: "q", use: "answer" });
    expect([answer.input, answer.answer]).toEqual([[], "q"]);
  });

  it("can be nothing where the host told something, and then is not known until somebody says it", () => {
    const none = changeUse(form, { preview, column: "q", use: "none" });
    expect([columnUse(none, preview, "q"), columnUse(none, preview, "a")]).toEqual(["none", "answer"]);
    expect([hasFields(form, preview), hasFields(none, preview)]).toEqual([true, false]);
    const unanswered = changeUse(form, { preview, column: "a", use: "none" });
    expect([columnUse(unanswered, preview, "a"), hasFields(unanswered, preview)]).toEqual(["none", false]);
  });
});
