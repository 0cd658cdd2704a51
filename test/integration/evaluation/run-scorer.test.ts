import { afterAll, describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import type { Score, Scorer } from "#core/domain/dataset.ts";
import { scoreOutput } from "#core/evaluation/score-output.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { createSandbox } from "#core/sandbox/sandbox.ts";

const processHost = createNodeProcessHost();
const sandbox = createSandbox({ processHost });
const tools = { sandbox, signal: new AbortController().signal };
afterAll(() => sandbox.dispose());

const scored = { output: "Paris", expected: "paris" as Json, input: { question: "Capital?" } };

async function scoreBy(code: string): Promise<Score> {
  return scoreOutput({ type: "code", code }, scored, tools);
}

const WRITTEN: ReadonlyArray<readonly [title: string, code: string]> = [
  ["an arrow", "(output, expected) => output.toLowerCase() === expected"],
  ["an arrow with a semicolon behind it", "async (o, e) => o.toLowerCase() === e;\n"],
  ["a function", "function (o, e) { return o.toLowerCase() === e }"],
  [
    "a declared score",
    "const same = (a, b) => a === b;\nfunction score(o, e) { return same(o.toLowerCase(), e); }",
  ],
  ["an exported score", "export async function score(o, e) { return o.toLowerCase() === e; }"],
  ["a default export", "const low = (t) => t.toLowerCase();\nexport default (o, e) => low(o) === e;"],
  ["a named default export", "export default function score(o, e) { return o.toLowerCase() === e; }"],
  ["module.exports", "module.exports = (o, e) => o.toLowerCase() === e;"],
  ["TypeScript", "(output: string, expected: string): boolean => output.toLowerCase() === expected"],
  ["one that reads the values asked with", "(o, e, item) => item.vars.question === 'Capital?'"],
  ["one that reads the input", "(o, e, { input }) => input.question.length === 8"],
  ["a comment first", "// says whether it is right\n(o) => o === 'Paris'"],
];

const FAILURES: ReadonlyArray<readonly [title: string, code: string, failure: string, reason: RegExp]> = [
  ["is no code", "(output) => {", "compile", /SyntaxError|expected/i],
  ["is no function", "42", "threw", /gives is no function/],
  ["throws", "\n(o) => { throw new Error('no such order') }", "threw", /no such order/],
  ["never ends", "() => { for (;;); }", "timeout", /./],
  ["takes all memory", "() => { const a = []; for (;;) a.push(new Array(1e5).fill(1)); }", "limit", /./],
  ["returns text", "() => 'good'", "no-score", /returned "good"/],
  ["returns nothing", "() => undefined", "no-score", /./],
  ["returns too much", "() => 2", "no-score", /returned 2/],
  ["never answers", "() => new Promise(() => undefined)", "no-score", /./],
  ["imports something", "import fs from 'node:fs';\nfunction score() { return true; }", "compile", /./],
];

describe("[S39] a scorer in code", () => {
  it.each(WRITTEN)("may be %s", async (_title, code) => {
    expect(await scoreBy(code)).toEqual({ value: 1, isCorrect: true, parts: {} });
  });

  it.each(FAILURES)(
    "that %s has failed by name, and found nothing right",
    async (_title, code, failure, reason) => {
      const score = await scoreBy(code);
      expect(score).toMatchObject({ value: 0, isCorrect: false, failure });
      expect(score.reason).toMatch(reason);
    },
  );

  it("has neither a clock nor chance nor an outside", async () => {
    const code = `() => ({ score: 0.5, reason: JSON.stringify([Date.now(), Math.random(), typeof process, typeof fetch, typeof require]) })`;
    const [first, second] = [await scoreBy(code), await scoreBy(code)];
    expect(first).toEqual(second);
    expect(JSON.parse(first.reason ?? "[]")).toEqual([
      0,
      expect.any(Number),
      "undefined",
      "undefined",
      "undefined",
    ]);
  });

  it("cannot leave anything for the next one", async () => {
    await scoreBy("() => { globalThis.left = true; String.prototype.trim = () => 'x'; return true; }");
    expect((await scoreBy("(o) => globalThis.left === undefined && ' a'.trim() === 'a'")).isCorrect).toBe(
      true,
    );
  });

  it("that is called off has no score", async () => {
    const stop = new AbortController();
    stop.abort();
    const scorer: Scorer = { type: "code", code: "() => true" };
    await expect(scoreOutput(scorer, scored, { sandbox, signal: stop.signal })).rejects.toMatchObject({
      code: "cancelled",
    });
  });
});

const SCRIPTS: ReadonlyArray<
  readonly [code: string, threshold: number | undefined, value: number, holds: boolean]
> = [
  ["output === 'Paris'", undefined, 1, true],
  ["output.length > 3 && output.includes(context.vars.part);", undefined, 1, true],
  ["const n = output.length;\nreturn n / 10;", undefined, 0.5, true],
  ["const n = output.length;\nreturn n / 10;", 0.6, 0.5, false],
  ["return 0", undefined, 0, false],
  ["({ pass: false, score: 0.25, reason: 'too short' })", undefined, 0.25, false],
  ["new Promise((done) => done(true))", undefined, 1, true],
];

describe("[S38] a check in JavaScript", () => {
  it.each(SCRIPTS)("%j with threshold %s is worth %d, holds: %s", async (value, threshold, worth, holds) => {
    const check = { type: "javascript", value, ...(threshold === undefined ? {} : { threshold }) };
    const expected = { checks: [check], vars: { part: "ari" } };
    const score = await scoreOutput({ type: "checks" }, { ...scored, expected }, tools);
    expect(score).toMatchObject({ value: worth, isCorrect: holds });
  });

  it("that fails holds nothing, turned round neither, and the score says so", async () => {
    const broken = { type: "javascript", value: "nothing.there", not: true };
    const expected = { checks: [{ type: "contains", value: "Paris" }, broken], threshold: 0.5 };
    const score = await scoreOutput({ type: "checks" }, { ...scored, expected }, tools);
    expect(score).toMatchObject({ value: 0, isCorrect: false, failure: "threw" });
    expect(score.reason).toMatch(/nothing/);
  });
});
