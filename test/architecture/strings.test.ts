import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = `${join(import.meta.dirname, "../..")}/`;

/** Keys of the objects of words in renderer/strings that no source names: what was taken off the screen. */
async function findUnused(): Promise<readonly string[]> {
  const sources = globSync("renderer/**/*.{ts,tsx}", { cwd: ROOT }).map((path) =>
    readFileSync(`${ROOT}${path}`, "utf8"),
  );
  const named = new Set(sources.flatMap(listNamed));
  const files = globSync(["renderer/strings/*.ts", "renderer/text/words.ts"], { cwd: ROOT }).toSorted();
  const modules = await Promise.all(
    files.map(async (path) => (await import(`${ROOT}${path}`)) as Readonly<Record<string, object>>),
  );
  return modules
    .flatMap((words) => Object.entries(words))
    .flatMap(([name, keys]) => Object.keys(keys).map((key) => `${name}.${key}`))
    .filter((key) => !named.has(key));
}

/** `dataStrings.title`, and `const { columns } = dataStrings`. */
function listNamed(text: string): readonly string[] {
  const direct = [...text.matchAll(/\b(\w+Strings)\s*\.\s*(\w+)/g)].map(([, name, key]) => `${name}.${key}`);
  const taken = [...text.matchAll(/\{([^{}]*)\} = (\w+Strings)\b/g)].flatMap(([, keys = "", name]) =>
    keys.split(",").map((key) => `${name}.${(key.split(":")[0] ?? "").trim()}`),
  );
  return [...direct, ...taken];
}

describe("the words of the window", () => {
  it("holds no words that nothing shows", async () => {
    expect(await findUnused()).toEqual([]);
  });
});
