import { expect, it } from "vitest";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";

it("says which walls stand around a guest, and that the system's is missing where it is", () => {
  const behind = createNodeProcessHost(() => ({ name: "namespaces", wrap: (command) => command }));
  expect(behind.confinement()).toEqual({ process: "permissions", system: "namespaces" });
  const open = createNodeProcessHost(() => null);
  expect(open.confinement()).toEqual({ process: "permissions", system: "none" });
});
