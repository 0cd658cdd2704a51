import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import { readPromptfoo } from "#core/evaluation/formats/promptfoo/read-tests.ts";
import { scoreHere } from "#test/support/score-here.ts";

function testWith(...asserts: readonly string[]): string {
  return `tests:\n  - vars: {q: x, want: blue}\n    assert:\n${asserts.map((assert) => `      - ${assert}\n`).join("")}`;
}

/** What each check must call right, and wrong. */
const CHECKS: ReadonlyArray<
  readonly [asserts: readonly string[], right: readonly string[], wrong: readonly string[]]
> = [
  [["{type: equals, value: a.b}"], ["a.b", " a.b\n"], ["axb", "a.b c"]],
  [["{type: equals, value: 42}"], ["42"], ["420"]],
  [["{type: equals, value: '{{want}}'}"], ["blue"], ["{{want}}"]],
  [["{type: contains, value: (x)}"], ["see (x)"], ["see x", "see (X)"]],
  [["{type: contains, value: 'so {{ want }}!'}"], ["so blue!"], ["so red!"]],
  [["{type: icontains, value: Blue}"], ["BLUE"], ["red"]],
  [["{type: starts-with, value: The}"], ["The end"], ["In The end"]],
  [["{type: regex, value: '^\\d+$'}"], ["12"], ["a12"]],
  [["{type: contains, value: a, metric: tone, description: 'says a'}"], ["xax"], ["xcx"]],
  [["{type: contains-any, value: [a, b]}"], ["xbx"], ["xcx"]],
  [["{type: contains-any, value: 'a, b'}"], ["xbx"], ["xcx"]],
  [["{type: contains-all, value: [b, a]}"], ["a\nb"], ["a"]],
  [["{type: icontains-all, value: [B, a]}"], ["A\nb"], ["a"]],
  [
    ["{type: contains, value: a}", "{type: icontains, value: B}", "{type: regex, value: 'c$'}"],
    ["B\nac"],
    ["Bc", "ac", "Bac "],
  ],
];

it("what a test says beside its question is known, and not reported as left out", () => {
  const text =
    "tests:\n- vars: {q: x}\n  description: one\n  metadata: {from: here}\n  assert: [{type: equals, value: a}]\n";
  const { rows } = readPromptfoo(text, undefined);
  expect(rows).toMatchObject([
    { record: { vars: { q: "x" }, description: "one", metadata: { from: "here" } } },
  ]);
  expect(rows).toHaveLength(1);
});

describe("a promptfoo check", () => {
  it.each(CHECKS)("%j calls %j right and %j wrong", async (asserts, right, wrong) => {
    const { scorer, rows } = readPromptfoo(testWith(...asserts), undefined);
    const [row] = rows;
    const expected = row !== undefined && "record" in row ? (row.record["expected"] as Json) : null;
    const areRight = async (outputs: readonly string[]) =>
      Promise.all(outputs.map(async (output) => (await scoreHere(scorer, output, expected)).isCorrect));
    expect({
      rows: rows.length,
      right: await areRight(right),
      wrong: await areRight(wrong),
    }).toEqual({ rows: 1, right: right.map(() => true), wrong: wrong.map(() => false) });
  });

  const LEFT_OUT: ReadonlyArray<readonly [assert: string, reason: RegExp]> = [
    ["{type: llm-rubric, value: nice}", /llm-rubric check was left out: no scorer/],
    ["{type: not-llm-rubric, value: nice}", /not-llm-rubric check was left out: no scorer asks/],
    ["{type: python, value: 'len(output)'}", /python check was left out: no scorer runs/],
    ["{type: latency, threshold: 5}", /latency check was left out: no scorer does that/],
    ["{type: javascript, value: '{{ want | upper }}'}", /a template/],
    ["{type: javascript}", /no code/],
    ["{type: is-json, value: {properties: {a: {pattern: '(a+)+$'}}}}", /its schema has a pattern/],
    ["{type: is-json, value: {type: wrong}}", /its schema cannot be used/],
    ["{type: assert-set, assert: []}", /no check that can be used/],
    ["{type: contains, value: a, weight: -1}", /its weight/],
    ["{type: toString, value: a}", /toString check was left out/],
    ["{type: contains, value: a, transform: output.trim()}", /it has a transform/],
    ["{type: contains}", /its value is missing/],
    ["{type: contains, value: '{{ want | upper }}'}", /a template/],
    ["{type: contains, value: '{{nobody}}'}", /a template/],
    ["{type: equals, value: file://answer.txt}", /answer.txt was not given: choose it/],
    ["{type: contains, value: {a: 1}}", /no text/],
    ["{type: contains-any, value: []}", /no text/],
    ["{type: regex, value: '('}", /not a regular expression/],
    ["{value: a}", /without a type/],
    ["just text", /without a type/],
  ];

  it.each(LEFT_OUT)(
    "%s is reported when it cannot be mapped, and the others still hold",
    (assert, reason) => {
      const { rows } = readPromptfoo(testWith(assert, "{type: contains, value: blue}"), undefined);
      expect(rows).toEqual([
        { line: 2, reason: expect.stringMatching(reason), keptAt: [2] },
        { line: 2, record: expect.objectContaining({ expected: "blue" }) },
      ]);
    },
  );
});

