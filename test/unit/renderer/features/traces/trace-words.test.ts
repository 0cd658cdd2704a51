import { describe, expect, it } from "vitest";
import { describeRanOn, hasSeveralAgents } from "#renderer/features/traces/trace-words.ts";
import { nameFilter, NO_FILTER, type TraceFilter } from "#renderer/features/traces/trace-filter.ts";

const run = (name: string) => ({ name, run: "r" });
const step = (name: string) => ({ name, run: null });

describe("the column of agents", () => {
  it.each([
    ["is not there before anything ran", [], false],
    ["is not there for one agent", [run("agent/a"), run("agent/a")], false],
    ["is there for two", [run("agent/a"), step("reflect"), run("agent/b")], true],
    ["does not take steps of sessions for agents", [step("reflect"), run("agent/a"), step("improve")], false],
  ] as const)("%s", (_title, rows, expected) => {
    expect(hasSeveralAgents(rows)).toBe(expected);
  });
});

describe("the system of a run", () => {
  it.each([
    ["is the commit in whose state it ran", "a3f91c2e".repeat(8), null, "a3f91c2"],
    ["is the candidate of a proposal", null, "41", "candidate 41"],
    ["is a candidate that has no number yet", null, null, "candidate"],
  ] as const)("%s", (_title, commit, proposal, expected) => {
    expect(describeRanOn({ commit, proposal }).text).toBe(expected);
  });
});

it("filters that ask for different rows have different names, whatever the text", () => {
  const filters: readonly TraceFilter[] = [
    NO_FILTER,
    { ...NO_FILTER, hasErrors: true },
    { ...NO_FILTER, isWrong: true },
    { ...NO_FILTER, split: "train" },
    { ...NO_FILTER, agent: "agent/a" },
    { ...NO_FILTER, model: "agent/a" },
    { ...NO_FILTER, session: "1" },
    { ...NO_FILTER, text: "1" },
    { ...NO_FILTER, text: '","1' },
  ];
  expect(new Set(filters.map(nameFilter)).size).toBe(filters.length);
});
