import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ReplayDocument } from "#core/contract/replays.ts";
import type { TraceRowDocument } from "#core/contract/traces.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";
import { withRaw } from "#test/support/raw-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let made: ReturnType<typeof makeFolder>;
let workspace: string;
beforeAll(async () => {
  made = makeFolder();
  workspace = await makeOrderDesk(made.folder);
  await run("evaluate", "--split", "train", "--limit", "4");
  await run("evaluate", "--split", "test");
});
afterAll(() => {
  made.remove();
});

async function run(...args: readonly string[]) {
  return runCliHere([...args, "--workspace", workspace]);
}

async function ask<T>(...args: readonly string[]): Promise<T> {
  return JSON.parse((await run(...args, "--json")).stdout) as T;
}

const traces = async () => ask<readonly TraceRowDocument[]>("traces");

/** Every row of every table that was there before, in one text. */
function rowsOf(tables: readonly string[]): string {
  return withRaw(join(workspace, "workspace.sqlite"), (db) =>
    JSON.stringify(tables.map((table) => db.prepare(`SELECT * FROM "${table}" ORDER BY 1`).all())),
  );
}

describe("[T21] replay at a command line", () => {
  it("plays every run that has a tape, writes JUnit, and changes no run, score or assessment", async () => {
    const tables = ["run", "score", "assessment", "assessed_item", "model_call", "tape", "commits"];
    const before = rowsOf(tables);
    const junit = join(made.folder, "junit.xml");
    const { code, stdout } = await run("replay", "--all", "--junit", junit);
    // Those on sealed items have no tape, and are not told of.
    expect([code, stdout.match(/identical/g)]).toEqual([0, expect.objectContaining({ length: 4 })]);
    expect(stdout).toContain("4 of 4 as recorded");
    expect(readFileSync(junit, "utf8")).toContain('tests="4" failures="0" errors="0"');
    expect(rowsOf(tables)).toBe(before);
  });

  it("plays one, with tools called anew as well, and says what it came to", async () => {
    const row = (await traces()).find((each) => each.run !== null);
    const replay = await ask<ReplayDocument>("replay", row?.run ?? "", "--tools", "live");
    expect(replay).toMatchObject({
      isIdentical: true,
      networkCalls: 0,
      run: row?.run,
      firstDivergence: null,
    });
    expect((await traces()).find(({ trace }) => trace === replay.trace)).toMatchObject({
      run: null,
      replayOf: row?.trace,
    });
    const again = await run("replay", replay.trace, "--json");
    expect([again.code, again.stdout]).toEqual([4, expect.stringContaining("tape-missing")]);
  });

  it("a run that was written otherwise since has diverged, with exit code 1", async () => {
    const row = (await traces()).find((each) => each.run !== null);
    withRaw(join(workspace, "workspace.sqlite"), (db) =>
      db.prepare("UPDATE run SET output = '\"other\"' WHERE id = ?").run(row?.run),
    );
    const { code, stdout } = await run("replay", row?.run ?? "");
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^diverged: [^]*first at run: outcome \/output/),
    ]);
  });

  it("a sealed run is refused, and so is what says nothing or two things", async () => {
    const sealed = withRaw(join(workspace, "workspace.sqlite"), (db) =>
      db.prepare("SELECT id FROM run WHERE is_sealed = 1 LIMIT 1").pluck().get(),
    ) as string;
    const { code, stdout } = await run("replay", sealed, "--json");
    expect([code, stdout]).toEqual([1, expect.stringContaining("split-sealed")]);
    expect((await run("replay")).code).toBe(2);
    expect((await run("replay", "abc", "--all")).code).toBe(2);
  });
});
