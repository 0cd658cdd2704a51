import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesBeside, type NeighbourFiles } from "#core/evaluation/formats/promptfoo/neighbour-files.ts";

let folder: string;
let files: NeighbourFiles;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "neighbours-"));
  const inside = join(folder, "config");
  mkdirSync(join(inside, "more"), { recursive: true });
  mkdirSync(join(folder, "config-beside"));
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "config-beside", "secret.txt"), "secret");
  for (const name of ["b.txt", "a.txt", "c.csv"]) writeFileSync(join(inside, "more", name), name);
  writeFileSync(join(inside, "latin.txt"), Buffer.from([0x66, 0xfc, 0x72]));
  writeFileSync(join(inside, "large.txt"), "x".repeat(4 * 2 ** 20 + 1));
  symlinkSync(join(folder, "secret.txt"), join(inside, "link.txt"));
  symlinkSync(folder, join(inside, "out"));
  symlinkSync(join(inside, "more", "a.txt"), join(inside, "near.txt"));
  files = filesBeside({ path: join(inside, "promptfooconfig.yaml") });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const READ: ReadonlyArray<readonly [path: string, text: string]> = [
  ["more/a.txt", "a.txt"],
  ["./more/../more/b.txt", "b.txt"],
  ["near.txt", "a.txt"],
];

const REFUSED: ReadonlyArray<readonly [path: string, why: RegExp]> = [
  ["../secret.txt", /outside the folder/],
  ["more/../../secret.txt", /outside the folder/],
  ["../config-beside/secret.txt", /outside the folder/],
  ["/etc/hostname", /outside the folder/],
  ["C:\\secret.txt", /outside the folder/],
  ["link.txt", /link out of the folder/],
  ["out/secret.txt", /link out of the folder/],
  ["more", /is not a file/],
  ["gone.txt", /is not there/],
  ["more/a.txt/b", /is not there/],
  ["latin.txt", /is not text in UTF-8/],
  ["large.txt", /larger than 4 MiB/],
  ["a\0b", /outside the folder/],
];

describe("[S35] files that a configuration refers to", () => {
  it.each(READ)("%s is read", (path, text) => {
    expect(files.read(path)).toEqual({ ok: true, value: text });
  });

  it.each(REFUSED)("%j is refused", (path, why) => {
    expect(files.read(path)).toEqual({ ok: false, error: expect.stringMatching(why) });
  });

  it("are found by a pattern in the folder, and nowhere else", () => {
    expect(files.find("more/*.txt")).toEqual(["more/a.txt", "more/b.txt"]);
    expect(files.find("more/*")).toHaveLength(3);
    expect(files.find("../*.txt")).toEqual([]);
    expect(files.find("*/a.txt")).toEqual([]);
    expect(files.find("more/a.txt")).toEqual(["more/a.txt"]);
  });
});
