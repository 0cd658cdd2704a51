import { expect, it } from "vitest";
import { tellLack, type LineagePart } from "#renderer/features/lineage/tell-lack.ts";

const BROKE = { code: "unreachable", message: "The connection broke.", hint: "" } as const;

const whole: LineagePart = { name: "history", problem: undefined, isMissing: false };

it.each<[what: string, parts: readonly LineagePart[], said: string | null]>([
  ["nothing that failed is not spoken of", [whole, { ...whole, name: "scores", isMissing: true }], null],
  [
    "what was never read is named, and not called the last that was known",
    [whole, { name: "scores", problem: BROKE, isMissing: true }],
    "Scores could not be read: The connection broke.",
  ],
  [
    "several are named in one line",
    [
      { name: "proposals", problem: BROKE, isMissing: true },
      { name: "scores", problem: BROKE, isMissing: true },
    ],
    "Proposals, scores could not be read: The connection broke.",
  ],
  [
    "what was read before stands there as the last that was known",
    [{ ...whole, problem: BROKE }],
    "The connection broke. This is the last that was known.",
  ],
  [
    "of both, both is said",
    [
      { ...whole, problem: BROKE },
      { name: "texts", problem: BROKE, isMissing: true },
    ],
    "The texts of some commits could not be read: The connection broke. This is the last that was known.",
  ],
])("%s", (_, parts, said) => {
  expect(tellLack(parts)).toBe(said);
});
