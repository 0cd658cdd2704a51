import { homedir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { userFolder } from "#core/app/connections/user-folder.ts";

const NAME = "Autogenesis Studio";

it.each([
  ["linux", {}, join(homedir(), ".config", NAME)],
  ["linux", { XDG_CONFIG_HOME: "/etc/mine" }, join("/etc/mine", NAME)],
  ["linux", { XDG_CONFIG_HOME: "relative" }, join(homedir(), ".config", NAME)],
  ["darwin", {}, join(homedir(), "Library", "Application Support", NAME)],
  ["win32", { APPDATA: "/roaming" }, join("/roaming", NAME)],
  ["win32", {}, join(homedir(), "AppData", "Roaming", NAME)],
  ["linux", { AUTOGENESIS_CONFIG: "/elsewhere", XDG_CONFIG_HOME: "/etc/mine" }, "/elsewhere"],
] as const)("on %s with %j it is %s", (platform, env, expected) => {
  expect(userFolder(env, platform)).toBe(expected);
});
