import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editYaml } from "#core/exchange/files/edit-yaml.ts";
import type { Json, JsonObject } from "#core/base/json.ts";

const AGENT = `# The clerk of the desk.
description: 'Reads messages'   # shown in lists
prompt:   clerk

# Cheap and good enough.
model: {provider: openai, name: "gpt-5-mini"} # do not change lightly
tools:
- calculator   # sums
# the last one
- done


limits:
    maxSteps: 8      # seen: 5
    maxTokens: 40000
x-owner: desk team
# end
`;

function change(text: string, to: JsonObject, isWhole = false): string {
  const from = parse(text) as JsonObject;
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  const changes = [...keys]
    .filter((key) => JSON.stringify(from[key]) !== JSON.stringify(to[key]))
    .map((key) => ({ key, from: from[key], to: to[key], isWhole }));
  return editYaml(text, changes) ?? "refused";
}

const agent = (more: Record<string, Json | undefined>): JsonObject =>
  Object.fromEntries(
    Object.entries({ ...(parse(AGENT) as JsonObject), ...more }).filter(([, value]) => value !== undefined),
  ) as JsonObject;

/** The lines that one text has and the other has not. */
function differing(before: string, after: string): readonly (readonly string[])[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  return [a.filter((line) => !b.includes(line)), b.filter((line) => !a.includes(line))];
}

describe("[S53] what is not changed in a file of fields stays as somebody wrote it", () => {
  it.each<[string, Record<string, Json | undefined>, readonly string[], readonly string[]]>([
    [
      "a text",
      { description: "Reads mail" },
      ["description: 'Reads messages'   # shown in lists"],
      ["description: 'Reads mail'   # shown in lists"],
    ],
    ["a plain word", { prompt: "other" }, ["prompt:   clerk"], ["prompt:   other"]],
    [
      "a list's new element",
      { tools: ["calculator", "search", "done"] },
      ["- calculator   # sums"],
      ["- calculator # sums", "- search"],
    ],
    [
      "a list's lost element",
      { tools: ["calculator"] },
      ["- calculator   # sums", "# the last one", "- done"],
      ["- calculator # sums"],
    ],
    [
      "one of several figures",
      { limits: { maxSteps: 9, maxTokens: 40000 } },
      ["    maxSteps: 8      # seen: 5"],
      ["    maxSteps: 9      # seen: 5"],
    ],
    ["a field that goes", { "x-owner": undefined }, ["x-owner: desk team"], []],
    ["a field that comes", { loop: "chat" }, [], ["loop: chat"]],
  ])("%s", (_what, more, lost, gained) => {
    const after = change(AGENT, agent(more));
    expect(parse(after)).toEqual(agent(more));
    expect(differing(AGENT, after)).toEqual([lost, gained]);
  });

  it("line ends of Windows, too, and texts of several lines", () => {
    const windows = AGENT.replaceAll("\n", "\r\n");
    const after = change(windows, agent({ rules: "one\ntwo\n", limits: { maxSteps: 9, maxTokens: 1 } }));
    expect(parse(after)).toEqual(agent({ rules: "one\ntwo\n", limits: { maxSteps: 9, maxTokens: 1 } }));
    expect(after.replaceAll("\r\n", "").includes("\n")).toBe(false);
  });

  it("an empty text takes fields, and one whose fields are no block map at the margin is given back", () => {
    expect(editYaml("# nothing yet\n", [{ key: "a", from: undefined, to: 1, isWhole: false }])).toBe(
      "# nothing yet\na: 1\n",
    );
    expect(editYaml("{a: 1}", [{ key: "a", from: 1, to: 2, isWhole: false }])).toBe(null);
  });
});