describe("a promptfoo file", () => {
  const EQUALS = "assert: [{type: equals, value: a}]";

  it("is scored exactly when every test is one equals check, an object among them", () => {
    const { scorer, rows } = readPromptfoo(
      `tests:\n- vars: {q: 1}\n  assert: [{type: equals, value: {k: 1}}]\n- vars: {q: 2}\n  ${EQUALS}`,
      undefined,
    );
    expect(scorer).toEqual({ type: "exact" });
    expect(rows).toEqual([
      { line: 2, record: { vars: { q: 1 }, expected: { k: 1 } } },
      { line: 4, record: { vars: { q: 2 }, expected: "a" } },
    ]);
  });

  it("merges what defaultTest says into each test", () => {
    const { rows } = readPromptfoo(
      "defaultTest:\n  vars: {tone: kind, q: none}\n  options: {}\n  assert: [{type: equals, value: '{{want}}'}]\ntests:\n- vars: {q: x, want: blue}\n",
      undefined,
    );
    expect(rows).toEqual([
      // `want` is the answer: it must not reach the agent.
      { line: 6, record: { vars: { tone: "kind", q: "x" }, expected: "blue" } },
    ]);
  });

  it("may be a bare list of tests, with anchors and merge keys", () => {
    const { rows } = readPromptfoo(
      `- vars: &v {q: x}\n  ${EQUALS}\n- vars: {<<: *v, r: y}\n  ${EQUALS}\n`,
      undefined,
    );
    expect(rows.map((row) => ("record" in row ? row.record["vars"] : row.reason))).toEqual([
      { q: "x" },
      { q: "x", r: "y" },
    ]);
  });

  const REPORTED: ReadonlyArray<readonly [title: string, test: string, reason: string]> = [
    ["without a check", "vars: {q: x}", "it has no check that can be used"],
    ["with a list of no values", `vars: {q: []}\n  ${EQUALS}`, "its variable q lists no value"],
    [
      "with a file for a variable",
      `vars: {q: "file://q.txt"}\n  ${EQUALS}`,
      "its variable q refers to a file: q.txt was not given: choose it together with the configuration, or import the configuration from the command line",
    ],
    [
      "with a program for a variable",
      `vars: {q: "file://q.py"}\n  ${EQUALS}`,
      "its variable q refers to a file: q.py is a program, and programs of others are never run",
    ],
    [
      "with a template for a variable",
      `vars: {q: "{{r}}"}\n  ${EQUALS}`,
      "its variable q is a template that is more than {{variables}}",
    ],
    [
      "with a variable that stands in itself",
      `vars: {q: "a {{q}}"}\n  ${EQUALS}`,
      "its variable q is a template that refers to itself",
    ],
    ["with a number JSON has not", `vars: {q: .inf}\n  ${EQUALS}`, "it holds a number too large to keep"],
  ];

  it.each(REPORTED)("reports a test %s", (_title, test, reason) => {
    expect(readPromptfoo(`tests:\n- ${test}\n`, undefined).rows).toEqual([{ line: 2, reason }]);
  });

  it("keeps a number with more digits than a program keeps as the text that was written", () => {
    const { rows } = readPromptfoo(
      "tests:\n- vars: {q: 12345678901234567890, r: 0xFFFFFFFFFFFFFFFFFF, s: 1.50}\n  assert: [{type: equals, value: 98765432109876543210}]\n",
      undefined,
    );
    const vars = { q: "12345678901234567890", r: "0xFFFFFFFFFFFFFFFFFF", s: 1.5 };
    expect(rows).toEqual([{ line: 2, record: { vars, expected: "98765432109876543210" } }]);
  });

  it("[S16] reads a test of tens of thousands of variables in time that goes by their number", () => {
    const vars = Array.from({ length: 40_000 }, (_none, at) => `k${at}: ${at}`).join(", ");
    expect(readPromptfoo(`tests:\n- vars: {${vars}}\n  ${EQUALS}\n`, undefined).rows).toHaveLength(1);
  });

  it("[S36] reports what changes what is asked, once for all tests, and reads the test", () => {
    const { rows } = readPromptfoo(
      `scenarios: []\ntests:\n- vars: {q: x}\n  options: {transform: output.trim()}\n  provider: a\n  ${EQUALS}\n- vars: {q: y}\n  options: {transform: output.trim()}\n  ${EQUALS}\n- file://more.yaml\n`,
      undefined,
    );
    expect(rows.map((row) => ("reason" in row ? row.reason : row.line))).toEqual([
      expect.stringMatching(/^tests elsewhere were left out: more.yaml was not given/),
      'its "provider" was left out',
      'its option "transform" was left out (so in 2 places)',
      3,
      7,
    ]);
  });

  const NUMERIC: Scorer = { type: "numeric", tolerance: 1e-9 };

  it("takes a scorer that was asked for, and reports the tests it cannot score", () => {
    const { scorer, rows } = readPromptfoo(
      `tests:\n- vars: {q: 1}\n  assert: [{type: equals, value: 8}]\n- vars: {q: 2}\n  assert: [{type: contains, value: 8}]`,
      NUMERIC,
    );
    expect({ scorer, rows }).toEqual({
      scorer: NUMERIC,
      rows: [
        { line: 2, record: { vars: { q: 1 }, expected: 8 } },
        { line: 4, reason: "its checks are not one equals check, which scorer numeric needs" },
      ],
    });
  });

  const BOMB = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
    .split("")
    .map(
      (name, at) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${"abcdefg"[at]}`).join(",")}]`,
    )
    .join("\n")}\ntests: *h\n`;

  it.each([
    ["has no tests", "prompts: [a]"],
    ["points to its tests", "tests: file://tests.csv"],
    ["is not YAML", "tests: [\n- {"],
    ["says something twice", "tests:\n- vars: {q: a, q: b}\n"],
    ["is empty", ""],
    ["is text", "hello"],
    ["multiplies itself by aliases", BOMB],
    ["is nested without end", "[".repeat(20_000)],
  ])("is refused when it %s", (_title, text) => {
    expect(() => readPromptfoo(text, undefined)).toThrow(
      expect.objectContaining({ code: "dataset-invalid" }),
    );
  });

  it("that contains itself is reported, not followed for ever", () => {
    expect(readPromptfoo(`tests:\n- vars: &v {q: x, self: [*v]}\n  ${EQUALS}\n`, undefined).rows).toEqual([
      { line: 2, reason: "it is nested deeper than 64 levels" },
    ]);
  });
});
