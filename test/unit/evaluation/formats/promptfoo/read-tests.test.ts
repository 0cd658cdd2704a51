import { describe, expect, it } from "vitest";
import type { Scorer } from "#core/domain/dataset.ts";
import { filesBeside } from "#core/evaluation/formats/promptfoo/neighbour-files.ts";
import { readPromptfoo, type PromptfooTests } from "#core/evaluation/formats/promptfoo/read-tests.ts";

type Files = Readonly<Record<string, string>>;

function read(text: string, files: Files = {}, scorer?: Scorer): PromptfooTests {
  return readPromptfoo(text, scorer, filesBeside({ text, files }));
}

/** What each test asks and expects, and why others are none. */
function told({ rows }: PromptfooTests): readonly unknown[] {
  return rows.map((row) =>
    "reason" in row ? `${row.line}: ${row.reason}` : [row.record["vars"], row.record["expected"]],
  );
}

const EQUALS = "assert: [{type: equals, value: a}]";

describe("[S36] promptfoo's tests in files", () => {
  // Lines of two files in one list lead to the wrong one.
  it("are told of with the file that a line is in", () => {
    const tests = (q: string) => `- vars: {q: ${q}}\n  assert: []\n- vars: {q: ${q}}\n  ${EQUALS}\n`;
    const text = `tests: ["file://a.yaml", "file://b.yaml"]\n`;
    expect(told(read(text, { "a.yaml": tests("x"), "b.yaml": tests("y") }))).toEqual([
      "1: in a.yaml, it has no check that can be used",
      [{ q: "x" }, "a"],
      "1: in b.yaml, it has no check that can be used",
      [{ q: "y" }, "a"],
    ]);
  });

  it("are read from CSV, with what its __ columns stand for", () => {
    const csv = [
      "question,__expected,__expected2,__description,__metadata:from,__threshold,__prefix",
      "one,contains: o,icontains-any: a, b,first,here,,",
      '"two, or so",two,,,,,',
      "three,fn: output === '3',,,,0.5,Say:",
    ]
      .join("\n")
      .replace("icontains-any: a, b", '"icontains-any: a, b"');
    const { scorer, rows } = read("tests: file://tests.csv", { "tests.csv": csv });
    expect(scorer).toEqual({ type: "checks" });
    expect(rows).toEqual([
      {
        line: 2,
        record: {
          vars: { question: "one" },
          description: "first",
          metadata: { from: "here" },
          expected: {
            checks: [
              { type: "contains", value: "o" },
              { type: "icontains-any", value: ["a", "b"] },
            ],
          },
        },
      },
      {
        line: 3,
        record: {
          vars: { question: "two, or so" },
          expected: { checks: [{ type: "equals", value: "two" }] },
        },
      },
      { line: 4, reason: 'in tests.csv, its "__prefix" was left out', keptAt: [4] },
      {
        line: 4,
        record: {
          vars: { question: "three" },
          expected: { checks: [{ type: "javascript", value: "output === '3'" }], threshold: 0.5 },
        },
      },
    ]);
  });

  const IN_FILES: ReadonlyArray<readonly [name: string, text: string]> = [
    ["more.yaml", `- vars: {q: x}\n  ${EQUALS}\n`],
    ["more.json", '[{"vars": {"q": "x"}, "assert": [{"type": "equals", "value": "a"}]}]'],
    ["more.jsonl", '{"vars": {"q": "x"}, "assert": [{"type": "equals", "value": "a"}]}\n\n'],
    ["more.yml", `tests:\n- vars: {q: x}\n  ${EQUALS}\n`],
    ["more.json", '[{"q": "x", "__expected": "a"}]'],
    ["more.csv", "\ufeffq;__expected\r\nx;a\r\n"],
  ];

  it.each(IN_FILES)("are read from %s: %j", (name, text) => {
    const wanted = [[{ q: "x" }, "a"]];
    expect(told(read(`tests: file://${name}`, { [name]: text }))).toEqual(wanted);
    expect(told(read(`tests: ${name}`, { [name]: text }))).toEqual(wanted);
    expect(told(read(`tests: [file://${name}]`, { [name]: text }))).toEqual(wanted);
    expect(told(read(`tests: {path: file://${name}}`, { [name]: text }))).toEqual(wanted);
  });

  it("are read from all files that a pattern names, in their order", () => {
    const files = {
      "more/b.yaml": `- vars: {q: b}\n  ${EQUALS}\n`,
      "more/a.yaml": `- vars: {q: a}\n  ${EQUALS}\n`,
      "more/a.txt": "no",
    };
    expect(told(read("tests: [file://more/*.yaml]", files))).toEqual([
      [{ q: "a" }, "a"],
      [{ q: "b" }, "a"],
    ]);
  });

  const NOT_READ: ReadonlyArray<readonly [reference: string, reason: RegExp]> = [
    ["file://gone.csv", /gone.csv was not given: choose it together with the configuration/],
    ["file://make.py:tests", /make.py is a program, and programs of others are never run/],
    ["file://make.ts", /make.ts is a program/],
    ["file://tests.xlsx#Sheet1", /tests.xlsx is a spreadsheet: save it as CSV/],
    ["huggingface://datasets/x/y", /nothing is fetched from elsewhere/],
    ["https://docs.google.com/spreadsheets/d/x", /nothing is fetched from elsewhere/],
    ["file://bad.yaml", /bad.yaml cannot be read: line 1/],
    ["file://bad.jsonl", /line 2 of bad.jsonl is not valid JSON/],
    ["file://none/*.csv", /no file is called as none\/\*.csv says/],
  ];

  it.each(NOT_READ)("that stand in %s are reported, and the others are read", (reference, reason) => {
    const files = { "bad.yaml": "[", "bad.jsonl": "{}\n{" };
    const rows = told(read(`tests:\n- ${reference}\n- vars: {q: x}\n  ${EQUALS}\n`, files));
    expect(rows).toEqual([expect.stringMatching(reason), [{ q: "x" }, "a"]]);
    expect(() => read(`tests: ${reference}`, files)).toThrow(
      expect.objectContaining({ code: "dataset-invalid", message: expect.stringMatching(reason) }),
    );
  });
});

