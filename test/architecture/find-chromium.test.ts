import { chmodSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { requireChromium } from "#test/support/find-chromium.ts";
import type { Machine } from "#test/support/find-chromium.ts";
import { plantTree } from "#test/support/plant-tree.ts";
import type { PlantedTree } from "#test/support/plant-tree.ts";

let tree: PlantedTree | undefined;
afterEach(() => tree?.remove());

const PLAYWRIGHTS = "home/.cache/ms-playwright";

/** A machine with these executables, `bin` being its PATH; `installs` appears when apt-get install runs. */
function layOut(executables: readonly string[], changes: Partial<Machine> = {}, installs?: string): Machine {
  const planted = plantTree(
    Object.fromEntries([...executables, installs ?? "none"].map((path) => [path, "#!/bin/sh\n"])),
  );
  tree = planted;
  for (const path of executables) chmodSync(join(planted.root, path), 0o755);
  return {
    env: { PATH: join(planted.root, "bin") },
    platform: "linux",
    home: join(planted.root, "home"),
    isRoot: false,
    isDebian: false,
    run: (_command, args) => {
      if (installs !== undefined && args[0] === "install") chmodSync(join(planted.root, installs), 0o755);
      return true;
    },
    ...changes,
  };
}

describe.skipIf(process.platform === "win32")("requireChromium", () => {
  it.each([
    {
      title: "takes a browser from the PATH",
      has: ["bin/chromium", `${PLAYWRIGHTS}/chromium-9/chrome-linux/chrome`],
      takes: "bin/chromium",
    },
    {
      title: "prefers the shell, which is Chromium without a desktop's window",
      has: ["bin/chromium", "bin/chromium-headless-shell"],
      takes: "bin/chromium-headless-shell",
    },
    {
      title: "prefers Chromium to Chrome",
      has: ["bin/google-chrome", "bin/chromium"],
      takes: "bin/chromium",
    },
    {
      title: "takes the newest of Playwright's where the system has none",
      has: [
        `${PLAYWRIGHTS}/chromium-999/chrome-linux/chrome`,
        `${PLAYWRIGHTS}/chromium-1200/chrome-linux64/chrome`,
      ],
      takes: `${PLAYWRIGHTS}/chromium-1200/chrome-linux64/chrome`,
    },
  ])("$title", ({ has, takes }) => {
    const machine = layOut(has);
    expect(requireChromium(machine)).toBe(join(tree!.root, takes));
  });

  it("lets $CHROMIUM_PATH win, and refuses it when it names nothing instead of taking another browser", () => {
    const machine = layOut(["bin/chromium", "own/browser"]);
    const own = join(tree!.root, "own/browser");
    expect(requireChromium({ ...machine, env: { ...machine.env, CHROMIUM_PATH: own } })).toBe(own);
    expect(() => requireChromium({ ...machine, env: { ...machine.env, CHROMIUM_PATH: "/gone" } })).toThrow(
      /\/gone/,
    );
  });

  it("installs with apt-get as root on Debian, and only there", () => {
    const machine = layOut([], { isRoot: true, isDebian: true }, "bin/chromium");
    expect(() => requireChromium({ ...machine, isDebian: false })).toThrow(/none was found/);
    expect(requireChromium(machine)).toBe(join(tree!.root, "bin/chromium"));
  });

  it("installs the whole browser where the shell cannot be had", () => {
    const machine = layOut([], { isRoot: true, isDebian: true }, "bin/chromium");
    const tried: (string | undefined)[] = [];
    const run: Machine["run"] = (command, args) => {
      tried.push(args[3]);
      return args[3] !== "chromium-headless-shell" && machine.run(command, args);
    };
    expect(requireChromium({ ...machine, run })).toBe(join(tree!.root, "bin/chromium"));
    expect(tried).toEqual([undefined, "chromium-headless-shell", "chromium"]);
  });

  it.each([
    {
      title: "a user on Debian gets the sudo command",
      changes: { isDebian: true },
      hint: /Type: sudo apt-get install .*chromium/,
    },
    {
      title: "root on Debian whose install fails gets the command",
      changes: { isDebian: true, isRoot: true, run: () => false },
      hint: /Type: apt-get install/,
    },
    { title: "anybody else gets Playwright's", changes: {}, hint: /Type: npx playwright install chromium/ },
  ])("$title", ({ changes, hint }) => {
    expect(() => requireChromium(layOut([], changes))).toThrow(
      expect.objectContaining({ code: "not-found", hint: expect.stringMatching(hint) }),
    );
  });
});
