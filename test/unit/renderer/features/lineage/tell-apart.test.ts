import { expect, it } from "vitest";
import { tellApart } from "#renderer/features/lineage/tell-apart.ts";

const SHARED = "The calculator minds precedence. Do not round before the end.";

it("messages with the same first sentences begin with what differs; others are left as they are", () => {
  const messages = [`${SHARED} Ask twice.`, `${SHARED} Ask once. Answer in JSON.`, "Start", "Start", SHARED];
  expect([...tellApart(messages)].toSorted(([a], [b]) => b.length - a.length)).toEqual([
    [`${SHARED} Ask once. Answer in JSON.`, "… Ask once. Answer in JSON."],
    [`${SHARED} Ask twice.`, "… Ask twice."],
    [SHARED, "… Do not round before the end."],
  ]);
});

it("a word that two happen to begin with is no reason to cut one", () => {
  expect(tellApart(["Approve the first rule", "Approve the second rule", "A. One", "A. Two"]).size).toBe(0);
});