describe("[S36] promptfoo's defaults and scenarios", () => {
  it("takes defaultTest from a file, its variables from another", () => {
    const files = {
      "shared/default.yaml":
        "vars: file://shared/vars.json\nassert: [{type: contains, value: hi}]\nthreshold: 0.5\n",
      "shared/vars.json": '{"tone": "kind"}',
    };
    const text = `defaultTest: file://shared/default.yaml\ntests:\n- vars: {q: x}\n  ${EQUALS}\n`;
    expect(told(read(text, files))).toEqual([
      [
        { tone: "kind", q: "x" },
        {
          checks: [
            { type: "equals", value: "a" },
            { type: "contains", value: "hi" },
          ],
          threshold: 0.5,
        },
      ],
    ]);
  });

  it("says that defaultTest is in a file which is not there: the tests are easier without", () => {
    const text = `defaultTest: file://shared/default.yaml\ntests:\n- vars: {q: x}\n  ${EQUALS}\n`;
    expect(told(read(text))).toEqual([
      expect.stringMatching(
        /^1: defaultTest refers to a file and was left out: shared\/default.yaml was not given/,
      ),
      [{ q: "x" }, "a"],
    ]);
  });

  it.each([
    ["text", "hello"],
    ["a list", "[1]"],
  ])("says that defaultTest is %s", (_what, written) => {
    expect(told(read(`defaultTest: ${written}\ntests:\n- vars: {q: x}\n  ${EQUALS}\n`))[0]).toMatch(
      /defaultTest (refers to a file and )?was left out/,
    );
  });

  it("a test may do without the checks of all", () => {
    const text = `defaultTest: {assert: [{type: contains, value: b}]}\ntests:\n- vars: {q: x}\n  options: {disableDefaultAsserts: true}\n  ${EQUALS}\n`;
    expect(told(read(text))).toEqual([[{ q: "x" }, "a"]]);
  });

  it("makes each test of a scenario with each of its entries", () => {
    const text = [
      "scenarios:",
      "- config:",
      "  - vars: {lang: French, want: bonjour}",
      "  - vars: {lang: German, want: hallo}",
      "  tests:",
      "  - vars: {q: hello}",
      "    assert: [{type: equals, value: '{{want}}'}]",
      "  - vars: {q: hi, want: salut}",
      "    assert: [{type: equals, value: '{{want}}'}]",
    ].join("\n");
    expect(told(read(text))).toEqual([
      [{ lang: "French", q: "hello" }, "bonjour"],
      [{ lang: "French", q: "hi" }, "salut"],
      [{ lang: "German", q: "hello" }, "hallo"],
      [{ lang: "German", q: "hi" }, "salut"],
    ]);
  });

  it("takes the parts of a scenario from files, and says what is not there", () => {
    const files = {
      "langs.csv": "lang\nFrench\nGerman\n",
      "scene.yaml": `config: [{vars: {lang: Dutch}}]\ntests: [{vars: {q: x}, ${EQUALS}}]\n`,
    };
    const text = `scenarios:\n- config: file://langs.csv\n  tests: [{vars: {q: x}, ${EQUALS}}]\n- file://scene.yaml\n- file://gone.yaml\n`;
    expect(told(read(text, files))).toEqual([
      expect.stringMatching(/^5: a scenario was left out: gone.yaml was not given/),
      [{ lang: "French", q: "x" }, "a"],
      [{ lang: "German", q: "x" }, "a"],
      [{ lang: "Dutch", q: "x" }, "a"],
    ]);
  });
});

