import { describe, expect, it } from "vitest";
import {
  changeMain,
  formatOfSource,
  pastedSource,
  readablePaths,
  sourceOf,
  toWireSource,
  type ChosenFile,
} from "#renderer/features/data/import-source.ts";

const file = (path: string, text = ""): ChosenFile => ({ path, bytes: new TextEncoder().encode(text) });

/** The text that goes over the wire. */
function textOf(wire: ReturnType<typeof toWireSource>): string {
  return "text" in wire ? wire.text : Buffer.from(wire.base64, "base64").toString();
}

describe("which of several files items are read from", () => {
  it("is the configuration that refers to the others, wherever it stands", () => {
    const files = [file("p/data/a.csv", "q,a"), file("p/promptfooconfig.yaml"), file("p/other.yaml")];
    const source = sourceOf(files)!;
    expect(source.main.path).toBe("p/promptfooconfig.yaml");
    expect(toWireSource(source, null)).toMatchObject({
      name: "promptfooconfig.yaml",
      files: { "data/a.csv": "q,a", "other.yaml": "" },
    });
  });

  it("is one that a format ends like, and can be another", () => {
    const source = sourceOf([file("b.csv"), file("a.jsonl"), file("notes.txt")])!;
    expect([source.main.path, readablePaths(source)]).toEqual(["a.jsonl", ["a.jsonl", "b.csv"]]);
    expect(changeMain(source, "b.csv")).toMatchObject({ main: { path: "b.csv" }, others: [{}, {}] });
  });

  it("is the only one, whatever its name; of several that nothing is known of, none", () => {
    expect(sourceOf([file("notes.txt")])?.main.path).toBe("notes.txt");
    expect(sourceOf([file("notes.txt"), file("more.txt")])).toBeNull();
  });
});

describe("what goes to the host", () => {
  it("is the bytes of a file, and the text that was pasted", () => {
    const umlaut = { path: "ä.csv", bytes: Uint8Array.from([0xe4, 0x3b, 0x61]) };
    expect(toWireSource({ main: umlaut, others: [] }, null)).toEqual({
      base64: "5Dth",
      name: "ä.csv",
      files: {},
    });
    expect(toWireSource(pastedSource("ä"), null)).toEqual({ text: "ä", files: {} });
  });

  it("is for a preview the first lines, where lines can be read by themselves", () => {
    const line = `${"x".repeat(99)}\n`;
    const text = textOf(toWireSource({ main: file("a.jsonl", line.repeat(10_000)), others: [] }, "jsonl"));
    expect(text.length).toBeLessThanOrEqual(200_000);
    expect((text.length + 1) % 100).toBe(0);
    const yaml = "a: b\n".repeat(100_000);
    expect(textOf(toWireSource({ main: file("a.yaml", yaml), others: [] }, "promptfoo"))).toBe(yaml);
    const wide = Buffer.from(`\ufeff${line.repeat(4000)}`, "utf16le");
    const sent = toWireSource({ main: { path: "a.csv", bytes: Uint8Array.from(wide) }, others: [] }, "csv");
    expect(sent).toMatchObject({ base64: wide.toString("base64") });
  });

  it("is told by its name, else by how it begins, in either width of characters", () => {
    expect(formatOfSource({ main: file("a.csv"), others: [] })).toBe("csv");
    const wide = Uint8Array.from(Buffer.from('\ufeff{"a": 1}', "utf16le"));
    expect(formatOfSource({ main: { path: "a.txt", bytes: wide }, others: [] })).toBe("jsonl");
    expect(formatOfSource(pastedSource("one word"))).toBeNull();
  });
});
