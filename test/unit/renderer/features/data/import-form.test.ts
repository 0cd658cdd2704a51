import { describe, expect, it } from "vitest";
import { createForm, previewText, suggestName, toReading } from "#renderer/features/data/import-form.ts";

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

describe("what an import screen asks for", () => {
  const form = { ...createForm({ name: "a.jsonl", text: "" }), answer: "answer", answerPattern: "#### (.+)" };

  it("what nobody chose is left to the host", () => {
    expect(toReading(createForm({ name: "a.jsonl", text: "" }))).toEqual({
      format: "jsonl",
      scorer: { type: "exact" },
    });
  });

  it("a format that neither name nor text told is left open, and the text is previewed whole", () => {
    const form = createForm({ name: "notes", text: "one word" });
    expect([form.format, toReading(form)]).toEqual([null, { scorer: { type: "exact" } }]);
    expect(previewText("x\n".repeat(200_000), undefined)).toHaveLength(400_000);
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
