import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openReadTokens } from "#core/app/workspace/read-tokens.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 60_000 });

let made: ReturnType<typeof makeFolder>;
beforeEach(() => {
  made = makeFolder();
  vi.stubEnv("AUTOGENESIS_CONFIG", made.folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  made.remove();
});

describe("[V22] the file of tokens", () => {
  it("is not written over where it cannot be read, and lets nobody in", () => {
    const tokens = openReadTokens(made.folder);
    const token = tokens.create("one", 1);
    const file = join(made.folder, "read-tokens.json");
    const later = readFileSync(file, "utf8").replace('"version": 1', '"version": 2');
    for (const text of [later, "{", "[]"]) {
      writeFileSync(file, text);
      expect([tokens.isKnown(token), tokens.list()]).toEqual([false, []]);
      const refusal = expect.objectContaining({ code: "config-invalid" });
      expect(() => tokens.create("two", 2)).toThrow(refusal);
      expect(() => tokens.remove("one")).toThrow(refusal);
      expect(readFileSync(file, "utf8")).toBe(text);
    }
  });

  it("loses no token where several programs make some at a time", async () => {
    const program = fileURLToPath(new URL("make-tokens.ts", import.meta.url));
    const names = ["a", "b", "c"];
    await Promise.all(
      names.map(async (name) => promisify(execFile)(process.execPath, [program, made.folder, name])),
    );
    expect(openReadTokens(made.folder).list()).toHaveLength(30);
  });
});
