import { describe, expect, it } from "vitest";
import { compareSpans, type ComparableSpan } from "#core/domain/spans/compare.ts";
import { foldSame } from "#core/domain/spans/fold-same.ts";
import type { SpanRole } from "#core/domain/span-role.ts";

type Step = readonly [role: SpanRole, name: string, parent: number, told?: string, came?: string];

const RUN: readonly Step[] = [
  ["agent", "invoke_agent clerk", -1, "task", "answer"],
  ["model", "chat small", 0, "m1", "calls"],
  ["tool", "execute_tool add", 0, "1 + 1", "2"],
  ["tool", "execute_tool add", 0, "2 + 2", "4"],
  ["model", "chat small", 0, "m2", "answer"],
];

const TOLD = "gen_ai.input.messages";
const CAME = "gen_ai.output.messages";
const WORDS: Readonly<Record<string, string>> = { [TOLD]: "told", [CAME]: "came" };

let made = 0;

/** A trace whose ids are its own: no other has them. */
function spansOf(steps: readonly Step[]): readonly ComparableSpan[] {
  made += 1;
  const idOf = (at: number): string => `${made}-${at}`;
  return steps.map(([role, name, parent, told, came], at) => ({
    span: idOf(at),
    parent: parent === -1 ? null : idOf(parent),
    name,
    role,
    startUs: at,
    digests: {
      ...(told === undefined ? {} : { [TOLD]: told }),
      ...(came === undefined ? {} : { [CAME]: came }),
    },
  }));
}

function replaced(at: number, step: Step): readonly Step[] {
  return RUN.map((each, place) => (place === at ? step : each));
}

function compare(left: readonly Step[], right: readonly Step[]) {
  const { lines, first } = compareSpans(spansOf(left), spansOf(right));
  const line = first === null ? null : lines[first.line];
  return {
    lines: lines.map(({ left: a, right: b }) => `${a}:${b}`),
    first:
      first === null
        ? null
        : `${line?.left ?? ""}:${line?.right ?? ""} ${WORDS[first.field ?? ""] ?? "alone"}`,
  };
}

const PLANTED: ReadonlyArray<readonly [what: string, right: readonly Step[], first: string]> = [
  ["a text that it was told", replaced(1, ["model", "chat small", 0, "M1", "calls"]), "1:1 told"],
  ["a result of a tool", replaced(2, ["tool", "execute_tool add", 0, "1 + 1", "3"]), "2:2 came"],
  ["an argument of a tool", replaced(3, ["tool", "execute_tool add", 0, "2 + 3", "4"]), "3:3 told"],
  ["a call removed", RUN.filter((_, at) => at !== 3), "3:-1 alone"],
  ["another model", replaced(4, ["model", "chat large", 0, "m2b", "answer"]), "4:4 told"],
  ["the order of two calls", [RUN[0], RUN[1], RUN[3], RUN[2], RUN[4]] as readonly Step[], "2:2 told"],
  ["the answer alone", replaced(0, ["agent", "invoke_agent clerk", -1, "task", "other"]), "0:0 came"],
  ["the task", replaced(0, ["agent", "invoke_agent clerk", -1, "other", "answer"]), "0:0 told"],
  ["a call added", [...RUN, ["tool", "execute_tool done", 0]], "-1:5 alone"],
];

describe("[T40] two traces compared", () => {
  it("are the same where only ids and times are others", () => {
    expect(compare(RUN, RUN)).toEqual({ lines: ["0:0", "1:1", "2:2", "3:3", "4:4"], first: null });
  });

  // Would catch a difference told at the span above it, or at what only follows from it.
  it.each(PLANTED)("differ first at %s", (_what, right, first) => {
    expect(compare(RUN, right).first).toBe(first);
  });

  it("pair agents at the top whatever they are called, and those below by name", () => {
    const left: readonly Step[] = [
      ["agent", "a", -1],
      ["agent", "sub-a", 0],
    ];
    const right: readonly Step[] = [
      ["agent", "b", -1],
      ["agent", "sub-b", 0],
    ];
    expect(compare(left, right)).toEqual({ lines: ["0:0", "1:-1", "-1:1"], first: "1:-1 alone" });
  });

  // Would catch a walk that calls itself, or one that goes round in a ring for ever.
  it("are gone through however deep they are, and where spans hang on each other in a ring", () => {
    const deep = Array.from({ length: 20_000 }, (_, at): Step => ["other", "step", at - 1]);
    expect(compare(deep, deep).lines).toHaveLength(20_000);
    const ring: readonly Step[] = [
      ["other", "a", 1],
      ["other", "b", 0],
      ["other", "c", 0],
    ];
    expect(compare(ring, ring)).toEqual({ lines: ["1:1", "0:0", "2:2"], first: null });
  });
});

describe("[T41] what is the same on both sides", () => {
  it("is one bar in a row, and never what has a difference below it", () => {
    const { lines } = compareSpans(spansOf(RUN), spansOf(replaced(4, ["model", "chat small", 0, "m2", "x"])));
    expect(lines.map(({ isSame }) => isSame)).toEqual([false, true, true, true, false]);
    expect(foldSame(lines)).toEqual([
      { kind: "line", line: 0 },
      { kind: "same", from: 1, count: 3 },
      { kind: "line", line: 4 },
    ]);
  });
});
