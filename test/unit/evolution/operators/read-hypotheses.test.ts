import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { readConfidence, readHypotheses } from "#core/evolution/operators/read-hypotheses.ts";

const GOOD = {
  id: "h1",
  cause: "It does not add.",
  target: { resource: "prompt/solver", pointer: "/messages/0/sections/0/text" },
  spans: ["a"],
  confidence: 0.9,
};

const CONFIDENCES: readonly (readonly [given: Json | undefined, read: number])[] = [
  [0.9, 0.9],
  [0, 0],
  [1, 1],
  [95, 0.95],
  [100, 1],
  [150, 1],
  [1.2, 1],
  [-3, 0],
  ["95%", 0.95],
  ["0,8", 0.8],
  ["0.7", 0.7],
  ["70", 0.7],
  ["High", 0.85],
  ["low", 0.2],
  ["I think so", 0.5],
  [null, 0.5],
  [true, 0.5],
  [undefined, 0.5],
];

const FORMS: readonly (readonly [title: string, reply: Json])[] = [
  ["as asked", { hypotheses: [GOOD] }],
  ["as a bare list", [GOOD]],
  ["alone", GOOD],
  ["as one without a list", { hypotheses: GOOD }],
  ["with an id that is a number, and nothing for spans", { hypotheses: [{ ...GOOD, id: 1, spans: null }] }],
  [
    "with its target in one",
    { hypotheses: [{ ...GOOD, target: "prompt/solver/messages/0/sections/0/text" }] },
  ],
  ["with members that nobody asked for", { note: "here", hypotheses: [{ ...GOOD, severity: "high" }] }],
];

describe("[M35] hypotheses in a reply", () => {
  it.each(CONFIDENCES)("a confidence of %j is %d", (given, read) => {
    expect(readConfidence(given)).toBeCloseTo(read, 10);
  });

  it.each(FORMS)("are read %s", (_title, reply) => {
    const read = readHypotheses(reply);
    expect(read).toMatchObject({
      ok: true,
      value: { hypotheses: [{ cause: GOOD.cause, target: GOOD.target }], leftOut: [] },
    });
  });

  it("that do not fit are left out by name, and take no others with them", () => {
    const read = readHypotheses({
      hypotheses: [GOOD, { ...GOOD, target: null }, "because", { ...GOOD, id: "h4" }],
    });
    expect(read).toMatchObject({ ok: true, value: { hypotheses: [{ id: "h1" }, { id: "h4" }] } });
    const { leftOut = [] } = read.ok ? read.value : {};
    expect(leftOut).toEqual([
      expect.stringMatching(/^hypotheses\[1\]: .*target/),
      "hypotheses[2]: it is no object",
    ]);
  });

  it("of which none fits are no answer, and it says why", () => {
    expect(readHypotheses({ hypotheses: [{ cause: 7 }] })).toMatchObject({
      ok: false,
      error: expect.stringContaining("cause"),
    });
    expect(readHypotheses({ answer: [] })).toMatchObject({
      ok: false,
      error: "it has no list of hypotheses",
    });
  });

  it("may be none", () => {
    expect(readHypotheses({ hypotheses: [] })).toEqual({ ok: true, value: { hypotheses: [], leftOut: [] } });
  });
});
