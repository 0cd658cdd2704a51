import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCliHere } from "#test/support/cli-here.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const made = makeFolder();
const workspace = join(made.folder, "workspace");
const write = (name: string, text: string) => writeFileSync(join(made.folder, name), text);
beforeAll(async () => {
  vi.stubEnv("INIT_CWD", made.folder);
  write("own.md", "---\ndescription: Own.\nmaks: []\n---\nSay {{word}}.\n");
  write("right.md", "---\ndescription: Own.\n---\nSay {{word}}.\n");
  expect((await runCliHere(["init", workspace, "--from", "empty"])).code).toBe(0);
});
afterAll(() => {
  made.remove();
});

async function run(...args: readonly string[]) {
  const { code, stdout } = await runCliHere([...args, "--workspace", workspace, "--json"]);
  return { code, answer: JSON.parse(stdout) as { readonly error?: { readonly message: string } } };
}

describe("[R43] a field that is written wrongly", () => {
  it("is refused in a file of one resource, by its line, and in a content of JSON", async () => {
    const plain = await run("resource", "create", "prompt/own", "--from", "own.md");
    expect([plain.code, plain.answer.error?.message]).toEqual([
      1,
      expect.stringMatching(/own\.md:3: \/maks: there is no "maks" here; did you mean "mask"\?/),
    ]);
    expect((await run("resource", "create", "prompt/own", "--from", "right.md")).code).toBe(0);
    const schema = { type: "object", properties: {} };
    const messages = [{ role: "user", sections: [{ name: "text", text: "Hi." }] }];
    const content = { description: "Hi.", inputSchema: schema, messages, mask: [] };
    write("own.json", JSON.stringify({ ...content, metdata: {} }, null, 1));
    const json = await run("resource", "create", "prompt/hi", "--from", "own.json");
    expect([json.code, json.answer.error?.message]).toEqual([
      1,
      expect.stringMatching(/own\.json:\d+: \/metdata: .*did you mean "metadata"\?/),
    ]);
    write("own.json", JSON.stringify({ ...content, "x-metdata": {}, colour: "red" }, null, 1));
    expect((await run("resource", "create", "prompt/hi", "--from", "own.json")).code).toBe(0);
  });
});

it("[C39] a field that is written wrongly is refused before anything of it runs, in whichever file said it", async () => {
  write("base.yaml", "extends: shipped:chat.yaml\nagents:\n  chat:\n    sampling:\n      temprature: 0\n");
  write("mine.yaml", "extends: base.yaml\n");
  const { code, answer } = await run("run", "--config", "mine.yaml", "Good morning");
  expect([code, answer.error?.message]).toEqual([
    expect.any(Number),
    expect.stringMatching(
      /^base\.yaml:5: agents\.chat\.sampling\.temprature: .*did you mean "temperature"\?/,
    ),
  ]);
  expect(code).not.toBe(0);
});
