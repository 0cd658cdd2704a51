import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sha256 } from "#core/base/hash.ts";
import { LOOPS } from "#core/agents/loops/table.ts";
import { environmentImplementations } from "#core/environments/table.ts";
import { memoryImplementations } from "#core/memory/strategies/table.ts";
import { toolImplementations } from "#core/tools/builtins.ts";

/**
 * A constant stands in closures for the code that its answers come from: an evaluation cache that saw the constant
 * takes the code to be the same. So when a row here fails, decide whether answers may differ now: if so, raise the
 * constant; in either case put the new hash beside it. Comments and layout do not count.
 */
const RECORDED: ReadonlyArray<
  readonly [name: string, constant: string, sources: readonly string[], hash: string]
> = [
  ["builtin:done", "done/1", ["tools/builtins/done.ts"], "35656b81e84a10fe"],
  ["builtin:todo", "todo/1", ["tools/builtins/todo.ts"], "cf1d8748fd7f4d96"],
  [
    "tools",
    "tools/1",
    ["tools/{bind-tool,run-code,validate-json,json-bounds}.ts", "tools/types/*-tool.ts"],
    "6ec11fc78d240ddf",
  ],
  [
    "loop:chat",
    "chat/1",
    ["agents/loops/{chat,converse,standing-text}.ts", "domain/content/{render-prompt,prompt}.ts"],
    "667da064aa28a4ec",
  ],
  [
    "loop:tool-calling",
    "tool-calling/1",
    ["agents/loops/{tool-calling,converse,standing-text}.ts", "domain/content/{render-prompt,prompt}.ts"],
    "21e773cf89942e85",
  ],
  ["environment:filesystem", "filesystem/1", ["environments/filesystem/*.ts"], "a5e54f6d8bde754c"],
  ["memory:session", "session-memory/1", ["memory/render-records.ts"], "7aa166fc078a2718"],
];

/** Of every part that may stand in a closure, those of the loops too that the runtime's constant still stands for. */
const KNOWN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(LOOPS).map(([name, { implementation }]) => [`loop:${name}`, implementation]),
  ),
  ...toolImplementations,
  ...environmentImplementations,
  ...memoryImplementations,
};

const CORE = join(import.meta.dirname, "../../../core");

function hashSources(patterns: readonly string[]): string {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: CORE })).toSorted();
  return sha256(files.map((file) => essenceOf(readFileSync(join(CORE, file), "utf8"))).join("\n"));
}

/** The code without comments, white space and trailing commas. */
function essenceOf(source: string): string {
  const code = source.replaceAll(/\/\*\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
  return code.replaceAll(/\s+/g, "").replaceAll(/,(?=[)\]}])/g, "");
}

it.each(RECORDED)(
  "%s is %s, and its code is what it was when that was said",
  (name, constant, sources, hash) => {
    expect(KNOWN[name]).toBe(constant);
    expect(hashSources(sources).slice(0, 16)).toBe(hash);
  },
);

it("every constant that goes into a closure is watched", () => {
  expect(RECORDED.map(([name]) => name).toSorted()).toEqual(Object.keys(KNOWN).toSorted());
});
