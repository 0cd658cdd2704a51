import { describe, expect, it } from "vitest";
import { rankByMostWords, rankMatches } from "#renderer/shell/fuzzy.ts";

describe("the palette's search", () => {
  const titles = [
    "Undo the last operation",
    "Go to Lineage",
    "Use light colours",
    "Go to Resources",
    "prompt/order-clerk",
  ];
  const find = (query: string): string | undefined => rankMatches(query, titles, (title) => title)[0];

  it.each([
    ["undo", "Undo the last operation"],
    ["gtr", "Go to Resources"],
    ["lin", "Go to Lineage"],
    ["use l", "Use light colours"],
    ["oclerk", "prompt/order-clerk"],
    ["GO TO", "Go to Lineage"],
  ])("%s finds %s first", (query, title) => {
    expect(find(query)).toBe(title);
  });

  it("[L8] what begins with the words comes first, then words that begin with them, then what holds them", () => {
    const texts = ["An undo", "Redoundo", "Undo the last", "Go to Undo"];
    expect(rankMatches("undo", texts, (text) => text)).toEqual([
      "Undo the last",
      "An undo",
      "Go to Undo",
      "Redoundo",
    ]);
  });

  it.each([
    ["blame", "prompt/improver keeps the last measured version"],
    ["git", "agent/order-clerk: Turns orders into items"],
  ])("[L8] letters that only happen to stand in order are no match: %s", (query, text) => {
    expect(rankMatches(query, [text], (each) => each)).toEqual([]);
  });

  it("letters that do not stand in order find nothing; no letters find everything as it is", () => {
    expect([
      rankMatches("odnu", ["Undo"], (title) => title),
      rankMatches(" ", titles, (title) => title),
    ]).toEqual([[], titles]);
  });

  it.each([
    ["turn dark mode on", ["Use dark colours, theme, dark mode"]],
    ["turn the lights off", []],
    ["dark side", []],
  ])("[L27] most of several words are enough among what else a thing is called: %s", (query, found) => {
    expect(rankByMostWords(query, ["Use dark colours, theme, dark mode"], (text) => text)).toEqual(found);
  });
});
