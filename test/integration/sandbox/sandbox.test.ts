import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { entryReadPaths } from "#core/entries.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import type { ProcessHandle, ProcessHost } from "#core/sandbox/process-host.ts";
import { createSandbox } from "#core/sandbox/sandbox.ts";
import type { SandboxRun } from "#core/sandbox/sandbox.ts";

const never = new AbortController().signal;
const started: ProcessHandle[] = [];
const nodeHost = createNodeProcessHost();
const processHost: ProcessHost = {
  start: (entry, options) => {
    const handle = nodeHost.start(entry, options);
    started.push(handle);
    return handle;
  },
};
const sandbox = createSandbox({ processHost, limits: { maxProcesses: 1, maxCapabilityCalls: 5 } });
afterAll(() => {
  sandbox.dispose();
});

const toRun = (code: string, changes: Partial<SandboxRun> = {}): SandboxRun => ({
  code,
  input: null,
  capabilities: [],
  host: {},
  timeoutMs: 2_000,
  ...changes,
});
const run = (code: string, changes?: Partial<SandboxRun>): ReturnType<typeof sandbox.run> =>
  sandbox.run(toRun(code, changes), never);
/** The output, or `!kind`. */
const outputOf = async (code: string, changes?: Partial<SandboxRun>): Promise<Json> => {
  const result = await run(code, changes);
  return result.ok ? result.value.output : `!${result.error.kind}`;
};

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

  it("leaves nothing behind for the next call", async () => {
    await run(`globalThis.left = 1; Array.prototype.left = 1; Math.random = 1; export const run = () => 1;`);
    expect(await outputOf(`const run = () => [typeof left, typeof [].left, typeof Math.random];`)).toEqual([
      "undefined",
      "undefined",
      "function",
    ]);
  });

  it("collects what the code prints, in order, from failures too, and says where it was cut", async () => {
    const small = createSandbox({ processHost, limits: { maxLogChars: 30 } });
    const code = `export function run(fails) {
      console.log("sum", 1, { a: [1] }); console.error(new TypeError("odd"));
      if (fails) throw new Error("after");
      console.warn("x".repeat(1000)); console.log("never seen");
      return null;
    }`;
    const passed = await small.run(toRun(code, { input: false }), never);
    const failed = await small.run(toRun(code, { input: true }), never);
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
      processHost: { start: () => expect.unreachable("it started a process") },
      limits: { maxInputChars: 10, maxCodeChars: 30 },
    });
    const kinds = await Promise.all(
      [
        toRun("const run = 1;", { input: "x".repeat(10) }),
        toRun(`const run = 1; ${" ".repeat(30)}`),
        toRun("const run = 1;", { entry: "run }; import('x')" }),
      ].map((one) => idle.run(one, never)),
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
    const result = await sandbox.compile({ code }, never);
    expect(result.ok ? "ok" : result.error.kind).toBe(expected);
  });

  it("names the missing function", async () => {
    expect(await sandbox.compile({ code: "const go = 1;" }, never)).toMatchObject({
      ok: false,
      error: { code: "build-failed", message: "the code has no function named `run`" },
    });
  });
});

