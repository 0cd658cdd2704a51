import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { BASE_FILE, composeFiles, type ConfigCase } from "#test/support/compose-files.ts";

type Row = readonly [name: string, given: ConfigCase, expected: Json];

const RESULTS: readonly Row[] = [
  [
    "one file says what it says",
    { files: { "a.yaml": BASE_FILE } },
    { size: 1, limits: { steps: 8, tokens: 100 }, list: ["one", "two", "three"] },
  ],
  ["an empty file says nothing", { files: { "a.yaml": "# nothing yet\n" } }, {}],
  [
    "maps are merged at every depth, and all else replaced",
    {
      files: {
        "a.yaml": "extends: b.yaml\nlimits: { steps: 2, more: { x: 1 } }\nlist: [four]\n",
        "b.yaml": BASE_FILE,
      },
    },
    { size: 1, limits: { steps: 2, tokens: 100, more: { x: 1 } }, list: ["four"] },
  ],
  [
    "a chain is laid from its far end, each path from the file that says it",
    {
      files: {
        "a.yaml": "extends: mid/b.yaml\nsize: 3\n",
        "mid/b.yaml": "extends: ../far/c.yaml\nsize: 2\nlimits: { steps: 2 }\n",
        "far/c.yaml": BASE_FILE,
      },
    },
    { size: 3, limits: { steps: 2, tokens: 100 }, list: ["one", "two", "three"] },
  ],
  [
    "of several the later lies over the earlier",
    {
      files: {
        "a.yaml": "extends: [b.yaml, c.yaml]\n",
        "b.yaml": "size: 1\nlimits: { steps: 1 }",
        "c.yaml": "size: 2",
      },
    },
    { size: 2, limits: { steps: 1 } },
  ],
  [
    "what two of them extend lies below both: it takes nothing back that one of them says",
    {
      files: {
        "a.yaml": "extends: [b.yaml, c.yaml]",
        "b.yaml": "extends: d.yaml\nsize: 2",
        "c.yaml": "extends: ./d.yaml\nagent: x",
        "d.yaml": "size: 1\nagent: y\nlist: { _append_: [once] }",
      },
    },
    { size: 2, agent: "x", list: ["once"] },
  ],
  [
    "_delete_ with others replaces the map",
    { files: { "a.yaml": "extends: b.yaml\nlimits: { _delete_: true, only: 1 }", "b.yaml": BASE_FILE } },
    { size: 1, limits: { only: 1 }, list: ["one", "two", "three"] },
  ],
  [
    "_delete_ alone takes the key out; false merges",
    {
      files: {
        "a.yaml": "extends: b.yaml\nsize: { _delete_: true }\nlimits: { _delete_: false, steps: 1 }",
        "b.yaml": BASE_FILE,
      },
    },
    { limits: { steps: 1, tokens: 100 }, list: ["one", "two", "three"] },
  ],
  [
    "null is a value like others",
    { files: { "a.yaml": "extends: b.yaml\nsize: null\nlimits:\n", "b.yaml": BASE_FILE } },
    { size: null, limits: null, list: ["one", "two", "three"] },
  ],
  [
    "entries are put at both ends of a list",
    {
      files: { "a.yaml": "extends: b.yaml\nlist: { _append_: [z], _prepend_: [a] }", "b.yaml": "list: [m]" },
    },
    { list: ["a", "m", "z"] },
  ],
  [
    "entries of a list are changed by number, merged where they are maps, and taken out",
    {
      files: {
        "a.yaml": "extends: b.yaml\nlist: { 0: { x: 2 }, 1: { _delete_: true }, 2: three }",
        "b.yaml": "list: [{ x: 1, y: 1 }, two, 3, four]",
      },
    },
    { list: [{ x: 2, y: 1 }, "three", "four"] },
  ],
  [
    "a backslash makes a field of a word",
    { files: { "a.yaml": "limits: { '\\_delete_': 1, '\\extends': 2 }" } },
    { limits: { _delete_: 1, extends: 2 } },
  ],
  [
    "an anchor is a value where it is referred to",
    { files: { "a.yaml": "limits: &x { steps: 1 }\nlist: [*x]" } },
    { limits: { steps: 1 }, list: [{ steps: 1 }] },
  ],
  [
    "a reference that is all of a value stands for what it says; in quotes or in a text it is text",
    {
      files: {
        "a.yaml":
          'size: ${env:SIZE}\nlist: ["${env:SIZE}", "at ${env:PLACE}!", "${env:YES}"]\nagent: ${env:YES}',
      },
      environment: { SIZE: "7", PLACE: "home", YES: "true" },
    },
    { size: 7, list: ["7", "at home!", "true"], agent: true },
  ],
  [
    "what is not set, or set to nothing, is its default",
    {
      files: { "a.yaml": 'size: ${env:SIZE:3}\nagent: "${env:WHO:a: b}"\nlist: ["${env:NONE:}"]' },
      environment: { SIZE: "" },
    },
    { size: 3, agent: "a: b", list: [""] },
  ],
  [
    "a second sign makes a reference a text, and what is no reference stays",
    { files: { "a.yaml": "agent: '$${env:HOME} ${x} $HOME'" } },
    { agent: "${env:HOME} ${x} $HOME" },
  ],
  [
    "what is replaced needs no value, and what a value says is not looked up again",
    {
      files: { "a.yaml": "extends: b.yaml\nsize: 2\nagent: ${env:A}", "b.yaml": "size: ${env:NOT_SET}" },
      environment: { A: "${env:NOT_SET}" },
    },
    { size: 2, agent: "${env:NOT_SET}" },
  ],
  [
    "a count of tokens is no key",
    { files: { "a.yaml": "size: ${env:MAX_TOKENS}" }, environment: { MAX_TOKENS: "500" } },
    { size: 500 },
  ],
  [
    "what is typed lies over all files: in maps, in lists by number, as YAML, in order",
    {
      files: { "a.yaml": BASE_FILE },
      typed: [
        "size=2",
        "limits.steps=1e2",
        "list.1={ x: [1, true] }",
        "list.1.x=later",
        "list._append_=[four]",
        "agent=x",
      ],
    },
    {
      size: 2,
      limits: { steps: 100, tokens: 100 },
      list: ["one", { x: "later" }, "three", "four"],
      agent: "x",
    },
  ],
  [
    "a dot in a name is typed in quotes, and something is taken out by its word",
    {
      files: { "a.yaml": 'limits: { "a.b": { c: 1 } }\nsize: 1' },
      typed: ['limits."a.b".c=2', "size._delete_=true"],
    },
    { limits: { "a.b": { c: 2 } } },
  ],
  [
    "what ships is named by its word, also from a file of one's own, and names its own bases",
    {
      files: {
        "a.yaml": "extends: shipped:chat.yaml\nsize: 2",
        "shipped/chat.yaml": "extends: bases/b.yaml",
        "shipped/bases/b.yaml": BASE_FILE,
      },
    },
    { size: 2, limits: { steps: 8, tokens: 100 }, list: ["one", "two", "three"] },
  ],
];

describe("[C29] a configuration of files", () => {
  it.each(RESULTS)("%s", (_name, given, expected) => {
    expect(composeFiles(given)).toEqual(expected);
  });

  it("keeps keys in the order of the base, then of what is laid over it", () => {
    const files = {
      "a.yaml": "extends: b.yaml\nzeta: 1\nsize: 2\n2: x\n1: y",
      "b.yaml": "size: 1\nagent: x",
    };
    expect(Object.keys(composeFiles({ files }) as object).filter((key) => !/\d/.test(key))).toEqual([
      "size",
      "agent",
      "zeta",
    ]);
  });
});
