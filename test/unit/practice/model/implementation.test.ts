import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { it } from "vitest";
import { sha256 } from "#core/base/hash.ts";
import { IMPLEMENTATION } from "#core/practice/model/implementation.ts";

const FOLDER = new URL("../../../../core/practice/model/", import.meta.url);
const NOTED = new URL("../../../fixtures/simulated-implementation.json", import.meta.url);

type Noted = { readonly implementation: string; readonly sha256: string };

/** Of every file's path and content, apart from the constant itself. */
function hashFolder(): string {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && path !== "implementation.ts")
    .toSorted();
  return sha256(files.map((path) => `${path}\n${sha256(readFileSync(new URL(path, FOLDER)))}`).join("\n"));
}

it("the implementation constant changes whenever the code that answers does, so that no cache outlives it", () => {
  const current: Noted = { implementation: IMPLEMENTATION, sha256: hashFolder() };
  if (process.env["NOTE_SIMULATED_IMPLEMENTATION"] === "1") {
    writeFileSync(NOTED, `${JSON.stringify(current, null, 2)}\n`);
  }
  const noted = JSON.parse(readFileSync(NOTED, "utf8")) as Noted;
  if (current.sha256 !== noted.sha256 || current.implementation !== noted.implementation) {
    throw new Error(
      `core/practice/model/ is no longer what ${noted.implementation} was noted for. If any answer may change, ` +
        "raise IMPLEMENTATION in core/practice/model/implementation.ts; then run this test once with " +
        "NOTE_SIMULATED_IMPLEMENTATION=1 to note the new hash.",
    );
  }
});
