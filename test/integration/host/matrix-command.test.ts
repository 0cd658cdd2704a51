import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { MatrixDocument } from "#core/domain/matrix/matrix.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { readCsv } from "#test/support/read-csv.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let made: ReturnType<typeof makeFolder>;
let workspace: string;
beforeAll(async () => {
  made = makeFolder();
  workspace = await makeOrderDesk(made.folder);
  writeFileSync(
    join(made.folder, "few.csv"),
    ["id,input,expected", ...Array.from("abcdef", (id) => `${id},"=1+${id}","{""a"":1}"`)].join("\n"),
  );
  const few = ["dataset", "import", join(made.folder, "few.csv"), "--name", "few", "--split", "validation"];
  expect((await run(...few)).code).toBe(0);
});
afterAll(() => {
  made.remove();
});

async function run(...args: readonly string[]) {
  return runCliHere([...args, "--workspace", workspace]);
}

async function ask<T>(...args: readonly string[]): Promise<T> {
  const { stdout } = await run(...args, "--json");
  return JSON.parse(stdout) as T;
}

type Forecast = { readonly onRecord: number; readonly toRun: number };

describe("[C25] evaluations at a command line", () => {
  it("[A22] are told of before they are made, and counted as on record after", async () => {
    const on = ["evaluate", "--dataset", "few", "--agent", "order-clerk"];
    expect(await ask<Forecast>(...on, "--forecast")).toMatchObject({
      onRecord: 0,
      toRun: 6,
      isSimulated: true,
    });
    await ask(...on, "--limit", "2");
    expect(await ask<Forecast>(...on, "--forecast")).toMatchObject({ onRecord: 2, toRun: 4 });
    expect((await run(...on, "--forecast")).stdout).toContain(
      "2 of 6 on record, 4 to run, which costs nothing",
    );
  });

  it("[A21] are listed and shown", async () => {
    const [only] = await ask<readonly { readonly id: string }[]>("evaluation", "list", "--dataset", "few");
    expect(only).toMatchObject({ agent: "agent/order-clerk", split: "validation", cached: 0, isPart: true });
    expect((await run("evaluation", "list")).stdout).toContain("few/validation (part)");
    expect(await ask("evaluation", "show", only?.id ?? "")).toMatchObject({ id: only?.id, correct: 0 });
    expect((await run("evaluation", "show", "9999")).code).toBe(1);
  });
});

describe("[A23] the matrix command", () => {
  it("fills what is missing when it is asked to, and only that", async () => {
    const at = ["matrix", "--dataset", "few", "--agent", "order-clerk"];
    expect((await ask<MatrixDocument>(...at)).missing).toBe(4);
    expect((await run(...at)).stdout).toContain("4 cells have no run");
    expect((await ask<MatrixDocument>(...at, "--run")).missing).toBe(0);
  });

  it("keeps to a cap on what it runs", async () => {
    const refused = await run(
      "matrix",
      "--dataset",
      "few",
      "--models",
      "simulated/none",
      "--run",
      "--max-calls",
      "0",
    );
    expect(refused.code).toBe(1);
  });

  it.each([
    [["matrix", "--dataset", "few", "--max-calls", "1"], "--max-calls"],
    [["matrix", "--dataset", "few", "--format", "csv"], "--format"],
    [["evaluate", "--dataset", "few", "--forecast", "--min-accuracy", "0.9"], "--min-accuracy"],
    [["resolve", "prompt/order-clerk", "--field", "label"], "--field"],
    [["log", "--branch", "main", "--from", "head"], "--from"],
    [["init", "elsewhere", "--from", "empty", "--house-seed", "2"], "--house-seed"],
    [["serve", "--address", "--port", "1"], "--port"],
  ])("[C34] refuses what would do nothing: %j", async (args, name) => {
    const { code, stdout } = await run(...args, "--json");
    expect([code, stdout]).toEqual([2, expect.stringContaining(`${name} does nothing`)]);
  });

  it("[A24] writes each form, by the file's ending or as it is told", async () => {
    const at = ["matrix", "--dataset", "few", "--agent", "order-clerk", "--out"];
    for (const ending of ["csv", "json", "html"]) {
      const file = join(made.folder, `few.${ending}`);
      expect((await run(...at, file)).stdout).toContain(`written to ${file}`);
      const text = readFileSync(file, "utf8");
      if (ending === "json") expect((JSON.parse(text) as MatrixDocument).rows).toHaveLength(6);
      if (ending === "html") expect(text).toMatch(/^<!doctype html>/);
      if (ending === "csv") expect(readCsv(text)[1]?.[2]).toBe("'=1+a");
    }
    expect((await run(...at, join(made.folder, "few.xls"))).code).toBe(2);
    const refused = await run(...at, join(made.folder, "absent", "few.csv"));
    expect([refused.code, refused.stdout]).toEqual([1, ""]);
    expect((await run("matrix", "--dataset", "few", "--format", "csv")).stdout).toMatch(/^item,class,input/);
  });
});