describe("[S36] promptfoo's variables", () => {
  it("that list values make a test for each combination", () => {
    expect(told(read(`tests:\n- vars: {a: [1, 2], b: [x, y], c: z}\n  ${EQUALS}\n`))).toEqual(
      [
        { a: 1, b: "x", c: "z" },
        { a: 1, b: "y", c: "z" },
        { a: 2, b: "x", c: "z" },
        { a: 2, b: "y", c: "z" },
      ].map((vars) => [vars, "a"]),
    );
  });

  it("stay lists where a test says so", () => {
    const text = `tests:\n- vars: {a: [1, 2]}\n  options: {disableVarExpansion: true}\n  ${EQUALS}\n`;
    expect(told(read(text))).toEqual([[{ a: [1, 2] }, "a"]]);
  });

  it("that would make more tests than anybody means are reported", () => {
    const list = `[${Array.from({ length: 50 }, (_none, at) => at).join(",")}]`;
    expect(told(read(`tests:\n- vars: {a: ${list}, b: ${list}, c: ${list}}\n  ${EQUALS}\n`))).toEqual([
      "2: its variables make more than 10000 tests",
    ]);
  });

  it("come from files: text trimmed, documents as JSON, several by a pattern", () => {
    const files = { "t/a.txt": " one \n", "t/b.txt": "two", "d.yaml": "k: [1]", "d.json": '{ "k": 2 }' };
    const text = `tests:\n- vars: {q: "file://t/*.txt", y: "file://d.yaml", j: "file://d.json"}\n  ${EQUALS}\n`;
    expect(told(read(text, files))).toEqual(
      ["one", "two"].map((q) => [{ q, y: '{"k":[1]}', j: '{"k":2}' }, "a"]),
    );
  });

  it("stand in others where that is all", () => {
    const text = `tests:\n- vars: {name: Ada, q: "Hi {{ name }}, {{greeting}}", greeting: "dear {{name}}"}\n  ${EQUALS}\n`;
    expect(told(read(text))).toEqual([[{ name: "Ada", q: "Hi Ada, dear Ada", greeting: "dear Ada" }, "a"]]);
  });

  it("that no prompt mentions and checks look at are no part of what is asked", () => {
    const prompts = "prompts: ['Q: {{ question }}', 'file://p.txt']\n";
    const tests =
      "tests:\n- vars: {question: x, context: y, want: blue, other: 1}\n  assert: [{type: contains, value: '{{want}}'}, {type: javascript, value: 'output.length > context.vars.other'}]\n";
    expect(
      told(read(prompts + tests, { "p.txt": "{% if context %}{{context}}{% endif %} {{question}}" })),
    ).toEqual([
      [
        { question: "x", context: "y" },
        {
          checks: [
            { type: "contains", value: "blue" },
            { type: "javascript", value: "output.length > context.vars.other" },
          ],
          vars: { want: "blue", other: 1 },
        },
      ],
    ]);
  });

  it("that a prompt mentions are asked with, though they are the answer as well", () => {
    const text =
      "prompts: ['Repeat {{word}}']\ntests:\n- vars: {word: x}\n  assert: [{type: equals, value: '{{word}}'}]\n";
    expect(told(read(text))).toEqual([[{ word: "x" }, "x"]]);
  });
});

