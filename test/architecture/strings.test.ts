import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = `${join(import.meta.dirname, "../..")}/`;

type Words = Readonly<Record<string, object>>;

/** The objects of words by module. */
async function readWords(): Promise<ReadonlyArray<readonly [path: string, words: Words]>> {
  const files = globSync(["renderer/strings/*.ts", "renderer/text/words.ts"], { cwd: ROOT }).toSorted();
  return await Promise.all(
    files.map(async (path) => [path, (await import(`${ROOT}${path}`)) as Words] as const),
  );
}

/** Keys of the objects of words in renderer/strings that no source names: what was taken off the screen. */
async function findUnused(): Promise<readonly string[]> {
  const sources = globSync("renderer/**/*.{ts,tsx}", { cwd: ROOT }).map((path) =>
    readFileSync(`${ROOT}${path}`, "utf8"),
  );
  const named = new Set(sources.flatMap(listNamed));
  return (await readWords())
    .flatMap(([, words]) => Object.entries(words))
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

/** A number after these words is a name, and “points” are of a figure with decimals. */
const ONE =
  /(?<![\w.])(?<!(?:session|proposal|tag|how|no) )1 (?:(?:of at most|of the|of|model) )*(?:1 )?(?!points)(\w+s)\b/gi;

/** What ends as a plural and is none. */
const NO_PLURALS = /^(?:is|was|has|as|its|this|stands|works|hypothesis|ms)$/;

/** What each function of words says of ones, for whatever is counted in it. */
function sayOfOne(words: object, at: string): ReadonlyArray<readonly [at: string, said: string]> {
  return Object.entries(words).flatMap(([key, value]: readonly [string, unknown]) => {
    if (typeof value === "object" && value !== null) return sayOfOne(value, `${at}.${key}`);
    if (typeof value !== "function") return [];
    const said = ONES.map((one) => trySaying(value as Say, one)).find((text) => text !== null);
    return [[`${at}.${key}`, said ?? ""] as const];
  });
}

/** A count, counts by name, a count that is written already. */
const ONES = [1, new Proxy({}, { get: () => 1 }), "1"];

type Say = (...parts: readonly unknown[]) => unknown;

/** Null where it takes other things than numbers, or than texts. */
function trySaying(say: Say, one: unknown): string | null {
  try {
    return String(say(one, one, one, one));
  } catch {
    return null;
  }
}

describe("the words of the window", () => {
  it("holds no words that nothing shows", async () => {
    expect(await findUnused()).toEqual([]);
  });

  it("says no count of one in the plural, whatever is counted", async () => {
    const said = (await readWords()).flatMap(([path, words]) => sayOfOne(words, path));
    const wrong = said.flatMap(([at, text]) =>
      [...text.matchAll(ONE)]
        .filter(([, word = ""]) => !NO_PLURALS.test(word))
        .map(([phrase]) => `${at}: ${phrase}`),
    );
    expect(wrong).toEqual([]);
  });
});
