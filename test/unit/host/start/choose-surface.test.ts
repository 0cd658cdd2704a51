import { expect, it } from "vitest";
import { chooseSurface, type Machine } from "#core/host/start/choose-surface.ts";

const CASES: ReadonlyArray<readonly [title: string, machine: Machine, kind: string, word: string]> = [
  ["on a Mac", { platform: "darwin", env: {} }, "browser", "not part of this installation"],
  ["on Windows", { platform: "win32", env: {} }, "browser", "not part of this installation"],
  ["under X", { platform: "linux", env: { DISPLAY: ":0" } }, "browser", "not part of this installation"],
  [
    "under Wayland",
    { platform: "linux", env: { WAYLAND_DISPLAY: "wayland-0" } },
    "browser",
    "not part of this installation",
  ],
  ["on a server", { platform: "linux", env: {} }, "address", "no display"],
  ["with an empty display", { platform: "linux", env: { DISPLAY: "" } }, "address", "no display"],
];

it.each(CASES)("%s the window is shown accordingly, and it is said why", (_title, machine, kind, word) => {
  const surface = chooseSurface(machine);
  expect([surface.kind, surface.reason.includes(word)]).toEqual([kind, true]);
});
