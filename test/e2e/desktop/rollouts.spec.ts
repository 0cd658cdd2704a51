import { readdirSync, readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { assertDefined } from "#core/base/assert.ts";
import { readHolder } from "#core/store/lock.ts";
import { runCli } from "#test/e2e/support/host.ts";
import { dialHolder, test } from "./desktop-test.ts";

/** Makes the simulated model call the tool whose code runs in the sandbox. */
const CALCULATE = "Use the calculator tool for every computation.";
const RULES = "/messages/0/sections/2/text";

/** How many threads for rollouts a process has, where the system tells threads by name. */
function countThreads(pid: number): number | null {
  if (process.platform !== "linux") return null;
  const tasks = `/proc/${pid}/task`;
  const names = readdirSync(tasks).map((task) => readFileSync(`${tasks}/${task}/comm`, "utf8").trim());
  return names.filter((name) => name === "rollouts").length;
}

test("[R29] the built program makes runs in threads, and starts their sandboxes for them", async ({
  folder,
  launch,
}) => {
  const app = await launch();
  await app.page();
  const { client, close } = await dialHolder(folder);
  const { variables } = await client.resources.show({ resource: "prompt/order-clerk" });
  const text = variables.find(({ pointer }) => pointer === RULES)?.value as string;
  const values = [{ pointer: RULES, value: `${text}\n${CALCULATE}` }];
  await client.resources.setVariables({ resource: "prompt/order-clerk", values, message: "Calculate" });
  await close();

  const { pid } = assertDefined(readHolder(workspacePaths(folder).lock) ?? undefined, "its holder");
  const evaluate = async (workers: number): Promise<unknown> => {
    const args = ["evaluate", "--workspace", folder, "--split", "train", "--fresh", "--json"];
    const { stdout } = await runCli([...args, "--workers", String(workers)]);
    const { n, correct, score, errors, spend } = JSON.parse(stdout) as Record<string, unknown>;
    return { n, correct, score, errors, spend };
  };
  const here = await evaluate(1);
  expect([null, 0]).toContain(countThreads(pid));
  const own = (await app.calls("utilityProcess.fork")).length;
  expect(own).toBeGreaterThan(0);
  expect(await evaluate(3)).toEqual(here);
  // Another one is started once the first is ready and busy: where a start takes long, the work may be over by then.
  expect([null, 1, 2]).toContain(countThreads(pid));
  // A thread has a process of its own once a tool is called in it; there are as many as threads, at most.
  const forks = (await app.calls("utilityProcess.fork")).length;
  expect(forks).toBeGreaterThan(own);
  expect(forks).toBeLessThanOrEqual(own + 2);
  await app.ask({ type: "quit" });
  expect(await app.ended).toBe(0);
});
