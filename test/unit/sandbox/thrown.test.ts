import { describe, expect, it } from "vitest";
import type { ThrownDescription } from "#core/sandbox/prelude.ts";
import { classifyThrown } from "#core/sandbox/thrown.ts";
import type { Thrown, ThrownContext } from "#core/sandbox/thrown.ts";

const running: ThrownContext = { otherwise: "threw", isLoading: false, wasDenied: false };
const loading: ThrownContext = { ...running, isLoading: true };
const thrown = (name: string, message: string, stack = ""): ThrownDescription => ({ name, message, stack });

const CASES: readonly (readonly [
  title: string,
  what: ThrownDescription,
  context: ThrownContext,
  expected: Thrown,
])[] = [
  [
    "an error names the line of its top frame",
    thrown("TypeError", "not a function", "    at add (tool.ts:3:7)\n    at run (tool.ts:9:1)\n"),
    running,
    { kind: "threw", message: "TypeError: not a function (line 3)" },
  ],
  [
    "something without a name is its message alone",
    thrown("", "x"),
    running,
    { kind: "threw", message: "x" },
  ],
  [
    "the engine's lack of memory",
    thrown("InternalError", "out of memory"),
    running,
    { kind: "memory", message: "InternalError: out of memory" },
  ],
  [
    "the same words from the code itself are only words",
    thrown("Error", "out of memory"),
    running,
    { kind: "threw", message: "Error: out of memory" },
  ],
  [
    "the engine's lack of stack, even while writing the output",
    thrown("InternalError", "stack overflow"),
    { ...running, otherwise: "bad-output" },
    { kind: "stack", message: "InternalError: stack overflow" },
  ],
  [
    "a syntax error from the parser",
    thrown("SyntaxError", "expecting ';'", "    at tool.ts:2:5\n"),
    loading,
    { kind: "compile", message: "SyntaxError: expecting ';' (line 2)" },
  ],
  [
    "a syntax error from running code",
    thrown("SyntaxError", "bad", "    at parse (native)\n    at <eval> (tool.ts:1:9)\n"),
    loading,
    { kind: "threw", message: "SyntaxError: bad (line 1)" },
  ],
  [
    "a syntax error after loading is the code's own doing",
    thrown("SyntaxError", "bad"),
    running,
    { kind: "threw", message: "SyntaxError: bad" },
  ],
  [
    "the export that has nothing to export",
    thrown("SyntaxError", "exported variable 'run' does not exist"),
    loading,
    { kind: "compile", message: "the code has no function named `run`" },
  ],
  [
    "a denial that took place",
    thrown("CapabilityDenied", "no"),
    { ...running, wasDenied: true },
    { kind: "denied", message: "CapabilityDenied: no" },
  ],
  [
    "a denial that was made up",
    thrown("CapabilityDenied", "no"),
    running,
    { kind: "threw", message: "CapabilityDenied: no" },
  ],
];

describe("what was thrown", () => {
  it.each(CASES)("%s", (_title, what, context, expected) => {
    expect(classifyThrown(what, context)).toEqual(expected);
  });
});
