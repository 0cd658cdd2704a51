import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { probeSandbox } from "#core/host/start/probe-sandbox.ts";
import { runElectron } from "#core/host/start/run-electron.ts";
import { plantTree, type PlantedTree } from "#test/support/plant-tree.ts";

const trees: PlantedTree[] = [];
afterEach(() => trees.splice(0).forEach(({ remove }) => remove()));

/** A program in Electron's place. */
function plantProgram(text: string): string {
  const tree = plantTree({});
  trees.push(tree);
  const path = join(tree.root, "electron");
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe("[M4] the desktop app that", () => {
  it.each([
    ["is closed, has been closed", "exit 0", { kind: "closed", code: 0 }],
    [
      "aborts, as where its sandbox is denied, did not come up",
      "kill -TRAP $$",
      { kind: "failed", why: "it ended at once, by SIGTRAP" },
    ],
    ["fails at once, did not come up", "exit 3", { kind: "failed", why: "it ended at once, with code 3" }],
    ["is given what it is to open", '[ "$1 $SHOWN" = "main.js here" ]', { kind: "closed", code: 0 }],
    ["is never taken for Node", '[ -z "$ELECTRON_RUN_AS_NODE" ]', { kind: "closed", code: 0 }],
  ])("%s", async (_title, text, end) => {
    process.env["ELECTRON_RUN_AS_NODE"] = "1";
    try {
      expect(await runElectron(plantProgram(text), ["main.js"], { SHOWN: "here" })).toEqual(end);
    } finally {
      delete process.env["ELECTRON_RUN_AS_NODE"];
    }
  });

  it("is no program of this machine, did not come up, and leaves nobody listening for signals", async () => {
    const before = process.listenerCount("SIGTERM");
    const end = await runElectron(join(plantProgram(""), "..", "absent"), []);
    expect(end).toEqual({ kind: "failed", why: expect.stringContaining("could not be started") });
    expect(process.listenerCount("SIGTERM")).toBe(before);
  });
});

it("[M4] a sandbox is asked for on Linux alone", () => {
  expect(probeSandbox("/nowhere/electron", "darwin")).toBeNull();
});
