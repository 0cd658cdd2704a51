import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCliHere } from "#test/support/cli-here.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
let workspace: string;

beforeAll(async () => {
  workspace = await makeOrderDesk(folder);
});
afterAll(() => remove());

const route = async (...args: readonly string[]) =>
  runCliHere(["route", ...args, "--workspace", workspace, "--json"]);
const routesIn = (stdout: string): unknown => JSON.parse(stdout);

it("[M26] a route is named, listed and taken out at the command line, and stands in workspace.yaml between", async () => {
  const added = await route("add", "cheap", "groq/llama", "together/llama", "--order", "cheapest");
  const named = [{ name: "cheap", order: "cheapest", models: ["groq/llama", "together/llama"] }];
  expect([added.code, routesIn(added.stdout)]).toEqual([0, named]);
  expect(readFileSync(join(workspace, "workspace.yaml"), "utf8")).toMatch(/routes:\n {2}cheap:\n/);
  expect(routesIn((await route("list")).stdout)).toEqual(named);
  expect(routesIn((await route("remove", "cheap")).stdout)).toEqual([]);
});

it.each([
  ["a model that is none", ["add", "r", "simulated/desk-1", "groq/x"], "model-unknown"],
  ["a connection that is not there", ["add", "r", "nowhere/x", "groq/x"], "model-unknown"],
  ["one model alone", ["add", "r", "groq/x"], "input-invalid"],
  ["a route that is not there", ["remove", "r"], "not-found"],
])("[M26] refuses %s, and writes nothing", async (_title, args, code) => {
  const before = readFileSync(join(workspace, "workspace.yaml"), "utf8");
  const { stdout } = await route(...args);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code } });
  expect(readFileSync(join(workspace, "workspace.yaml"), "utf8")).toBe(before);
});
