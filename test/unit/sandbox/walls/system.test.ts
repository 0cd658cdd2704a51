import { expect, it } from "vitest";
import type { Command } from "#core/sandbox/confinement.ts";
import { stands } from "#core/sandbox/walls/system.ts";

const shell = (script: string) => (): Command => ({ file: "/bin/sh", args: ["-c", script] });
const VERSION = process.version;

it
  .skipIf(process.platform === "win32")
  .each<readonly [what: string, wrap: (command: Command) => Command, isWall: boolean]>([
    ["Node starts behind it", (command) => command, true],
    ["it says that all is well, and started nothing", shell("true"), false],
    ["it started another program", shell("echo v0.0.0"), false],
    ["what it started says its version and fails", shell(`echo ${VERSION}; exit 1`), false],
    ["it is not there", () => ({ file: "/nowhere/wall", args: [] }), false],
  ])("a wall is used only where Node starts behind it: %s", (_what, wrap, isWall) => {
  expect(stands({ name: "namespaces", wrap })).toBe(isWall);
});
