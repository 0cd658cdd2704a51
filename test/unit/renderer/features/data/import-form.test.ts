import { describe, expect, it } from "vitest";
import {
  createForm,
  guessFormat,
  previewText,
  suggestName,
  toReading,
  type ImportFormat,
} from "#renderer/features/data/import-form.ts";

const FORMATS: ReadonlyArray<readonly [name: string, text: string, expected: ImportFormat]> = [
  ["items.jsonl", "", "jsonl"],
  ["items.CSV", "", "csv"],
  ["evals.yaml", "", "promptfoo"],
  ["", '{"question":"q"}', "jsonl"],
  ["", "question,answer\nq,a", "csv"],
  ["", "description: x\ntests:\n  - vars: {}", "promptfoo"],
  ["notes.txt", '  {"a":1}', "jsonl"],
];

const NAMES: ReadonlyArray<readonly [file: string, expected: string]> = [
  ["My Items (2).jsonl", "my-items-2"],
  ["GSM8K_test.csv", "gsm8k-test"],
  ["2026.items.csv", "items"],
  ["…", "items"],
  ["", "items"],
];

describe("what an import screen guesses", () => {
  it.each(FORMATS)("%s %j is read as %s", (name, text, expected) => {
    expect(guessFormat({ name, text })).toBe(expected);
  });

  it.each(NAMES)("%j may be called %s", (file, expected) => {
    expect(suggestName(file)).toBe(expected);
  });
});

describe("what an import screen asks for", () => {
  const form = { ...createForm({ name: "a.jsonl", text: "" }), answer: "answer", answerPattern: "#### (.+)" };

  it("what nobody chose is left to the host", () => {
    expect(toReading(createForm({ name: "a.jsonl", text: "" }))).toEqual({
      format: "jsonl",
      scorer: { type: "exact" },
    });
  });

  it("a promptfoo file says by itself what is expected, so nothing of that is sent", () => {
    expect(toReading({ ...form, format: "promptfoo" })).toEqual({ format: "promptfoo" });
  });

  it("a preview of a long file ends at the end of a line", () => {
    const line = `${"x".repeat(99)}\n`;
    const text = previewText(line.repeat(10_000), "jsonl");
    expect(text.length).toBeLessThanOrEqual(200_000);
    expect((text.length + 1) % 100).toBe(0);
  });

  it("a YAML document is previewed whole", () => {
    const text = "a: b\n".repeat(100_000);
    expect(previewText(text, "promptfoo")).toBe(text);
  });
});
