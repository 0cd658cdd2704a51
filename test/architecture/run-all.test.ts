import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { listLanes } from "#test/support/gates.ts";
import type { Lane } from "#test/support/gates.ts";
import { queueOutputs } from "#test/support/lane-output.ts";
import { plantTree } from "#test/support/plant-tree.ts";
import type { PlantedTree } from "#test/support/plant-tree.ts";
import { runLanes } from "#test/support/run-all.ts";
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

describe("runLanes", () => {
  const scripts = {
    "good.ts": 'console.log("all is well");\n',
    "bad.ts": 'console.error("something is wrong");\nprocess.exitCode = 1;\n',
    // Ends when it is told to, and by itself never.
    "long.ts":
      'console.log("begun");\nprocess.on("SIGINT", () => process.exit(130));\nsetInterval(() => {}, 1000);\n',
    // The others have to wait until it is there.
    "late.ts":
      'import { existsSync } from "node:fs";\nwhile (!existsSync(process.argv[2])) await new Promise((seen) => setTimeout(seen, 5));\nprocess.exitCode = 1;\n',
    "sign.ts": 'import { writeFileSync } from "node:fs";\nwriteFileSync(process.argv[2], "");\n',
  };
  const toLanes = (root: string, lanes: readonly (readonly string[])[]): readonly Lane[] =>
    lanes.map((names) =>
      names.map((name) => ({ name, script: join(root, `${name}.ts`), args: [join(root, "there")] })),
    );
  const quiet = (): void => {};

  it.each([
    { goesOn: false, states: ["ok", "failed", "not reached"] },
    { goesOn: true, states: ["ok", "failed", "ok"] },
  ])("after a failed gate, with --all being $goesOn, the states are $states", async ({ goesOn, states }) => {
    const lanes = toLanes(plant(scripts), [["good", "bad", "good"]]);
    expect((await runLanes(lanes, { goesOn, show: quiet })).map(({ state }) => state)).toEqual(states);
  });

  it("lanes run side by side, and all of them when one has failed with --all", async () => {
    const lanes = toLanes(plant(scripts), [["late", "good"], ["sign"]]);
    const outcomes = await runLanes(lanes, { goesOn: true, show: quiet });
    expect(outcomes.map(({ name, state }) => [name, state])).toEqual([
      ["late", "failed"],
      ["good", "ok"],
      ["sign", "ok"],
    ]);
  });

  it("the first that fails ends the others, which count as not reached", async () => {
    const lanes = toLanes(plant(scripts), [["bad", "good"], ["long"], ["long", "good"]]);
    const outcomes = await runLanes(lanes, { goesOn: false, show: quiet });
    expect(outcomes.map(({ state }) => state)).toEqual(["failed", ...Array(4).fill("not reached")]);
    expect(isGreen(outcomes)).toBe(false);
    expect(formatSummary(outcomes).split("\n").at(-1)).toBe("0 passed, 1 failed, 4 skipped");
  });

  it.each([true, false])(
    "told to stop, with --all being %s, it ends them all and shows what they said",
    async (goesOn) => {
      const shown: string[] = [];
      const stop = new AbortController();
      const outcomes = await runLanes(toLanes(plant(scripts), [["long"], ["long", "good"]]), {
        goesOn,
        stop,
        show: (_, part) => {
          shown.push(String(part).trim());
          if (shown.includes("begun")) stop.abort();
        },
      });
      expect(outcomes.map(({ state }) => state)).toEqual(Array(3).fill("not reached"));
      expect(isGreen(outcomes)).toBe(false);
      expect(shown.filter((line) => line === "── long")).toHaveLength(2);
    },
  );

  it("what they say is shown lane by lane in their order, each part on its own stream", async () => {
    const shown: string[] = [];
    await runLanes(toLanes(plant(scripts), [["good", "sign"], ["bad"], ["good"]]), {
      goesOn: true,
      show: (stream, part) => void shown.push(`${stream}: ${String(part).trim()}`),
    });
    expect(shown).toEqual([
      "stdout: ── good",
      "stdout: all is well",
      "stdout: ── sign",
      "stdout: ── bad",
      "stderr: something is wrong",
      "stdout: ── good",
      "stdout: all is well",
    ]);
  });

  it("a test runner without a report has failed, whatever its exit code", async () => {
    const lanes = toLanes(plant(scripts), [["good"]]).map((lane) =>
      lane.map((gate) => ({ ...gate, tests: { reportEnv: "X", readRows: () => [] } })),
    );
    expect(isGreen(await runLanes(lanes, { goesOn: false, show: quiet }))).toBe(false);
  });

  it("a gate whose preparation fails has failed, and says why", async () => {
    const prepare = (): never => {
      throw new Error("no browser");
    };
    const shown: string[] = [];
    const outcomes = await runLanes(
      toLanes(plant(scripts), [["good"]]).map((lane) => lane.map((gate) => ({ ...gate, prepare }))),
      { goesOn: false, show: (_, part) => void shown.push(String(part)) },
    );
    expect(outcomes.map(({ state }) => state)).toEqual(["failed"]);
    expect(shown.join("")).toContain("no browser");
  });
});

describe("queueOutputs", () => {
  it("shows the front lane as it speaks, and keeps the rest until its turn, also of one that ended before", () => {
    const shown: string[] = [];
    const [first, second, third] = queueOutputs(3, (_, part) => void shown.push(String(part)));
    second?.write("stdout", "b1");
    first?.write("stdout", "a1");
    third?.write("stderr", "c1");
    second?.end();
    first?.write("stdout", "a2");
    expect(shown).toEqual(["a1", "a2"]);
    first?.end();
    expect(shown).toEqual(["a1", "a2", "b1", "c1"]);
    third?.write("stdout", "c2");
    expect(shown.at(-1)).toBe("c2");
  });
});

describe("listLanes", () => {
  const names = (files: Readonly<Record<string, string>>): readonly (readonly string[])[] =>
    listLanes(plant(files)).map((lane) => lane.map(({ name }) => name));

  it("adds end-to-end tests as soon as there is one", () => {
    expect(names({ "test/e2e/README": "" }).flat()).not.toContain("end-to-end");
    expect(names({ "test/e2e/web/start.spec.ts": "" }).flat()).toContain("end-to-end");
  });

  it("has every check, and says what they say before what the tests say", () => {
    const [checks, ...rest] = names({ "test/e2e/web/start.spec.ts": "" });
    expect(checks?.toSorted()).toEqual([
      "format",
      "layers",
      "lint",
      "typecheck",
      "unused code",
      "unused in production",
    ]);
    expect(rest).toEqual([["tests"], ["end-to-end"]]);
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
