import { afterAll, describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { parseContent } from "#core/domain/content/content.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import { CALCULATOR_CODE } from "#core/practice/desk/calculator.ts";
import type { RunDesk } from "#core/resources/callable.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { createSandbox, type SandboxRun } from "#core/sandbox/sandbox.ts";
import { bindTool } from "#core/tools/bind-tool.ts";
import { buildTool } from "#core/tools/build-tool.ts";
import type { PinnedTool } from "#core/tools/types/tool-type.ts";

/** The real sandbox, its processes included. */
const sandbox = createSandbox({ processHost: createNodeProcessHost() });
afterAll(() => sandbox.dispose());

const never = new AbortController().signal;
const EXPRESSION = {
  type: "object",
  properties: { expression: { type: "string" } },
  required: ["expression"],
};
const VALUE = { type: "object", properties: { value: { type: "number" } }, required: ["value"] };

function contentOf(change: Readonly<Record<string, unknown>>): ToolContent {
  const head = { description: "A tool.", mask: [], effect: "pure", timeoutMs: 5_000 };
  const parsed = parseContent("tool", {
    ...head,
    type: "code",
    inputSchema: { type: "object" },
    capabilities: [],
    examples: [],
    ...change,
  });
  if (!parsed.ok || parsed.value.kind !== "tool") throw new Error("the fixture has no valid form");
  return parsed.value.content;
}

const code = (body: string, change: Readonly<Record<string, unknown>> = {}): ToolContent =>
  contentOf({ code: `async function run(input, host) { ${body} }`, ...change });

const CALCULATOR = contentOf({ code: CALCULATOR_CODE, inputSchema: EXPRESSION, outputSchema: VALUE });
const DONE = contentOf({
  type: "builtin",
  implementation: "done",
  inputSchema: { type: "object", properties: { output: { type: "object" } }, required: ["output"] },
});

const freshDesk = (): RunDesk => ({ output: undefined, todo: [] });
const pinned = (content: ToolContent, name = "calculator"): PinnedTool => ({
  key: `tool/${name}`,
  version: "v1",
  content,
});

type BindOptions = { readonly desk?: RunDesk; readonly seed?: number; readonly host?: SandboxRun["host"] };

async function callTool(content: ToolContent, input: Json, options: BindOptions = {}): Promise<Json> {
  const deps = { sandbox, desk: freshDesk(), seed: 1, host: {}, ...options };
  const result = await bindTool(pinned(content), deps).call(input, never);
  return result.ok ? result.value : `!${result.error.code}: ${result.error.message}`;
}

describe("bindTool", () => {
  it("offers the tool as its record describes it, under its name and pinned version", () => {
    const { call: _call, ...offered } = bindTool(pinned(CALCULATOR), {
      sandbox,
      desk: freshDesk(),
      seed: 1,
      host: {},
    });
    expect(offered).toEqual({
      name: "calculator",
      description: "A tool.",
      inputSchema: EXPRESSION,
      effect: "pure",
      timeoutMs: 5_000,
      resource: "tool/calculator",
      version: "v1",
    });
  });

  /** Text results are failures; `!` stands before their code. */
  const CASES: ReadonlyArray<readonly [title: string, content: ToolContent, input: Json, expected: unknown]> =
    [
      ["the shipped calculator adds", CALCULATOR, { expression: "1 + 2" }, { value: 3 }],
      [
        "its defect is its own: nothing here repairs a result",
        CALCULATOR,
        { expression: "0.1 + 0.2" },
        { value: 0.30000000000000004 },
      ],
      [
        "an error it throws is an answer",
        CALCULATOR,
        { expression: "1 / 0" },
        expect.stringMatching(/^!tool-failed: The tool failed: Error: division by zero/),
      ],
      [
        "a missing argument never reaches the code",
        CALCULATOR,
        {},
        "!tool-arguments: The arguments do not fit: the value must have required property 'expression'.",
      ],
      [
        "an inherited argument is none",
        CALCULATOR,
        JSON.parse('{"__proto__": {"expression": "1"}}') as Json,
        expect.stringMatching(/^!tool-arguments/),
      ],
      ["a list is no arguments", CALCULATOR, ["1"], expect.stringMatching(/^!tool-arguments/)],
      [
        "a huge argument is refused at once",
        CALCULATOR,
        { expression: "1".repeat(5_000_000) },
        expect.stringMatching(/^!tool-arguments: .*characters/),
      ],
      [
        "a deep argument is refused at once",
        code("return input;"),
        JSON.parse(`{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`) as Json,
        expect.stringMatching(/^!tool-arguments: .*levels/),
      ],
      [
        "half a surrogate pair is refused, for it could not be recorded",
        code("return input;"),
        { a: "\ud800" },
        expect.stringMatching(/^!tool-arguments: .*Unicode/),
      ],
      [
        "names that every object has are data",
        code("return [input.constructor, Object.keys(input)];"),
        { constructor: "x" },
        ["x", ["constructor"]],
      ],
      [
        "a result of another form than promised is a failure",
        code("return { value: '3' };", { outputSchema: VALUE }),
        {},
        "!tool-failed: The tool's result does not have the form it promises: /value must be number.",
      ],
      [
        "a result that could not be recorded is one too",
        code(`return "\\ud800";`),
        {},
        expect.stringMatching(/^!tool-failed: .*Unicode/),
      ],
      [
        "without an output schema any sound result is taken",
        code("return { value: '3' };"),
        {},
        { value: "3" },
      ],
      [
        "code that never ends is a timeout",
        code("for (;;);", { timeoutMs: 200 }),
        {},
        expect.stringMatching(/^!tool-timeout: The tool was stopped/),
      ],
      [
        "code that eats memory is stopped",
        code("const all = []; for (;;) all.push('x'.repeat(1e6) + all.length);"),
        {},
        expect.stringMatching(/^!sandbox-limit: The tool was stopped/),
      ],
      [
        "code that does not parse is said to be broken",
        contentOf({ code: "function run( {" }),
        {},
        expect.stringMatching(/^!build-failed: The tool's code cannot be loaded/),
      ],
      [
        "a capability that is not granted is denied",
        code("return host.readClock({});"),
        {},
        expect.stringMatching(/^!capability-denied/),
      ],
    ];

  it.each(CASES)("%s", async (_title, content, input, expected) => {
    expect(await callTool(content, input, { host: { readClock: () => Promise.resolve("now") } })).toEqual(
      expected,
    );
  });

  it("a granted capability is reached through the host", async () => {
    const content = code("return await host.double(input);", { capabilities: ["double"] });
    const host = { double: (value: Json) => Promise.resolve([value, value]) };
    expect(await callTool(content, { a: 1 }, { host })).toEqual([{ a: 1 }, { a: 1 }]);
  });

  it("random numbers follow from seed, tool and arguments, not from the order of the calls", async () => {
    const content = code("return Math.random();");
    const draw = (seed: number, a: number): Promise<Json> => callTool(content, { a }, { seed });
    const [first, other] = [await draw(1, 1), await draw(1, 2)];
    expect(await Promise.all([draw(1, 2), draw(1, 1)])).toEqual([other, first]);
    expect(new Set([first, other, await draw(2, 1)]).size).toBe(3);
  });

  it("done hands its output to the desk of its own run only, and only one of the promised form", async () => {
    const [mine, yours] = [freshDesk(), freshDesk()];
    expect(await callTool(DONE, { output: 1 }, { desk: mine })).toMatch(
      /^!tool-arguments: .*\/output must be object/,
    );
    expect(mine.output).toBeUndefined();
    expect(await callTool(DONE, { output: { lines: ["{{customer}}"] } }, { desk: mine })).toEqual({
      accepted: true,
    });
    expect([mine.output, yours.output]).toEqual([{ lines: ["{{customer}}"] }, undefined]);
  });

  it("a call that is cancelled is thrown, before and in the middle", async () => {
    const controller = new AbortController();
    const host = {
      interrupt: (): Promise<Json> => {
        controller.abort();
        return Promise.withResolvers<Json>().promise;
      },
    };
    const content = code("return await host.interrupt(null);", { capabilities: ["interrupt"] });
    const callable = bindTool(pinned(content), { sandbox, desk: freshDesk(), seed: 1, host });
    await expect(callable.call({}, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
    await expect(callable.call({}, controller.signal)).rejects.toMatchObject({ code: "cancelled" });
  });

  it("a builtin that does not exist is refused when it is bound", () => {
    const content = contentOf({ type: "builtin", implementation: "constructor" });
    expect(() => bindTool(pinned(content), { sandbox, desk: freshDesk(), seed: 1, host: {} })).toThrow(
      expect.objectContaining({ code: "unsupported" }),
    );
  });
});

describe("buildTool", () => {
  const SUM = { input: { expression: "1 + 2" }, output: { value: 3 } };
  const CENTS = { input: { expression: "0.1 + 0.2" }, output: { value: 0.3 } };
  const withExamples = (...examples: readonly Json[]): ToolContent =>
    ({ ...CALCULATOR, examples }) as ToolContent;

  const CASES: ReadonlyArray<readonly [title: string, content: ToolContent, expected: readonly unknown[]]> = [
    ["code without examples need only load", CALCULATOR, []],
    ["code that reproduces its examples", withExamples(SUM, SUM), []],
    [
      "code that does not, with what it gave",
      withExamples(SUM, CENTS),
      ['example 2: {"expression":"0.1 + 0.2"} gives {"value":0.30000000000000004}, not {"value":0.3}'],
    ],
    [
      "code that throws in an example",
      withExamples({ input: { expression: "(" }, output: { value: 0 } }),
      [expect.stringMatching(/^example 1: The tool failed: .*a number is missing/)],
    ],
    [
      "an example that the schemas exclude",
      withExamples({ input: {}, output: { value: 0 } }, { input: { expression: "1" }, output: {} }),
      [
        "example 1: its input does not fit the schema: the value must have required property 'expression'",
        "example 2: its output does not fit the schema: the value must have required property 'value'",
      ],
    ],
    [
      "code that does not parse",
      contentOf({ code: "function run( {" }),
      [expect.stringMatching(/^The tool's code cannot be loaded/)],
    ],
    [
      "code without the function",
      contentOf({ code: "function go() {}" }),
      [expect.stringMatching(/cannot be loaded/)],
    ],
    [
      "code that never finishes loading",
      contentOf({ code: "for (;;); function run() {}" }),
      [expect.stringMatching(/stopped/)],
    ],
    [
      "code that never ends in an example",
      code("for (;;);", { timeoutMs: 200, examples: [{ input: {}, output: {} }] }),
      [expect.stringMatching(/^example 1: The tool was stopped/)],
    ],
    [
      "a capability that does not exist",
      code("return 1;", { capabilities: ["constructor", "count"] }),
      ["there is no capability constructor"],
    ],
    [
      "code that leaves its capabilities",
      code("return await host.count(null);", { examples: [{ input: {}, output: 1 }] }),
      [expect.stringMatching(/^example 1: The tool wanted what it may not do/)],
    ],
    [
      "an input schema that is none",
      code("return 1;", { inputSchema: { type: "object", minProperties: -1 } }),
      [expect.stringMatching(/^its input schema cannot be used/)],
    ],
    [
      "an output schema that is none",
      code("return 1;", { outputSchema: { type: "nubmer" } }),
      [expect.stringMatching(/^its output schema cannot be used/)],
    ],
    ["a builtin", DONE, []],
    [
      "a builtin that does not exist",
      contentOf({ type: "builtin", implementation: "toString" }),
      ["there is no builtin toString; there are done, todo"],
    ],
    [
      "a builtin that is not offered every argument it reads",
      contentOf({ type: "builtin", implementation: "todo" }),
      ["action", "text", "number"].map(
        (name) => `todo reads the argument ${name}, which its input schema does not offer`,
      ),
    ],
  ];

  it.each(CASES)("judges %s", async (_title, content, expected) => {
    const host = { count: () => Promise.resolve(1) };
    expect(await buildTool(content, { sandbox, host, timeoutMs: 30_000, signal: never })).toEqual(expected);
  });

  it.each([
    ["read", 1, []],
    ["write", 0, [expect.stringMatching(/^example 1: The tool wanted what it may not do/)]],
    ["external", 0, [expect.stringMatching(/^example 1: The tool wanted what it may not do/)]],
  ])("trying out a tool with effect %s makes %i capability calls", async (effect, calls, expected) => {
    let made = 0;
    const host = { count: () => Promise.resolve((made += 1)) };
    const content = code("return await host.count(null);", {
      effect,
      capabilities: ["count"],
      examples: [{ input: {}, output: 1 }],
    });
    expect(await buildTool(content, { sandbox, host, timeoutMs: 30_000, signal: never })).toEqual(expected);
    expect(made).toBe(calls);
  });

  it("a build that takes too long is a fault of the tool, not of whoever asked", async () => {
    const slow = code("for (;;) {}", { timeoutMs: 20_000, examples: [{ input: {}, output: 1 }] });
    const build = buildTool(slow, { sandbox, host: {}, timeoutMs: 300, signal: never });
    expect(await build).toEqual([expect.stringMatching(/takes longer than 0.3 seconds/)]);
  });

  it("a cancelled build is thrown, not reported as a fault of the tool", async () => {
    const build = buildTool(withExamples(SUM), {
      sandbox,
      host: {},
      timeoutMs: 30_000,
      signal: AbortSignal.abort(),
    });
    await expect(build).rejects.toMatchObject({ code: "cancelled" });
  });
});
