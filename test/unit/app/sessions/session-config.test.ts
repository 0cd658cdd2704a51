import { describe, expect, it } from "vitest";
import type { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { buildSessionConfig } from "#core/app/sessions/session-config.ts";

const ASKED = {
  ...{ agent: "agent/clerk", dataset: "orders", optimizer: "reflection", iterations: 24, seed: 3 },
  ...{ approve: "ask", report: "none", caps: {}, model: null },
};

function build(
  layers: {
    readonly workspace?: Readonly<Record<string, unknown>>;
    readonly asked?: Readonly<Record<string, unknown>>;
    readonly overrides?: Readonly<Record<string, Json>>;
  } = {},
) {
  const { workspace = {}, asked = {}, overrides = {} } = layers;
  return buildSessionConfig({ scorer: null, workspace, asked: { ...ASKED, ...asked }, overrides });
}

function messageOf(act: () => unknown): string {
  try {
    act();
    return "";
  } catch (error) {
    const { code, message } = error as AppError;
    return `${code}: ${message}`;
  }
}

describe("layers", () => {
  it("later ones win, and a nested setting leaves its neighbours alone", () => {
    const workspace = {
      minibatch: 30,
      stallAfter: 4,
      gate: { minEffect: 0.005, alpha: 0.2 },
      caps: { maxCalls: 9 },
    };
    const asked = { caps: { maxTokens: 100 } };
    const overrides = { "gate.alpha": 0.05, "optimizer.minibatch": 10, "caps.maxUsd": 2 };
    expect(build({ workspace, asked, overrides })).toMatchObject({
      optimizer: { type: "reflection", minibatch: 10, hypotheses: 3 },
      stallAfter: 4,
      gate: { minEffect: 0.005, alpha: 0.05 },
      caps: { maxCalls: 9, maxTokens: 100, maxUsd: 2 },
    });
  });

  it("null takes a cap of the workspace away; one that is not named stays", () => {
    const workspace = { caps: { maxCalls: 9, maxUsd: 2 } };
    expect(build({ workspace, asked: { caps: { maxCalls: null, maxTokens: 100 } } }).caps).toEqual({
      maxUsd: 2,
      maxTokens: 100,
    });
  });

  it("[A15] the metric is what the scorer can tell, unless it is set", () => {
    const scorer = { type: "exact" } as const;
    const layers = { workspace: {}, asked: ASKED, overrides: {} };
    expect(buildSessionConfig({ ...layers, scorer }).gate.metric).toBe("correct");
    expect(buildSessionConfig({ ...layers, scorer: { type: "json-fields" } }).gate.metric).toBe("either");
    const workspace = { gate: { metric: "score" } };
    expect(buildSessionConfig({ ...layers, workspace, scorer }).gate.metric).toBe("score");
    expect(build({ overrides: { "gate.metric": "correct" } }).gate.metric).toBe("correct");
  });

  it("the horizon is twice the iterations, unless it is set", () => {
    expect([build().gate.horizon, build({ overrides: { "gate.horizon": 7 } }).gate.horizon]).toEqual([48, 7]);
  });
});

describe("[S18] the optimizer and its settings", () => {
  const usual = build().optimizer;
  const CASES: readonly (readonly [what: string, layers: Parameters<typeof build>[0], expected: object])[] = [
    ["nobody says", {}, { type: "reflection", minibatch: 40 }],
    ["its name alone", { workspace: { optimizer: "reflection" } }, usual],
    ["its name alone in --set", { overrides: { optimizer: "reflection" } }, usual],
    ["its own", { workspace: { optimizer: { type: "reflection", minibatch: 7 } } }, { minibatch: 7 }],
    [
      "its own, unnamed",
      { workspace: { optimizer: { minibatch: 7 } } },
      { type: "reflection", minibatch: 7 },
    ],
    ["flat, as before", { workspace: { minibatch: 7, temperature: 0 } }, { minibatch: 7, temperature: 0 }],
    ["flat in --set", { overrides: { minibatch: 7 } }, { type: "reflection", minibatch: 7 }],
    [
      "asked by name, set in the file",
      { workspace: { minibatch: 7 }, asked: { optimizer: "reflection" } },
      { minibatch: 7 },
    ],
    [
      "set over the file",
      { workspace: { optimizer: { minibatch: 7, hypotheses: 2 } }, overrides: { "optimizer.minibatch": 9 } },
      { minibatch: 9, hypotheses: 2 },
    ],
  ];
  it.each(CASES)("%s", (_what, layers, expected) => {
    expect(build(layers).optimizer).toEqual({ ...usual, ...expected });
  });

  it("nothing of them stands beside the others any more", () => {
    expect(Object.keys(build({ workspace: { minibatch: 7 } }))).not.toContain("minibatch");
  });

  it.each([
    [{ "optimizer.minibatch": 0 }, "session.optimizer.minibatch"],
    [{ "optimizer.minibatch": 1001 }, "session.optimizer.minibatch: must be 1000 or less, not 1001"],
    [{ "optimizer.group": 4 }, '"group"'],
    [{ optimizer: "none" }, "there are reflection"],
    [{ optimizer: { type: "none", minibatch: 4 } }, "there are reflection"],
    [{ optimizer: 4 }, "session.optimizer"],
  ] satisfies readonly (readonly [Readonly<Record<string, Json>>, string])[])(
    "%j is refused by name",
    (overrides, named) => {
      const message = messageOf(() => build({ overrides }));
      expect(message).toMatch(/^config-invalid/);
      expect(message).toContain(named);
    },
  );

  it("what was set for another optimizer is none of the one that is asked for", () => {
    const workspace = { optimizer: { type: "another", group: 4 } };
    expect(build({ workspace, asked: { optimizer: "reflection" } }).optimizer).toEqual(usual);
    expect(messageOf(() => build({ workspace: { ...workspace, minibatch: 7 } }))).toContain("minibatch");
  });
});

describe("what is wrong is named, every field of it", () => {
  const WRONG: readonly (readonly [overrides: Readonly<Record<string, Json>>, named: readonly string[]])[] = [
    [{ "gate.alpha": 2, temperature: -1 }, ["session.gate.alpha", "session.optimizer.temperature"]],
    [
      { nonsense: 1 },
      ['session: there is no "nonsense" here; there are agent, dataset, optimizer, iterations'],
    ],
    [{ concurency: 1 }, ['session: there is no "concurency" here; did you mean "concurrency"?']],
    [{ "gate.nonsense": 1 }, ['session.gate: there is no "nonsense" here; there are alpha, beta']],
    [{ "gate.minEfect": 1 }, ['session.gate: there is no "minEfect" here; did you mean "minEffect"?']],
    [{ concurrency: 0 }, ["session.concurrency: must be 1 or more, not 0"]],
    [{ workers: 65 }, ["session.workers: must be 64 or less, not 65"]],
    [{ workers: "x" }, ['session.workers: must be a number, not "x"']],
    [{ workers: 1.5 }, ["session.workers: must be a whole number, not 1.5"]],
    [{ "gate.alpha": 0 }, ["session.gate.alpha: must be more than 0, not 0"]],
    [
      { "gate.metric": "eiter" },
      ['session.gate.metric: must be one of either, score, correct, not "eiter"; did you mean either?'],
    ],
    [{ gate: "strict" }, ['session.gate: must be an object with named fields, not "strict"']],
    [{ "__proto__.polluted": 1 }, []],
  ];

  it.each(WRONG)("%j", (overrides, named) => {
    const message = messageOf(() => build({ overrides }));
    expect(named.filter((name) => !message.includes(name))).toEqual([]);
    if (named.length > 0) expect(message).toMatch(/^config-invalid/);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

it.each(["__proto__.x", "gate.__proto__.x", "caps.__proto__.maxUsd", "constructor.x", "toString"])(
  "[R40] a setting called %s is none, and refused by its name",
  (path) => {
    const name = path.replace(/^(gate|caps)\./, "").split(".")[0] ?? "";
    expect(messageOf(() => build({ overrides: { [path]: 1 } }))).toMatch(
      new RegExp(`^config-invalid: .*${name}`),
    );
  },
);
