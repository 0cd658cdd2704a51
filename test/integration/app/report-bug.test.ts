import { createRouterClient } from "@orpc/server";
import { expect, it } from "vitest";
import { router } from "#core/app/router.ts";
import { openNewWorkspace } from "./open-workspace.ts";

it("a defect of a window is told where the host tells of its own, with where it came from", async () => {
  const desk = await openNewWorkspace({ from: "empty" });
  try {
    const bugs: unknown[] = [];
    const context = {
      ...desk.workspace.contextFor(desk.workspace.person),
      reportBug: (bug: unknown) => void bugs.push(bug),
    };
    const client = createRouterClient(router, { context });
    await client.workspace.reportBug({ message: "items is undefined", stack: "at ItemTable" });
    expect(bugs.map((bug) => (bug as Error).stack)).toEqual([
      "In the window: items is undefined\nat ItemTable",
    ]);
  } finally {
    await desk.close();
  }
});
