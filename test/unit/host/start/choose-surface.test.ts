import { expect, it } from "vitest";
import { chooseSurface, type Machine } from "#core/host/start/choose-surface.ts";

const LINUX = { platform: "linux", env: {}, isRoot: false, wantsWeb: false } as const satisfies Machine;
const MAC = { ...LINUX, platform: "darwin" } as const;
const X = { DISPLAY: ":0" };

const CASES: ReadonlyArray<readonly [title: string, machine: Machine, kind: string, word: string]> = [
  ["on a Mac", MAC, "desktop", "desktop app"],
  [
    "on a Mac over SSH",
    { ...MAC, env: { SSH_CONNECTION: "10.0.0.1 1 10.0.0.2 22" } },
    "address",
    "no display",
  ],
  ["on Windows", { ...LINUX, platform: "win32" }, "desktop", "desktop app"],
  ["under X", { ...LINUX, env: X }, "desktop", "desktop app"],
  ["under Wayland", { ...LINUX, env: { WAYLAND_DISPLAY: "wayland-0" } }, "desktop", "desktop app"],
  ["under X, the browser being wanted", { ...LINUX, env: X, wantsWeb: true }, "browser", "browser"],
  ["as root under X", { ...LINUX, env: X, isRoot: true }, "address", "root"],
  [
    "as root, the browser being wanted",
    { ...LINUX, env: X, isRoot: true, wantsWeb: true },
    "address",
    "root",
  ],
  ["on a server", LINUX, "address", "no display"],
  ["on a server, the browser being wanted", { ...LINUX, wantsWeb: true }, "address", "no display"],
  ["with an empty display", { ...LINUX, env: { DISPLAY: "" } }, "address", "no display"],
];

it.each(CASES)("%s the window is shown accordingly, and it is said why", (_title, machine, kind, word) => {
  const surface = chooseSurface(machine);
  expect([surface.kind, surface.reason.includes(word)]).toEqual([kind, true]);
});
