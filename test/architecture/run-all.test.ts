import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { listGates } from "#test/support/gates.ts";
import type { Gate } from "#test/support/gates.ts";
import { plantTree } from "#test/support/plant-tree.ts";
import type { PlantedTree } from "#test/support/plant-tree.ts";
import { runGates } from "#test/support/run-all.ts";
import { formatSummary, isGreen } from "#test/support/run-summary.ts";
import type { GateOutcome } from "#test/support/run-summary.ts";
import { readPlaywrightRows } from "#test/support/test-rows.ts";
import type { TestRow } from "#test/support/test-rows.ts";

const trees: PlantedTree[] = [];
afterEach(() => trees.splice(0).forEach(({ remove }) => remove()));

function plant(files: Readonly<Record<string, string>>): string {
  const tree = plantTree(files);
  trees.push(tree);
  return tree.root;
}

const passed: TestRow = { title: "a.test.ts › adds", outcome: "passed", why: "" };
const skipped: TestRow = { title: "a.test.ts › prints", outcome: "skipped", why: "no printer here" };
const failed: TestRow = { title: "a.test.ts › divides", outcome: "failed", why: "expected 2\nreceived 3" };
const tests = (state: GateOutcome["state"], rows: readonly TestRow[]): GateOutcome => ({
  name: "tests",
  state,
  seconds: 2,
  rows,
});
const lint = (state: GateOutcome["state"]): GateOutcome => ({ name: "lint", state, seconds: 1, rows: [] });

describe("the summary", () => {
  it.each([
    {
      title: "only tests are counted when all is well",
      run: [lint("ok"), tests("ok", [passed, skipped])],
      last: "1 passed, 0 failed, 1 skipped",
      green: true,
    },
    {
      title: "a failed test counts once, not again for its gate",
      run: [lint("ok"), tests("failed", [passed, failed])],
      last: "1 passed, 1 failed, 0 skipped",
      green: false,
    },
    {
      title: "a failed check never leaves 0 failed",
      run: [lint("failed"), tests("not reached", [])],
      last: "0 passed, 1 failed, 1 skipped",
      green: false,
    },
    {
      title: "a runner that dies after its tests is a failure",
      run: [tests("failed", [passed])],
      last: "1 passed, 1 failed, 0 skipped",
      green: false,
    },
    {
      title: "a failed row outweighs exit code 0",
      run: [tests("ok", [failed])],
      last: "0 passed, 1 failed, 0 skipped",
      green: false,
    },
  ])("$title", ({ run, last, green }) => {
    expect(formatSummary(run).split("\n").at(-1)).toBe(last);
    expect(isGreen(run)).toBe(green);
  });

  it("names each gate's seconds, each failed row and each skipped row with its reason", () => {
    const text = formatSummary([
      lint("ok"),
      tests("failed", [passed, failed, skipped, { ...skipped, why: "" }]),
    ]);
    expect(text.split("\n").slice(2)).toEqual([
      "lint      1.0 s  ok",
      "tests     2.0 s  failed  4 tests",
      "failed: a.test.ts › divides: expected 2",
      "skipped: a.test.ts › prints: no printer here",
      "skipped: a.test.ts › prints: no reason given",
      "1 passed, 1 failed, 2 skipped",
    ]);
  });
});

describe("runGates", () => {
  const scripts = { "good.ts": "export {};\n", "bad.ts": "process.exitCode = 1;\n" };
  const toGates = (root: string, names: readonly string[]): readonly Gate[] =>
    names.map((name) => ({ name, script: join(root, `${name}.ts`) }));

  it.each([
    { goesOn: false, states: ["ok", "failed", "not reached"] },
    { goesOn: true, states: ["ok", "failed", "ok"] },
  ])("after a failed gate, with --all being $goesOn, the states are $states", async ({ goesOn, states }) => {
    const outcomes = await runGates(toGates(plant(scripts), ["good", "bad", "good"]), goesOn);
    expect(outcomes.map(({ state }) => state)).toEqual(states);
  });

  it("a test runner without a report has failed, whatever its exit code", async () => {
    const gates = toGates(plant(scripts), ["good"]).map((gate) => ({
      ...gate,
      tests: { reportEnv: "X", readRows: () => [] },
    }));
    const outcomes = await runGates(gates, false);
    expect(isGreen(outcomes)).toBe(false);
  });

  it("a gate whose preparation fails has failed, and says why", async () => {
    const prepare = (): never => {
      throw new Error("no browser");
    };
    const outcomes = await runGates(
      toGates(plant(scripts), ["good"]).map((gate) => ({ ...gate, prepare })),
      false,
    );
    expect(outcomes.map(({ state }) => state)).toEqual(["failed"]);
  });
});

