import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

it("a program that searches texts lives until it has its answers, and then ends by itself", () => {
  const said = execFileSync(process.execPath, [join(import.meta.dirname, "search-and-end.ts")], {
    encoding: "utf8",
    // One that does not end is ended.
    timeout: 60_000,
  });
  expect(JSON.parse(said)).toEqual([[["bb"]], [null]]);
}, 120_000);
