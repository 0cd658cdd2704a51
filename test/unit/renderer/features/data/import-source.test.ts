import { describe, expect, it } from "vitest";
import type { ImportFormat } from "#core/domain/dataset.ts";
import {
  changeMain,
  formatOfSource,
  pastedSource,
  readablePaths,
  sourceOf,
  toPreviewed,
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
    expect(toWireSource(source, "promptfoo")).toMatchObject({
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
    const line = `{"q": "${"x".repeat(90)}"}\n`;
    const long = { main: file("a.jsonl", line.repeat(20_000)), others: [] };
    const { source, isCut } = toPreviewed(long, "jsonl");
    const text = textOf(source);
    expect(isCut).toBe(true);
    expect(text.length).toBeLessThanOrEqual(2 ** 20);
    expect((text.length + 1) % line.length).toBe(0);
    expect(textOf(toWireSource(long, "jsonl"))).toHaveLength(line.length * 20_000);
  });

  const long = "a,b\n".repeat(400_000);
  const WHOLE: ReadonlyArray<readonly [why: string, format: ImportFormat, bytes: Uint8Array<ArrayBuffer>]> = [
    ["its format is read whole", "promptfoo", new TextEncoder().encode(long)],
    ["its records stand in a list", "jsonl", new TextEncoder().encode(`[\n${'{"q":1},\n'.repeat(200_000)}]`)],
    ["its characters are of two bytes", "csv", Uint8Array.from(Buffer.from(long, "utf16le"))],
    ["the first that is not ASCII is not UTF-8", "csv", Uint8Array.from(Buffer.from(`${long}ä`, "latin1"))],
  ];
  it.each(WHOLE)("is for a preview the whole file where %s [S46]", (_why, format, bytes) => {
    const { source, isCut } = toPreviewed({ main: { path: "a", bytes }, others: [] }, format);
    expect([isCut, "base64" in source && source.base64 === Buffer.from(bytes).toString("base64")]).toEqual([
      false,
      true,
    ]);
  });

  it("is no other file where the format refers to none, nor one that is no text or too large to be read", () => {
    const photo = { path: "p/photo.png", bytes: Uint8Array.from([0x89, 0x50, 0xff]) };
    const large = { path: "p/large.txt", bytes: new Uint8Array(5_000_000) };
    const others = [photo, large, file("p/a.txt", "a")];
    expect(toWireSource({ main: file("p/items.csv"), others }, "csv").files).toEqual({});
    expect(toWireSource({ main: file("p/c.yaml"), others }, "promptfoo").files).toEqual({ "a.txt": "a" });
  });

  it("is told by its name, else by how it begins, in either width of characters", () => {
    expect(formatOfSource({ main: file("a.csv"), others: [] })).toBe("csv");
    const wide = Uint8Array.from(Buffer.from('\ufeff{"a": 1}', "utf16le"));
    expect(formatOfSource({ main: { path: "a.txt", bytes: wide }, others: [] })).toBe("jsonl");
    expect(formatOfSource(pastedSource("one word"))).toBeNull();
  });
});
