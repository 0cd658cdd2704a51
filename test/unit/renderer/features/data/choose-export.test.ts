import { describe, expect, it } from "vitest";
import type { Measured } from "#renderer/store/shared-queries.ts";
import { chooseExport } from "#renderer/features/data/choose-export.ts";

function measured(commit: string, model: string, agent = "agent/a"): Measured[number] {
  return {
    ...{
      system: commit,
      agent: agent as "agent/a",
      commit,
      commits: [commit],
      dataset: "d",
      model,
      items: "i",
    },
    ...{ by: "session", estimate: { accuracy: 1, score: 1, interval: [0, 1], n: 1 } },
  };
}

describe("[A23] the table that Data exports", () => {
  it("is of every measured version and model of the agent that was measured last", () => {
    const list = [
      measured("c1", "m/1", "agent/b"),
      measured("c1", "m/1"),
      measured("c2", "m/1"),
      measured("c2", "m/2"),
    ];
    expect(chooseExport(list, "d")).toEqual({
      agent: "agent/a",
      models: ["m/1", "m/2"],
      commits: ["c1", "c2"],
    });
  });

  it("is of head by its own model where nothing was measured", () => {
    expect(chooseExport([measured("c1", "m/1")], "other")).toEqual({});
  });

  it("has no more columns than a table may have: the newest versions", () => {
    const list = Array.from({ length: 120 }, (_, at) => measured(`c${at}`, `m/${at % 2}`));
    const { commits = [], models = [] } = chooseExport(list, "d");
    expect(commits.length * models.length).toBe(50);
    expect(commits.at(-1)).toBe("c119");
  });
});