describe("[S36] promptfoo's checks", () => {
  const listed = (assert: string, files: Files = {}) =>
    told(
      read(
        `tests:\n- vars: {q: x, want: [1]}\n  options: {disableVarExpansion: true}\n  assert: ${assert}\n`,
        files,
      ),
    )[0];
  const LISTED: ReadonlyArray<readonly [assert: string, checks: readonly unknown[], files?: Files]> = [
    ["[{type: not-contains, value: a}]", [{ type: "contains", value: "a", not: true }]],
    ["[{type: contains, value: a, weight: 2}]", [{ type: "contains", value: "a", weight: 2 }]],
    [
      "[{type: contains, value: a, metric: tone, weight: 0}]",
      [{ type: "contains", value: "a", name: "tone", weight: 0 }],
    ],
    ["[{type: is-json}]", [{ type: "is-json" }]],
    [
      "[{type: is-json, value: {$schema: 'http://json-schema.org/draft-07/schema#', required: [a]}}]",
      [{ type: "is-json", value: { required: ["a"] } }],
    ],
    [
      '[{type: contains-json, value: \'{"required": ["a"]}\'}]',
      [{ type: "contains-json", value: { required: ["a"] } }],
    ],
    [
      "[{type: is-json, value: file://s.yaml}]",
      [{ type: "is-json", value: { required: ["a"] } }],
      { "s.yaml": "required: [a]" },
    ],
    [
      "[{type: javascript, value: 'output === \"{{q}}\"', threshold: 0.5}]",
      [{ type: "javascript", value: 'output === "x"', threshold: 0.5 }],
    ],
    [
      "[{type: assert-set, threshold: 0.5, weight: 2, assert: [{type: contains, value: a}, {type: is-json}]}]",
      [
        {
          type: "set",
          checks: [{ type: "contains", value: "a" }, { type: "is-json" }],
          threshold: 0.5,
          weight: 2,
        },
      ],
    ],
    [
      "[{type: regex, value: '(b)\\1'}, {type: contains, value: a}]",
      [
        { type: "regex", value: "(b)\\1" },
        { type: "contains", value: "a" },
      ],
    ],
    [
      "[{type: contains, value: file://w.txt}, {type: is-json}]",
      [{ type: "contains", value: "word" }, { type: "is-json" }],
      { "w.txt": "word\n" },
    ],
  ];

  it.each(LISTED.map(([assert, checks, files = {}]) => ({ assert, checks, files })))(
    "$assert",
    ({ assert, checks, files }) => {
      expect(listed(assert, files)).toEqual([{ q: "x", want: [1] }, { checks }]);
    },
  );

  it("may refer to one that stands elsewhere in the file", () => {
    const text = `assertionTemplates: {low: {type: contains, value: a}}\ntests:\n- vars: {q: x}\n  assert: [{$ref: '#/assertionTemplates/low'}]\n`;
    expect(told(read(text))).toEqual([[{ q: "x" }, "a"]]);
  });

  it("may be functions in files, which are read and not run", () => {
    const files = {
      "one.js": "module.exports = (output) => output.length > 1;",
      "two.mjs": "export function long(output) { return output.length > 2; }",
      "far.js": "const fs = require('fs');\nmodule.exports = () => true;",
    };
    const text = `tests:\n- vars: {q: x}\n  assert: [{type: javascript, value: file://one.js}, {type: javascript, value: 'file://two.mjs:long'}, {type: javascript, value: file://far.js}]\n`;
    const [reason, test] = told(read(text, files));
    expect(reason).toMatch(/far.js needs other modules/);
    expect(test).toMatchObject([
      { q: "x" },
      {
        checks: [
          { value: expect.stringContaining("output.length > 1") },
          { value: expect.stringContaining("long") },
        ],
      },
    ]);
  });

  it("are said once for all tests where they cannot be made", () => {
    const test = "- vars: {q: Q}\n  assert: [{type: contains, value: a}]\n";
    const text = `defaultTest: {assert: [{type: llm-rubric, value: nice}, {type: cost, threshold: 1}]}\ntests:\n${[1, 2, 3].map((at) => test.replace("Q", String(at))).join("")}`;
    expect(told(read(text)).filter((row) => typeof row === "string")).toEqual([
      "3: its llm-rubric check was left out: no scorer asks a model (so in 3 places)",
      "3: its cost check was left out: no scorer does that: it looks at the call, not at the answer (so in 3 places)",
    ]);
  });

  it("are imported as before where they can be said as one value or one expression", () => {
    expect(read(`tests:\n- vars: {q: x}\n  ${EQUALS}\n`).scorer).toEqual({ type: "exact" });
    expect(read("tests:\n- vars: {q: x}\n  assert: [{type: contains, value: a}]\n").scorer).toEqual({
      type: "regex",
      flags: "",
    });
  });
});
