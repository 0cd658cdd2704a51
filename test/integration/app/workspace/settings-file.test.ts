import { execFileSync } from "node:child_process";
import { readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSettingsFile } from "#core/app/workspace/settings-file.ts";
import { codeOf } from "#test/support/registry.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

let place: ReturnType<typeof makeFolder>;
let path: string;
let victim: string;
beforeEach(() => {
  place = makeFolder();
  path = join(place.folder, "workspace.yaml");
  victim = join(place.folder, "victim.txt");
  writeFileSync(victim, "agent: mine\n");
});
afterEach(() => place.remove());

const SAVED = { path: ["agent"], value: "order-clerk" };

describe("[S10] workspace.yaml is read and written as what it is", () => {
  it("a link in its place is refused, and what it leads to neither read nor written", () => {
    symlinkSync(victim, path);
    expect(codeOf(() => openSettingsFile(path))).toBe("path-refused");
  });

  it("a pipe keeps nobody waiting", () => {
    execFileSync("/usr/bin/mkfifo", [path]);
    expect(codeOf(() => openSettingsFile(path))).toBe("path-refused");
  });

  it("a folder cannot be read, and one that is longer than all settings is not", () => {
    expect(codeOf(() => openSettingsFile(place.folder))).toBe("config-invalid");
    writeFileSync(path, `agent: a\n${"# x\n".repeat(300_000)}`);
    expect(codeOf(() => openSettingsFile(path))).toBe("config-invalid");
  });

  it("[S16] one that is not UTF-8 is refused, also to be written, and stays as it is", () => {
    const settings = openSettingsFile(path);
    const latin = Buffer.from("# caf\u00e9\nagent: a\n", "latin1");
    writeFileSync(path, latin);
    expect(codeOf(() => openSettingsFile(path))).toBe("config-invalid");
    expect(settings.refresh()).toContain("is not written in UTF-8");
    expect(codeOf(() => settings.save([SAVED]))).toBe("config-invalid");
    expect(readFileSync(path)).toEqual(latin);
  });

  it("a link where the new text is put first is replaced, never written through", () => {
    const settings = openSettingsFile(path);
    symlinkSync(victim, `${path}.new`);
    settings.save([SAVED]);
    expect([readFileSync(victim, "utf8"), readFileSync(path, "utf8")]).toEqual([
      "agent: mine\n",
      "agent: order-clerk\n",
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("a link that takes its place while it is open is refused when it is written", () => {
    const settings = openSettingsFile(path);
    symlinkSync(victim, path);
    expect(codeOf(() => settings.save([SAVED]))).toBe("path-refused");
    expect(readFileSync(victim, "utf8")).toBe("agent: mine\n");
  });
});