describe("capabilities", () => {
  const asked: Json[] = [];
  const host = {
    double: (args: Json) => {
      asked.push(args);
      return Promise.resolve((args as number) * 2);
    },
    refuse: () => Promise.reject(new AppError("capability-denied", "not that folder")),
    fail: () => Promise.reject(new AppError("tool-failed", "the disk is gone")),
    hang: () => new Promise<Json>(() => undefined),
    flood: () => Promise.resolve("x".repeat(3_000_000)),
  };
  const all = Object.keys(host);

  const CASES: readonly (readonly [
    title: string,
    code: string,
    capabilities: readonly string[],
    expected: Json,
  ])[] = [
    ["a granted one answers", `const run = async (_, host) => (await host.double(4)) + 1;`, all, 9],
    [
      "several at once answer each to its own",
      `const run = (_, host) => Promise.all([1, 2, 3].map((n) => host.double(n)));`,
      all,
      [2, 4, 6],
    ],
    ["one that is not granted is denied", `const run = (_, host) => host.double(4);`, ["refuse"], "!denied"],
    [
      "one that is granted but unknown here is denied",
      `const run = (_, host) => host.fetch(4);`,
      ["fetch"],
      "!denied",
    ],
    [
      "a denial can be caught and named",
      `const run = (_, host) => host.double(4).catch((error) => error.name);`,
      [],
      "CapabilityDenied",
    ],
    ["a policy's refusal is a denial", `const run = (_, host) => host.refuse();`, all, "!denied"],
    [
      "a look-alike of a denial is a throw",
      `function run() { const e = new Error("x"); e.name = "CapabilityDenied"; throw e; }`,
      all,
      "!threw",
    ],
    [
      "a failing one throws its message",
      `const run = (_, host) => host.fail().catch((error) => error.message);`,
      all,
      "the disk is gone",
    ],
    [
      "one that never answers ends with the time limit",
      `const run = (_, host) => host.hang();`,
      all,
      "!timeout",
    ],
    [
      "an answer that is too large is an error",
      `const run = (_, host) => host.flood().catch((error) => error.name);`,
      all,
      "CapabilityError",
    ],
    [
      "an endless stream of calls is stopped",
      `async function run(_, host) { for (;;) await host.double(1).catch(() => 0); }`,
      all,
      "!too-many-calls",
    ],
    [
      "an endless stream of denials is stopped",
      `async function run(_, host) { for (;;) await host.nothing(1).catch(() => 0); }`,
      all,
      "!too-many-calls",
    ],
    [
      "a burst of calls is stopped",
      `function run(_, host) { for (;;) host.double(1); }`,
      all,
      "!too-many-calls",
    ],
    [
      "arguments that JSON can't hold never leave",
      `const run = (_, host) => host.double({ f() {} }).catch((error) => error.name);`,
      all,
      "TypeError",
    ],
    [
      "arguments that are too large never leave",
      `const run = (_, host) => host.double("x".repeat(2e6));`,
      all,
      "!output-too-large",
    ],
    [
      "arguments with a __proto__ key are refused",
      `const run = (_, host) => host.double(JSON.parse('{"__proto__": {"x": 1}}')).catch((error) => error.message);`,
      all,
      "the arguments can't be used: it has a key named __proto__",
    ],
    ["none of them is there at the top level", `host.double(1); export const run = () => 1;`, all, "!threw"],
    [
      "the host object can't be changed",
      `const run = (_, host) => { try { host.double = 1 } catch {} return typeof host.double; }`,
      all,
      "function",
    ],
    [
      "names of Object.prototype are only names",
      `const run = (_, host) => host.hasOwnProperty("double");`,
      all,
      "!denied",
    ],
  ];
  it.each(CASES)("%s", async (_title, code, capabilities, expected) => {
    expect(await outputOf(code, { capabilities, host, timeoutMs: 500 })).toEqual(expected);
  });

  it("a call made on the way out is not performed", async () => {
    asked.length = 0;
    const code = `const run = (_, host) => { Promise.resolve().then(() => null).then(() => null).then(() => null)
      .then(() => null).then(() => host.double("late")); return "done"; }`;
    expect(await outputOf(code, { capabilities: all, host })).toBe("done");
    expect(await outputOf(`const run = (_, host) => host.double(1);`, { capabilities: all, host })).toBe(2);
    expect(asked).toEqual([1]);
  });
});

