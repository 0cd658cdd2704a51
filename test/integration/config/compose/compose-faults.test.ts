import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BASE_FILE, composeFiles, type ConfigCase } from "#test/support/compose-files.ts";

const FAULTS: readonly (readonly [name: string, given: ConfigCase, message: string])[] = [
  ["a file that is not there", { files: {}, named: "b/none.yaml" }, "b/none.yaml is not there."],
  [
    "a base that is not there",
    { files: { "a.yaml": "size: 1\nextends:\n  - sub/b.yaml", "sub/b.yaml": "\nextends: c.yaml" } },
    "sub/b.yaml:2: extends: sub/c.yaml is not there",
  ],
  [
    "a folder",
    { files: { "a.yaml": "extends: sub", "sub/b.yaml": "" } },
    "a.yaml:1: extends: sub is a folder; name a file",
  ],
  [
    "a circle",
    {
      files: {
        "a.yaml": "extends: b.yaml",
        "b.yaml": "size: 1\nextends: c.yaml",
        "c.yaml": "extends: [a.yaml]",
      },
    },
    "c.yaml:1: extends: files extend each other in a circle: a.yaml → b.yaml → c.yaml → a.yaml",
  ],
  [
    "a file that extends itself",
    { files: { "a.yaml": "extends: ./a.yaml" } },
    "a.yaml:1: extends: files extend each other in a circle: a.yaml → a.yaml",
  ],
  [
    "a chain that nobody can follow",
    {
      files: Object.fromEntries(
        Array.from({ length: 40 }, (_, n) => [n === 0 ? "a.yaml" : `b${n}.yaml`, `extends: b${n + 1}.yaml`]),
      ),
    },
    "b31.yaml:1: extends: more than 32 files extend one another",
  ],
  [
    "a path that is none",
    { files: { "a.yaml": "extends: [b.yaml, { x: 1 }]", "b.yaml": "" } },
    "a.yaml:1: extends: must be the path of a file, or a list of them, not named fields",
  ],
  [
    "what is no YAML",
    { files: { "a.yaml": "size: 1\nlist: [1, 2\nx: {" } },
    expect.stringMatching(/^a\.yaml:[23]: /) as string,
  ],
  [
    "what is no YAML, in a base",
    { files: { "a.yaml": "extends: b.yaml", "b.yaml": "size: 1\nsize: 2" } },
    'b.yaml:2: the key "size" is there twice',
  ],
  ["a list as a file", { files: { "a.yaml": "- 1\n- 2" } }, "a.yaml:1: must be named fields, not a list"],
  [
    "bytes of another encoding",
    { files: { "a.yaml": "extends: b.yaml", "b.yaml": new Uint8Array([0x61, 0x3a, 0x20, 0xff]) } },
    "a.yaml:1: extends: b.yaml is not written in UTF-8",
  ],
  [
    "a file that is too long",
    { files: { "a.yaml": "extends: b.yaml", "b.yaml": "#".repeat(1024 * 1024 + 1) } },
    "a.yaml:1: extends: b.yaml is longer than 1024 KiB",
  ],
  [
    "anchors that unfold without end",
    {
      files: {
        "a.yaml": `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[..."bcdefg"].map((name, n) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${"abcdefg"[n] ?? ""}`).join(",")}]`).join("\n")}`,
      },
    },
    expect.stringMatching(/^a\.yaml:\d: [\w.]+: it unfolds to more than 100000 values$/) as string,
  ],
  [
    "an anchor within itself",
    { files: { "a.yaml": "size: &x [*x]" } },
    expect.stringMatching(/^a\.yaml:1: size\.0.*: it is nested deeper than 100 levels$/) as string,
  ],
  [
    "more anchors than a file may have",
    { files: { "a.yaml": Array.from({ length: 1001 }, (_, n) => `k${n}: &a${n} 1`).join("\n") } },
    "a.yaml: it has more than 1000 anchors",
  ],
  [
    "a number that is none",
    { files: { "a.yaml": "limits:\n  x: .nan" } },
    "a.yaml:2: limits.x: NaN is no JSON number",
  ],
  [
    "a map taken in",
    { files: { "a.yaml": "limits: &x { y: 1 }\nsize:\n  <<: *x" } },
    "a.yaml:3: size.<<: maps are not taken in by <<; name a file under extends, or an anchor as a value",
  ],
  [
    "a word that nobody knows",
    { files: { "a.yaml": "limits:\n  _delte_: true" } },
    'a.yaml:2: limits._delte_: there is no word _delte_; did you mean "_delete_"? A field of that name is written "\\_delte_"',
  ],
  [
    "the word of another system",
    { files: { "a.yaml": "_base_: b.yaml" } },
    'a.yaml:1: _base_: there is no word _base_; did you mean "extends"? A field of that name is written "\\_base_"',
  ],
  [
    "a word with what it does not take",
    { files: { "a.yaml": "limits: { _delete_: yes }" } },
    "a.yaml:1: limits._delete_: must be true or false, not a text",
  ],
  [
    "deleting what is not there",
    { files: { "a.yaml": "extends: b.yaml\nlimits:\n  stepz: { _delete_: true }", "b.yaml": BASE_FILE } },
    'a.yaml:3: limits.stepz: there is nothing to delete; did you mean "steps"?',
  ],
  [
    "a map over a list that changes nothing of it",
    { files: { "a.yaml": "extends: b.yaml\nlist:\n  first: 1", "b.yaml": BASE_FILE } },
    "a.yaml:3: list.first: there is a list here: name its entries by number, put some at its ends by _append_ or _prepend_, or replace it by a list",
  ],
  [
    "an entry that the list does not have",
    { files: { "a.yaml": "extends: b.yaml\nlist: { 3: x }", "b.yaml": BASE_FILE } },
    "a.yaml:2: list.3: the list has 3, numbered from 0 to 2; _append_ adds others",
  ],
  [
    "entries put into what is no list",
    { files: { "a.yaml": "extends: b.yaml\nsize: { _append_: [1] }", "b.yaml": BASE_FILE } },
    "a.yaml:2: size: there is 1 here, and no list to put entries into",
  ],
  [
    "a reference that nobody set, in a base",
    { files: { "a.yaml": "extends: b.yaml", "b.yaml": "limits:\n  x: [1, 'a ${env:NOT_SET} b']" } },
    "b.yaml:2: limits.x.1: NOT_SET is not set in the environment",
  ],
  [
    "a reference to what is set to nothing",
    { files: { "a.yaml": "size: ${env:SIZE}" }, environment: { SIZE: "" } },
    "a.yaml:1: size: SIZE is empty in the environment",
  ],
  [
    "a reference without an end",
    { files: { "a.yaml": "size: '${env:SIZE'" } },
    "a.yaml:1: size: the reference ${env:SIZE has no end",
  ],
  [
    "a reference to what is no name",
    { files: { "a.yaml": "size: ${env:1 x}" } },
    'a.yaml:1: size: "1 x" is no name of the environment; a reference is ${env:NAME} or ${env:NAME:DEFAULT}',
  ],
  [
    "a reference to a key by its name, whatever it holds",
    { files: { "a.yaml": "agent: Bearer ${env:OPENAI_API_KEY:none}" }, environment: { OPENAI_API_KEY: "x" } },
    "a.yaml:1: agent: ${env:OPENAI_API_KEY} names a key, which nothing that is kept may hold",
  ],
  [
    "the same under another's ways of naming",
    { files: { "a.yaml": "agent: ${env:githubToken}" }, environment: { githubToken: "x" } },
    "a.yaml:1: agent: ${env:githubToken} names a key, which nothing that is kept may hold",
  ],
  [
    "a name in which a password is not a word of its own",
    { files: { "a.yaml": "agent: ${env:PGPASSWORD}" }, environment: { PGPASSWORD: "x" } },
    "a.yaml:1: agent: ${env:PGPASSWORD} names a key, which nothing that is kept may hold",
  ],
  [
    "a reference to an address that lets somebody in",
    {
      files: { "a.yaml": "agent: ${env:DATABASE_URL}" },
      environment: { DATABASE_URL: "postgres://u:pw@h/d" },
    },
    "a.yaml:1: agent: DATABASE_URL seems to hold an address with a password, which nothing that is kept may hold",
  ],
  [
    "a reference to what holds a key under another name",
    { files: { "a.yaml": "agent: ${env:MODEL}" }, environment: { MODEL: `sk-${"a1B2".repeat(10)}` } },
    "a.yaml:1: agent: MODEL seems to hold an OpenAI-style key, which nothing that is kept may hold",
  ],
  [
    "what is typed and is no path and value",
    { files: { "a.yaml": BASE_FILE }, typed: ["limits.steps"] },
    "--set limits.steps: it is written PATH=VALUE, with names and dots in the path",
  ],
  [
    "a typed path with a gap",
    { files: { "a.yaml": BASE_FILE }, typed: ["limits..steps=1"] },
    "--set limits..steps=1: it is written PATH=VALUE, with names and dots in the path",
  ],
  [
    "a typed value that is no YAML",
    { files: { "a.yaml": BASE_FILE }, typed: ["size=[1"] },
    expect.stringMatching(/^--set size=\[1: /) as string,
  ],
  [
    "a typed path that leads nowhere, with the known name that is nearest",
    { files: { "a.yaml": BASE_FILE }, typed: ["limts.steps=1"] },
    '--set limts.steps=1: limts: there is no "limts" here; did you mean "limits"?',
  ],
  [
    "a typed path into a value",
    { files: { "a.yaml": BASE_FILE }, typed: ["size.x=1"] },
    "--set size.x=1: size.x: there is 1 at size, which has no fields",
  ],
  [
    "a typed entry that the list does not have",
    { files: { "a.yaml": BASE_FILE }, typed: ["list.7=x"] },
    "--set list.7=x: list.7: the list has 3, numbered from 0 to 2; _append_ adds others",
  ],
  [
    "a path out of what ships",
    { files: { "a.yaml": "extends: shipped:../b.yaml", "b.yaml": "" } },
    "a.yaml:1: extends: shipped:../b.yaml is outside of what ships",
  ],
];

describe("a configuration of files", () => {
  it.each(FAULTS)("[C29] [C30] is refused for %s", (_name, given, message) => {
    expect(composeFiles(given)).toEqual(message);
  });

  it("follows a link to a file and tells one file under two names, and refuses one in a circle or a pipe", () => {
    const files = {
      "a.yaml": "extends: [link.yaml, b.yaml]\nlist: { _append_: [2] }",
      "b.yaml": "list: [1]",
    };
    const linked = composeFiles({ files }, (at) => symlinkSync(join(at, "b.yaml"), join(at, "link.yaml")));
    expect(linked).toEqual({ list: [1, 2] });
    const circle = composeFiles({ files: { "a.yaml": "extends: link.yaml" } }, (at) =>
      symlinkSync(join(at, "link.yaml"), join(at, "link.yaml")),
    );
    expect(circle).toBe("a.yaml:1: extends: link.yaml is a link that leads in a circle");
    const pipe = composeFiles({ files: { "a.yaml": "extends: pipe" } }, (at) => {
      execFileSync("/usr/bin/mkfifo", [join(at, "pipe")]);
    });
    expect(pipe).toBe("a.yaml:1: extends: pipe is no file");
  });
});
