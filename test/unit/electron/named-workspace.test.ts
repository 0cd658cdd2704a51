import { describe, expect, it } from "vitest";
import { findNamed, toFolder, type Start } from "#electron/named-workspace.ts";

const packed: Start = { argv: ["/opt/studio"], isFromSource: false, cwd: "/home/a", env: {} };

const CASES: readonly (readonly [string, Partial<Start>, { path: string; isPractice: boolean } | null])[] = [
  ["nothing", {}, null],
  ["a folder", { argv: ["/opt/studio", "/w/desk"] }, { path: "/w/desk", isPractice: false }],
  [
    "a folder from where it stands, behind switches of Chromium's",
    { argv: ["/opt/studio", "--enable-features=x", "desk", "--no-zygote"] },
    { path: "/home/a/desk", isPractice: false },
  ],
  [
    "an address of a file, as menus of Linux write it",
    { argv: ["/opt/studio", "file:///w/my%20desk.autogenesis"] },
    { path: "/w/my desk.autogenesis", isPractice: false },
  ],
  [
    "a folder from where npm was started, behind the program's own file",
    { argv: ["electron", "dist/electron/main.js", "desk"], isFromSource: true, env: { INIT_CWD: "/home/b" } },
    { path: "/home/b/desk", isPractice: false },
  ],
  ["the program's own file alone", { argv: ["electron", "main.js"], isFromSource: true }, null],
  [
    "a folder by the environment",
    { env: { AUTOGENESIS_WORKSPACE: "/w/desk" } },
    { path: "/w/desk", isPractice: true },
  ],
  [
    "an argument and the environment",
    { argv: ["/opt/studio", "/w/a"], env: { AUTOGENESIS_WORKSPACE: "/w/b" } },
    { path: "/w/a", isPractice: false },
  ],
  ["an empty variable", { env: { AUTOGENESIS_WORKSPACE: "" } }, null],
];

describe("a start that names", () => {
  it.skipIf(process.platform === "win32").each(CASES)("%s", (_what, change, expected) => {
    expect(findNamed({ ...packed, ...change })).toEqual(expected);
  });

  it("takes a workspace's own database for the folder it is in", () => {
    expect(["/w/desk/workspace.sqlite", "/w/desk"].map(toFolder)).toEqual(["/w/desk", "/w/desk"]);
  });
});
