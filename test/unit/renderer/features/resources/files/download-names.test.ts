import { describe, expect, it } from "vitest";
import { downloadNames } from "#renderer/features/resources/files/download-names.ts";
import { readChosen } from "#renderer/features/resources/files/read-chosen.ts";

describe("files that are downloaded one by one", () => {
  it("keep their names, and bear their folder's where two would be called alike", () => {
    const paths = ["agents/x.yaml", "environments/x.yaml", "prompts/y.md", "tools/z/code.js"];
    const names = downloadNames(paths.map((path) => ({ path, text: path }))).map(({ name }) => name);
    expect(names).toEqual(["agents-x.yaml", "environments-x.yaml", "y.md", "z-code.js"]);
  });
});

describe("files that were chosen", () => {
  const found = (path: string, file: Blob) => ({ path, file: file as File });

  it("one that cannot be read is a problem of that file, and the others are read", async () => {
    const gone = { size: 3, arrayBuffer: async () => Promise.reject(new Error("gone")) };
    const chosen = await readChosen([
      found("prompts/a.md", gone as unknown as Blob),
      found("prompts/b.md", new Blob(["b"])),
      found("prompts/c.md", new Blob([new Uint8Array([0xff])])),
    ]);
    expect(chosen.files).toEqual([{ path: "prompts/b.md", text: "b" }]);
    expect(chosen.problems.map(({ file, reason }) => [file, reason])).toEqual([
      ["prompts/a.md", expect.stringMatching(/could not be read/) as unknown],
      ["prompts/c.md", expect.stringMatching(/not text in UTF-8/) as unknown],
    ]);
  });

  it("is as long as its characters are, not its bytes, and what is too many is said", async () => {
    const long = "ä".repeat(1_500_000);
    const whole = await readChosen([found("prompts/a.md", new Blob([long]))]);
    expect([whole.problems, whole.files[0]?.text.length]).toEqual([[], 1_500_000]);
    const many = Array.from({ length: 5001 }, (_, at) => found(`prompts/p${at}.md`, new Blob(["x"])));
    const cut = await readChosen(many);
    expect(cut.problems.map(({ file }) => file)).toEqual(["prompts/p5000.md"]);
  });
});
