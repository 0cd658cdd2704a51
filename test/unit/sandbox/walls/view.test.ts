import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { findTool } from "#core/sandbox/walls/view.ts";

// Without it the second wall would be left out, and nobody the wiser.
it.runIf(existsSync("/bin/sh"))("a tool is found in the system's own folders, by its whole path", () => {
  expect(findTool("sh")).toMatch(/^\/(usr\/|run\/.*\/)?bin\/sh$/);
  expect(findTool("there-is-no-such-tool")).toBeNull();
});
