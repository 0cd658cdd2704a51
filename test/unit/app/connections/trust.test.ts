import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openTrust } from "#core/app/connections/trust.ts";
import { AppError } from "#core/base/app-error.ts";

const folder = mkdtempSync(join(tmpdir(), "trust-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ORIGIN = "https://a.example";

it("[M16] what was granted is for that origin alone, is there for the next program, and can be withdrawn", () => {
  const file = join(folder, "deep", "trusted.json");
  const trust = openTrust(() => file);
  expect(trust.mayReach("A_KEY", ORIGIN)).toBe(false);
  trust.grant(["A_KEY", "B_KEY"], ORIGIN);
  const next = openTrust(() => file);
  expect(next.mayReach("A_KEY", ORIGIN)).toBe(true);
  expect(
    ["http://a.example", "https://a.example:444", "https://b.example"].some((at) =>
      next.mayReach("A_KEY", at),
    ),
  ).toBe(false);
  next.withdraw(["A_KEY"], ORIGIN);
  expect([trust.mayReach("A_KEY", ORIGIN), trust.mayReach("B_KEY", ORIGIN)]).toEqual([false, true]);
  expect(readFileSync(file, "utf8")).not.toContain("A_KEY");
  if (platform() !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
});

it.each([
  "not JSON",
  '{"version":2,"keys":{}}',
  '{"version":1,"keys":{"https://a.example":"A_KEY"}}',
  "[]",
  "",
])("[S61] a file that says %j grants nothing, and is written over by no change", (text) => {
  const file = join(folder, "odd.json");
  writeFileSync(file, text);
  const trust = openTrust(() => file);
  expect(trust.mayReach("A_KEY", ORIGIN)).toBe(false);
  const refusal = expect.objectContaining({ code: "config-invalid" });
  expect(() => trust.grant(["A_KEY"], ORIGIN)).toThrow(refusal);
  expect(() => trust.withdraw(["A_KEY"], ORIGIN)).toThrow(refusal);
  expect(readFileSync(file, "utf8")).toBe(text);
});

it("[S61] what could not be read again is not written", () => {
  const file = join(folder, "full.json");
  const trust = openTrust(() => file);
  const many = Array.from({ length: 400 }, (_, at) => `A_KEY_${"X".repeat(100)}_${at}`);
  trust.grant(many, ORIGIN);
  const refusal = expect.objectContaining({ code: "input-invalid" });
  expect(() => trust.grant(many, "https://b.example")).toThrow(refusal);
  expect([ORIGIN, "https://b.example"].map((at) => trust.mayReach(many[0]!, at))).toEqual([true, false]);
});

it.skipIf(platform() === "win32")("a link in its place is not followed", () => {
  const real = join(folder, "real.json");
  openTrust(() => real).grant(["A_KEY"], ORIGIN);
  const link = join(folder, "link.json");
  symlinkSync(real, link);
  expect(openTrust(() => link).mayReach("A_KEY", ORIGIN)).toBe(false);
});

it("names that objects have of themselves are granted by nobody", () => {
  const trust = openTrust(() => join(folder, "none.json"));
  expect(["constructor", "__proto__"].map((origin) => trust.mayReach("A_KEY", origin))).toEqual([
    false,
    false,
  ]);
});

it("[M2] a user without a folder of their own let nothing go anywhere, and is told so where they want to", () => {
  const trust = openTrust(() => {
    throw new AppError("path-refused", "There is no home.");
  });
  expect(trust.mayReach("A_KEY", ORIGIN)).toBe(false);
  expect(() => trust.grant(["A_KEY"], ORIGIN)).toThrow("There is no home.");
});
