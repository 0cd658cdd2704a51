import { afterAll, describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { createSandbox } from "#core/sandbox/sandbox.ts";
import type { SandboxRun } from "#core/sandbox/sandbox.ts";
import { neverAborted, openSandbox, toRun } from "./open-sandbox.ts";

const { sandbox, processHost, run, outputOf } = openSandbox();
afterAll(() => {
  sandbox.dispose();
});

describe("honest code runs", () => {
  const CASES: readonly (readonly [
    title: string,
    code: string,
    changes: Partial<SandboxRun>,
    output: Json,
  ])[] = [
    [
      "TypeScript with types, generics and assertions",
      `type In = { readonly n: number }; const twice = <T extends number>(n: T): number => (n as number) * 2;
       export function run(input: In): number { return twice<number>(input.n); }`,
      { input: { n: 21 } },
      42,
    ],
    [
      "a function that is not exported",
      `function run(input) { return input; }`,
      { input: "é\u{1F600}\0\ud800" },
      "é\u{1F600}\0\ud800",
    ],
    ["code that ends in a comment", `const run = () => 1; // done`, {}, 1],
    ["a default export with a name", `export default function run() { return 1; }`, {}, 1],
    [
      "an async function and a top-level await",
      `const two = await Promise.resolve(2); export const run = async () => two;`,
      {},
      2,
    ],
    [
      "an entry of another name",
      `export const price = (n: number) => n + 1;`,
      { entry: "price", input: 1 },
      2,
    ],
    [
      "recursion of a few hundred frames",
      `function run(n) { return n === 0 ? 0 : 1 + run(n - 1); }`,
      { input: 300 },
      300,
    ],
    ["undefined members are left out", `const run = () => ({ a: undefined, b: [null] });`, {}, { b: [null] }],
    [
      "a large input and output",
      `const run = (text) => text + text;`,
      { input: "x".repeat(400_000) },
      "x".repeat(800_000),
    ],
  ];
  it.each(CASES)("%s", async (_title, code, changes, output) => {
    expect(await outputOf(code, changes)).toEqual(output);
  });

  it.each([
    [`"boom"`, "boom"],
    ["7", "7"],
    ["null", "null"],
    ["undefined", "undefined"],
    [`{ code: 7 }`, '{"code":7}'],
    [`new Error("really")`, "Error: really"],
  ])("what a tool throws is said as it is, also where it is no error: %s", async (thrown, said) => {
    const result = await run(`const run = () => { throw ${thrown}; };`);
    const message = result.ok ? "it answered" : result.error.message;
    expect([message.replace(/ \(line 1\)$/, ""), !result.ok && result.error.kind]).toEqual([said, "threw"]);
  });

  it("waits that are short each are long together: a tool's time is all of them", async () => {
    const wait = async (): Promise<Json> => new Promise((resolve) => setTimeout(resolve, 100, null));
    const code = `const run = async (_, host) => { for (let i = 0; i < 40; i += 1) await host.wait(); return "done"; };`;
    const changes = { capabilities: ["wait"], host: { wait } };
    expect(await outputOf(code, { ...changes, timeoutMs: 1_000 })).toBe("!timeout");
  });

  it("leaves nothing behind for the next call", async () => {
    await run(`globalThis.left = 1; Array.prototype.left = 1; Math.random = 1; export const run = () => 1;`);
    expect(await outputOf(`const run = () => [typeof left, typeof [].left, typeof Math.random];`)).toEqual([
      "undefined",
      "undefined",
      "function",
    ]);
  });

  it("collects what the code prints, in order, from failures too, and says where it was cut", async () => {
    const { sandbox: small, run: runSmall } = openSandbox({ maxLogChars: 30 });
    const code = `export function run(fails) {
      console.log("sum", 1, { a: [1] }); console.error(new TypeError("odd"));
      if (fails) throw new Error("after");
      console.warn("x".repeat(1000)); console.log("never seen");
      return null;
    }`;
    const passed = await runSmall(code, { input: false });
    const failed = await runSmall(code, { input: true });
    small.dispose();
    expect([passed.ok && passed.value.logs, !failed.ok && failed.error.logs]).toEqual([
      ['sum 1 {"a":[1]}', "TypeError: odd [log cut here]"],
      ['sum 1 {"a":[1]}', "TypeError: odd [log cut here]"],
    ]);
  });

  it("gives the same clock, zone and random numbers every time, and others for another seed", async () => {
    const code = `const run = () => [Date.now(), String(new Date()), new Date(2020, 6, 1).toISOString(),
      [1, 2, 3].map(() => Math.random())];`;
    const [first, again, other] = [
      await outputOf(code, { seed: 7 }),
      await outputOf(code, { seed: 7 }),
      await outputOf(code, { seed: 8 }),
    ] as [Json[], Json[], Json[]];
    expect(again).toEqual(first);
    expect(first.slice(0, 3)).toEqual([0, "Thu Jan 01 1970 00:00:00 GMT+0000", "2020-07-01T00:00:00.000Z"]);
    expect(other[3]).not.toEqual(first[3]);
    for (const number of first[3] as number[]) expect(number >= 0 && number < 1).toBe(true);
  });
});

describe("failures say what happened", () => {
  const CASES: readonly (readonly [title: string, code: string, failure: object])[] = [
    [
      "an error, with the line it came from",
      `export function run() {\n  throw new RangeError("too much");\n}`,
      { code: "tool-failed", kind: "threw", message: "RangeError: too much (line 2)" },
    ],
    [
      "an error at the top level",
      `throw new Error("at once"); function run() {}`,
      { code: "tool-failed", kind: "threw", message: "Error: at once (line 1)" },
    ],
    [
      "a syntax error at run time is not one of the code's",
      `const config = JSON.parse("{"); function run() {}`,
      { code: "tool-failed", kind: "threw" },
    ],
    ["thrown data", `function run() { throw { reason: 1 }; }`, { kind: "threw", message: '{"reason":1}' }],
    [
      "a forged timeout is still only a throw",
      `function run() { throw new Error("interrupted"); }`,
      { kind: "threw" },
    ],
    [
      "a member that JSON can't hold, by name",
      `const run = () => ({ rows: [{ when: new Map() }] });`,
      { kind: "bad-output", message: `TypeError: "when" is [object Map], which JSON can't hold` },
    ],
  ];
  it.each(CASES)("%s", async (_title, code, failure) => {
    expect(await run(code)).toMatchObject({ ok: false, error: failure });
  });

  it("refuses an input and a code that are too large, and an entry that is no name, without starting anything", async () => {
    const idle = createSandbox({
      processHost: { ...processHost, start: () => expect.unreachable("it started a process") },
      limits: { maxInputChars: 10, maxCodeChars: 30 },
    });
    const kinds = await Promise.all(
      [
        toRun("const run = 1;", { input: "x".repeat(10) }),
        toRun(`const run = 1; ${" ".repeat(30)}`),
        toRun("const run = 1;", { entry: "run }; import('x')" }),
      ].map((one) => idle.run(one, neverAborted)),
    );
    expect(kinds.map((result) => !result.ok && result.error.kind)).toEqual([
      "input-too-large",
      "input-too-large",
      "compile",
    ]);
  });
});

describe("compile checks code without running its entry", () => {
  const CASES: readonly (readonly [title: string, code: string, expected: string])[] = [
    ["code that loads", `export function run() { throw new Error("not now"); }`, "ok"],
    ["a syntax error", `function run( {`, "compile"],
    ["a type error is none of its business", `const n: string = 1; const run = () => n;`, "ok"],
    ["TypeScript that is more than types", `enum A { B } function run() {}`, "compile"],
    ["no such function", `export const go = () => 1;`, "compile"],
    ["an entry that is no function", `export const run = 1;`, "compile"],
    ["an import", `import fs from "node:fs"; export const run = () => fs;`, "compile"],
    ["a top level that throws", `JSON.parse("{"); function run() {}`, "threw"],
    ["a NUL that would hide the rest", `const run = () => 1; \0 broken(`, "compile"],
  ];
  it.each(CASES)("%s", async (_title, code, expected) => {
    const result = await sandbox.compile({ code }, neverAborted);
    expect(result.ok ? "ok" : result.error.kind).toBe(expected);
  });

  it("names the missing function", async () => {
    expect(await sandbox.compile({ code: "const go = 1;" }, neverAborted)).toMatchObject({
      ok: false,
      error: { code: "build-failed", message: "the code has no function named `run`" },
    });
  });
});