describe("processes", () => {
  const HANGING = `const run = () => Array(4294967295).join("");`;

  it("one child serves many calls, and survives what its engine can stop", async () => {
    await run(`const run = () => 1;`);
    const before = started.length;
    await run(`const run = () => { for (;;); };`, { timeoutMs: 50 });
    await run(`const run = () => new ArrayBuffer(1e9);`);
    await run(`const run = () => run();`);
    expect([await outputOf(`const run = () => 1;`), started.length - before]).toEqual([1, 0]);
  });

  it("a killed child fails the call it had and no other", async () => {
    const lost = run(HANGING);
    const queued = outputOf(`const run = () => 2;`);
    await run(`const run = () => 1;`, { timeoutMs: 1 }).catch(() => undefined);
    expect([(await lost).ok, await queued]).toEqual([false, 2]);
    const open = run(`const run = (_, host) => host.die();`, {
      capabilities: ["die"],
      host: {
        die: () => {
          started.at(-1)?.kill();
          return new Promise<Json>(() => undefined);
        },
      },
    });
    expect(await open).toMatchObject({ ok: false, error: { code: "sandbox-failed", kind: "crashed" } });
    expect(await outputOf(`const run = () => 3;`)).toBe(3);
  });

  it("cancelling stops a call that computes, one that waits for a process, and one that has not begun", async () => {
    const stop = new AbortController();
    const calls = [HANGING, `const run = () => 1;`].map((code) => sandbox.run(toRun(code), stop.signal));
    stop.abort();
    const results = await Promise.all([...calls, sandbox.run(toRun(HANGING), stop.signal)]);
    expect(results.map((result) => !result.ok && result.error.code)).toEqual(Array(3).fill("cancelled"));
    expect(await outputOf(`const run = () => 4;`)).toBe(4);
  });

  it("after dispose every call is cancelled: the open, the waiting and the later", async () => {
    const brief = createSandbox({ processHost, limits: { maxProcesses: 1 } });
    const calls = [HANGING, HANGING].map((code) => brief.run(toRun(code), never));
    brief.dispose();
    const results = await Promise.all([...calls, brief.compile({ code: "" }, never)]);
    expect(results.map((result) => !result.ok && result.error.code)).toEqual(Array(3).fill("cancelled"));
  });

  it("no more children than allowed are started, however many calls there are", async () => {
    const before = started.length;
    const pair = createSandbox({ processHost, limits: { maxProcesses: 2 } });
    const outputs = await Promise.all(
      Array.from({ length: 20 }, (_, input) => pair.run(toRun(`const run = (n) => n;`, { input }), never)),
    );
    pair.dispose();
    expect(outputs.map((result) => result.ok && result.value.output)).toEqual([...Array(20).keys()]);
    expect(started.length - before).toBe(2);
  });

  it("a child that ends at once is a failed call, with its reason", async () => {
    const broken = createSandbox({
      processHost: { start: (entry, options) => nodeHost.start(entry, { ...options, readPaths: [] }) },
    });
    expect(await broken.run(toRun(`const run = () => 1;`), never)).toMatchObject({
      ok: false,
      error: { kind: "crashed", message: expect.stringContaining("ERR_ACCESS_DENIED") as string },
    });
  });

  it("a child that sends a message over the limit is stopped", async () => {
    const options = { args: ["{}"], readPaths: entryReadPaths(), maxHeapMb: 64, maxMessageChars: 5 };
    const detail = await new Promise<string>((resolve) => {
      const handle = nodeHost.start("sandbox-child", { ...options, args: ['{"memoryMb":16,"stackKb":64}'] });
      handle.keepParentAlive(true);
      handle.onExit(resolve);
    });
    expect(detail).toContain("it sent a message that is too long");
  });

  it.runIf(process.platform === "linux")(
    "the child sees no environment and runs under the permission model",
    async () => {
      await run(`const run = () => 1;`);
      const pid = String(started.at(-1)?.pid);
      const read = (file: string): string[] => readFileSync(`/proc/${pid}/${file}`, "utf8").split("\0");
      expect(read("environ")).toEqual(["TZ=UTC", ""]);
      expect(read("cmdline")).toEqual(expect.arrayContaining(["--permission"]));
      expect(read("cmdline").filter((flag) => /^--allow-(?!fs-read=|worker$)/.test(flag))).toEqual([]);
    },
  );
});
