import { describe, expect, it } from "vitest";
import { replaceFile } from "#core/store/replace-file.ts";

/** A rename that is refused so many times before it works; answers how often it was tried. */
function refusing(times: number, code: string) {
  let tried = 0;
  return {
    tried: () => tried,
    rename: (): void => {
      tried += 1;
      if (tried <= times) throw Object.assign(new Error(`${code}: refused`), { code });
    },
  };
}

describe("replacing a file", () => {
  it.each(["EPERM", "EBUSY", "EACCES"])("waits on Windows while somebody has it open (%s)", (code) => {
    const { rename, tried } = refusing(3, code);
    replaceFile("a", "b", { platform: "win32", rename });
    expect(tried()).toBe(4);
  });

  it("gives up in the end, with what the last try was refused with", () => {
    const { rename, tried } = refusing(1000, "EBUSY");
    expect(() => replaceFile("a", "b", { platform: "win32", rename })).toThrow("EBUSY");
    expect(tried()).toBeLessThan(50);
  });

  it.each([
    ["elsewhere, where it will not pass", "linux", "EACCES"],
    ["where nothing is there to move", "win32", "ENOENT"],
  ] as const)("fails at once %s", (_where, platform, code) => {
    const { rename, tried } = refusing(1, code);
    expect(() => replaceFile("a", "b", { platform, rename })).toThrow(code);
    expect(tried()).toBe(1);
  });
});
