import { expect, it } from "vitest";
import { chooseSurface, type Machine } from "#core/host/start/choose-surface.ts";

const LINUX = { platform: "linux", env: {}, electron: null, isRoot: false } as const satisfies Machine;
const X = { DISPLAY: ":0" };

const CASES: ReadonlyArray<readonly [title: string, machine: Machine, kind: string, word: string]> = [
  ["on a Mac without Electron", { ...LINUX, platform: "darwin" }, "browser", "not installed"],
  ["on Windows without Electron", { ...LINUX, platform: "win32" }, "browser", "not installed"],
  ["under X without Electron", { ...LINUX, env: X }, "browser", "not installed"],
  [
    "under Wayland without Electron",
    { ...LINUX, env: { WAYLAND_DISPLAY: "wayland-0" } },
    "browser",
    "not installed",
  ],
  ["under X with Electron", { ...LINUX, env: X, electron: "/e" }, "desktop", "desktop app"],
  ["as root under X with Electron", { ...LINUX, env: X, electron: "/e", isRoot: true }, "browser", "root"],
  ["on a server", LINUX, "address", "no display"],
  ["on a server with Electron", { ...LINUX, electron: "/e" }, "address", "no display"],
  ["with an empty display", { ...LINUX, env: { DISPLAY: "" } }, "address", "no display"],
];

it.each(CASES)("%s the window is shown accordingly, and it is said why", (_title, machine, kind, word) => {
  const surface = chooseSurface(machine);
  expect([surface.kind, surface.reason.includes(word)]).toEqual([kind, true]);
});