describe("listGates", () => {
  const names = (files: Readonly<Record<string, string>>): readonly string[] =>
    listGates(plant(files)).map(({ name }) => name);

  it("adds end-to-end tests as soon as there is one", () => {
    expect(names({ "test/e2e/README": "" })).not.toContain("end-to-end");
    expect(names({ "test/e2e/web/start.spec.ts": "" })).toContain("end-to-end");
  });

  it("puts the checks before the tests", () => {
    expect(names({}).at(-1)).toBe("tests");
  });
});

describe("rows of the runners", () => {
  it("vitest's hold every test, with the reason of a skip, and what broke outside a test", () => {
    const reporter = join(process.cwd(), "test/support/row-reporter.ts");
    const root = plant({
      "package.json": '{ "type": "module" }',
      "vitest.config.ts": `import { createRowReporter } from ${JSON.stringify(reporter)};
        export default { test: { reporters: [createRowReporter("rows.json")] } };`,
      "a.test.ts": `import { describe, expect, it } from "vitest";
        describe("sums", () => {
          it("adds", () => { expect(1).toBe(1); });
          it("divides", () => { expect(1).toBe(2); });
          it("prints", (context) => { context.skip("no printer here"); });
          it.skip("rounds", () => {});
        });`,
      "b.test.ts":
        'import { beforeAll, it } from "vitest"; beforeAll(() => { throw new Error("set-up"); }); it("x", () => {});',
      "c.test.ts": 'throw new Error("does not load");',
      "d.test.ts":
        'import { it } from "vitest"; it("y", () => { setTimeout(() => { throw new Error("late"); }); });',
    });
    symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"), "junction");
    spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run"], { cwd: root, stdio: "ignore" });
    const rows = JSON.parse(readFileSync(join(root, "rows.json"), "utf8")) as readonly TestRow[];
    const lines = rows.map(({ title, outcome, why }) => `${outcome} ${title}: ${why.split("\n", 1)[0]}`);
    expect(lines.toSorted()).toEqual([
      "failed a.test.ts › sums > divides: expected 1 to be 2 // Object.is equality",
      "failed b.test.ts: set-up",
      "failed c.test.ts: does not load",
      "failed outside any test: late",
      "passed a.test.ts › sums > adds: ",
      "passed d.test.ts › y: ",
      "skipped a.test.ts › sums > prints: no printer here",
      "skipped a.test.ts › sums > rounds: ",
      "skipped b.test.ts › x: ",
    ]);
  });

  it("Playwright's count a flaky test and an error outside any test as failed", () => {
    const test = (status: string, annotations: readonly object[] = []): object => ({
      projectName: "web",
      status,
      annotations,
    });
    const report = {
      suites: [
        {
          title: "web/start.spec.ts",
          specs: [{ title: "opens", tests: [test("expected")] }],
          suites: [
            {
              title: "review",
              specs: [
                { title: "approves", tests: [test("unexpected")] },
                { title: "blinks", tests: [test("flaky")] },
                { title: "prints", tests: [test("skipped", [{ type: "skip", description: "no printer" }])] },
              ],
            },
          ],
        },
      ],
      errors: [{ message: "set-up" }],
    };
    expect(readPlaywrightRows(JSON.stringify(report))).toEqual([
      { title: "web/start.spec.ts › opens › web", outcome: "passed", why: "" },
      { title: "web/start.spec.ts › review › approves › web", outcome: "failed", why: "" },
      { title: "web/start.spec.ts › review › blinks › web", outcome: "failed", why: "flaky" },
      { title: "web/start.spec.ts › review › prints › web", outcome: "skipped", why: "no printer" },
      { title: "outside any test", outcome: "failed", why: "set-up" },
    ]);
  });
});

describe("npm test", () => {
  it("refuses an option it does not know, so that a misspelt --all is not taken for a full run", () => {
    const { status, stderr } = spawnSync(process.execPath, ["test/support/run-all.ts", "--al"], {
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([2, expect.stringMatching(/--al\b/)]);
  });

  it("is what .ci/run runs after npm ci, and nothing else", () => {
    const lines = readFileSync(".ci/run", "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(lines).toEqual(["set -euo pipefail", 'cd "$(dirname "$0")/.."', "npm ci", "npm test"]);
    expect(execFileSync("test", ["-x", ".ci/run"], { encoding: "utf8" })).toBe("");
  });
});
