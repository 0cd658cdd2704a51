import { describe, expect, it } from "vitest";
import { readYaml } from "#core/config/read-yaml.ts";

describe("[S16] YAML is read whole, or it is said why not", () => {
  it.each<readonly [what: string, text: string, fault: object]>([
    ["a key twice", "a: 1\nb: 2\n'a': 3", { problem: 'the key "a" is there twice', line: 3 }],
    [
      "a number and a text that are one key",
      'x: {1: a, "1": b}',
      { problem: 'the key "1" is there twice', line: 1 },
    ],
    ["a list as a key", "a: 1\n? [a]\n: 2", { problem: expect.stringMatching(/^a key is a map/), line: 2 }],
    ["a map as a key", "? {a: 1}\n: 2", { problem: expect.stringMatching(/^a key is a map/), line: 1 }],
    ["a map by another name", "b: &m {a: 1}\n*m : 2", { problem: expect.stringMatching(/^a key/), line: 2 }],
    ["a map as a key in a list of pairs", "- 1\n- ? {a: 1}", { problem: expect.any(String), line: 2 }],
    ["what is not YAML", "a: 1\nb: [", { problem: expect.stringMatching(/./), line: 2 }],
    ["a second document", "a: 1\n---\nb: 2", { problem: "a second document begins", line: 2 }],
    ["too many levels", "[".repeat(1000), { problem: "it has more than 100 levels", line: null }],
  ])("%s", (_what, text, fault) => {
    expect(readYaml(text)).toEqual(fault);
  });

  // Each takes the parser minutes: it goes over what it has read again for every part.
  it.each([
    ["commas without values", `a: [${",".repeat(900_000)}]`],
    ["escaped ends of lines", `a: "${"\\\n".repeat(300_000)}"`],
    ["directives", "%A b\n".repeat(150_000)],
    ["text after quotes", "a: 'b' c\n".repeat(100_000)],
  ])("%s are given up after a time", (_what, text) => {
    expect(readYaml(text, { mostMs: 300 })).toEqual({ problem: "it takes too long to read", line: null });
  });

  // Each level of it would be a text of twice the length in whatever is made of the document.
  it("keys within keys are refused before anything is made of them", () => {
    const key = `${"{? ".repeat(40)}x${": 1}".repeat(40)}`;
    expect(readYaml(`? ${key}\n: 1`)).toEqual({ problem: expect.stringMatching(/^a key is a map/), line: 1 });
  });

  it("keys are compared in time that goes by their number", () => {
    const text = Array.from({ length: 40_000 }, (_none, at) => `k${at}: 1\n`).join("");
    expect(readYaml(text)).toHaveProperty("document");
  });
});
