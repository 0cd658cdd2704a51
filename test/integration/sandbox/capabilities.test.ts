import { afterAll, describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { openSandbox } from "./open-sandbox.ts";

const { sandbox, outputOf } = openSandbox({ maxCapabilityCalls: 5 });
afterAll(() => {
  sandbox.dispose();
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
    rant: () => Promise.reject(new AppError("tool-failed", "no ".repeat(100_000))),
    hang: () => Promise.withResolvers<Json>().promise,
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
      "a failing one throws no more of its message than an error may hold",
      `const run = (_, host) => host.rant().catch((error) => error.message.length <= 2000);`,
      all,
      true,
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
      "as many calls as are allowed are answered",
      `async function run(_, host) { let n = 0; for (let i = 0; i < 5; i += 1) n += await host.double(1); return n; }`,
      all,
      10,
    ],
    [
      "one more is not",
      `async function run(_, host) { for (let i = 0; i < 6; i += 1) await host.double(1); return 1; }`,
      all,
      "!too-many-calls",
    ],
    [
      "one that fails was not denied: a throw after it, even of a look-alike, is a throw",
      `async function run(_, host) {
        await host.fail().catch(() => 0);
        const error = new Error("x"); error.name = "CapabilityDenied"; throw error;
      }`,
      all,
      "!threw",
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
